import * as z from 'zod';
import { manifestSchema } from '../core/manifest.ts';
import { lockSchema } from '../core/workflow.ts';
import { revisionKey } from '../store/keys.ts';
import { readPart } from '../store/read.ts';
import type { Deps } from './deps.ts';

const revisionSchema = z.object({
  manifest: manifestSchema,
  locks: z.array(lockSchema),
  by: z.string(),
  at: z.string(),
});
type Stored = z.infer<typeof revisionSchema>;

/** One accepted manifest, with what it was locked to then. */
export interface Revision extends Stored {
  readonly revision: number;
}

/** Revision `n` of a workflow; undefined when there is none. */
export async function revisionOf(
  deps: Deps,
  workflow: string,
  n: number,
): Promise<Revision | undefined> {
  const part = await readPart(deps.store, revisionKey(workflow, n), revisionSchema);
  return part && { ...part.state, revision: n };
}

/** The accepted revisions below `before` (exclusive), the newest first, at most `most`. */
export async function revisionsOf(
  deps: Deps,
  workflow: { readonly id: string; readonly revision: number },
  page: { readonly most: number; readonly before?: number | undefined },
): Promise<Revision[]> {
  const top = Math.min(
    page.before === undefined ? workflow.revision : page.before - 1,
    workflow.revision,
  );
  const numbers = Array.from({ length: Math.max(0, Math.min(page.most, top)) }, (_, n) => top - n);
  const read = await Promise.all(numbers.map((n) => revisionOf(deps, workflow.id, n)));
  return read.filter((one) => one !== undefined);
}
