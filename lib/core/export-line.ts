import canonicalize from 'canonicalize';
import * as z from 'zod';
import { type ChainLine, chainLineSchema } from './audit.ts';
import { type CheckpointLine, checkpointLineSchema } from './checkpoint.ts';

/** What is inside a line's `event` text; more keys may follow in later versions. */
const eventSchema = z.looseObject({ subject: z.string(), seq: z.int(), at: z.iso.datetime() });
export type ExportedEvent = z.infer<typeof eventSchema>;

/** One line of an export; undefined for anything that is not byte-equal to its canonical form. */
export function readLine(text: string): ChainLine | CheckpointLine | undefined {
  const value = parseJson(text);
  const line = chainLineSchema.safeParse(value).data ?? checkpointLineSchema.safeParse(value).data;
  return line && canonicalize(line) === text ? line : undefined;
}

/** The event of a line; undefined for anything that is not byte-equal to its canonical form. */
export function readEvent(text: string): ExportedEvent | undefined {
  const parsed = eventSchema.safeParse(parseJson(text));
  return parsed.success && canonicalize(parsed.data) === text ? parsed.data : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
