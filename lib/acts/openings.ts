import * as z from 'zod';
import { type PersonKey, personKeySchema } from '../core/people.ts';
import { partKey } from '../store/keys.ts';
import { readNewest } from '../store/read.ts';
import type { Deps } from './deps.ts';
import { noteNoise } from './noise.ts';

const OPENED = 'OPENED#';
const MOST = 20;
const openingSchema = z.object({ by: personKeySchema, at: z.string() });
export type Opening = z.infer<typeof openingSchema>;

/**
 * "Details, each opening an event": on a chain beside the approval's, so that people who look hold up
 * nobody who decides.
 */
export async function noteOpening(deps: Deps, by: PersonKey, id: string): Promise<void> {
  const about = `approval/${id}` as const;
  const opening: Opening = { by, at: deps.now() };
  const key = partKey(about, `${OPENED}${opening.at}#${by}`);
  await noteNoise(deps, {
    chains: 'openings',
    event: 'approval.opened',
    actor: { kind: 'person', id: by },
    data: { about },
    puts: [{ ...key, kind: 'opening', data: opening }],
  });
}

/** Who opened the details of an approval, the newest first. */
export function loadOpenings(deps: Deps, id: string): Promise<Opening[]> {
  const listing = { partition: `approval/${id}`, prefix: OPENED, schema: openingSchema };
  return readNewest(deps.store, listing, MOST);
}
