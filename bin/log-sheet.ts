import * as z from 'zod';
import { csvLines } from '../lib/sheet/csv.ts';

const COLUMNS = ['at', 'subject', 'number', 'kind', 'actor_kind', 'actor', 'data', 'hash'] as const;

const lineSchema = z.object({
  subject: z.string(),
  seq: z.int(),
  event: z.string(),
  hash: z.string(),
});
const eventSchema = z.looseObject({
  at: z.string(),
  kind: z.string(),
  actor: z.object({ kind: z.string(), id: z.string() }),
  data: z.unknown(),
});

/** Entries of the log as rows of a sheet, one after another; checkpoints are no entries. */
export function logSheet() {
  const { header, row } = csvLines(COLUMNS);
  return {
    header,
    /** Undefined for what is no entry. */
    row: (text: string): string | undefined => {
      const line = lineSchema.safeParse(JSON.parse(text)).data;
      if (!line) return undefined;
      const { at, kind, actor, data } = eventSchema.parse(JSON.parse(line.event));
      return row({
        at,
        subject: line.subject,
        number: line.seq,
        kind,
        actor_kind: actor.kind,
        actor: actor.id,
        data: JSON.stringify(data),
        hash: line.hash,
      });
    },
  };
}
