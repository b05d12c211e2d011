import canonicalize from 'canonicalize';
import * as z from 'zod';

/** A checkpoint by its number and hash, as an auditor keeps it. */
const namedSchema = z.strictObject({
  number: z.int().min(0),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});

const restoreShape = {
  at: z.iso.datetime(),
  /** Who declared it, as in the log: `system/restore`, `person/T…/U…`. */
  by: z.string().max(100),
  /** When what was restored had been put aside. */
  madeAt: z.iso.datetime(),
  /** The last checkpoint that is known from before the restore; absent where nobody knew it any more. */
  lost: namedSchema.optional(),
};

/** An epoch by what it declared. */
const earlierSchema = z.strictObject({
  ...restoreShape,
  /** From 2 on: the first one is that of a log that was never restored. */
  number: z.int().min(2),
  from: namedSchema,
});
type Earlier = z.infer<typeof earlierSchema>;

/** What is said of a restore when it is declared. */
export const declaredSchema = z.strictObject({
  ...restoreShape,
  /** Restores since the backup, which it knows nothing of: without this their epochs would be forgotten. */
  forgot: z.array(earlierSchema).max(100).optional(),
});
export type Declared = z.infer<typeof declaredSchema>;

/**
 * "A declared restore starts a signed epoch": each checkpoint since says so. `from` is the checkpoint
 * that the log goes on from, number 0 where the backup held none.
 */
export const epochSchema = declaredSchema.extend({
  number: earlierSchema.shape.number,
  from: namedSchema,
});
export type Epoch = z.infer<typeof epochSchema>;
type Named = z.infer<typeof namedSchema>;

/** The epoch of the checkpoint after one of epoch `before`, which is `from`. */
export function epochAfter(
  before: Epoch | undefined,
  declared: Declared | undefined,
  from: Named,
): Epoch | undefined {
  if (!declared || declared.at === before?.at) return before;
  const { forgot: all = [], ...said } = declared;
  // What the backup itself tells of is not forgotten.
  const forgot = inOrder(all).filter(({ number }) => number > (before?.number ?? 1));
  const number = numberAfter(before, forgot);
  return { ...said, ...(forgot.length > 0 ? { forgot } : {}), number, from };
}

/** A number is given once, also where the epoch that had it is not in the log any more. */
function numberAfter(before: Epoch | undefined, forgot: readonly Earlier[]): number {
  return (forgot.at(-1)?.number ?? before?.number ?? 1) + 1;
}

/**
 * All epochs that these checkpoints tell of, the first one first: what a restore from an older backup
 * has to declare as forgotten.
 */
export function epochsOf(checkpoints: Iterable<{ readonly epoch?: Epoch | undefined }>): Earlier[] {
  const found = new Map<number, Earlier>();
  for (const { epoch } of checkpoints) {
    if (!epoch) continue;
    const { forgot = [], ...own } = epoch;
    for (const one of [...forgot, own]) found.set(one.number, one);
  }
  return inOrder([...found.values()]);
}

function inOrder(epochs: readonly Earlier[]): Earlier[] {
  return [...epochs].sort((a, b) => a.number - b.number);
}

/** What is wrong with the epoch that a checkpoint states, where `before` and `from` are right. */
export function wrongEpoch(
  said: Epoch | undefined,
  before: Epoch | undefined,
  from: Named,
): string | undefined {
  if (sameEpoch(said, before)) return undefined;
  if (!said) return 'says nothing of the restore that the checkpoint before it names';
  const known = before?.number ?? 1;
  const { forgot = [] } = said;
  const ascends = forgot.every(({ number }, n) => number > (forgot[n - 1]?.number ?? known));
  const follows = ascends && said.number === numberAfter(before, forgot);
  if (follows && sameEpoch(said.from, from)) return undefined;
  return 'names a restore that does not go on from the checkpoint before it';
}

function sameEpoch(one: object | undefined, other: object | undefined): boolean {
  return canonicalize(one) === canonicalize(other);
}

/** Whether this restore, or one that it made the log forget, took a kept checkpoint away. */
export function tookAway(epoch: Epoch, kept: Named): boolean {
  return took(epoch, kept) || (epoch.forgot ?? []).some((one) => took(one, kept));
}

/** It took one after `from`, and none that came after the last known. */
function took({ from, lost }: Pick<Epoch, 'from' | 'lost'>, kept: Named): boolean {
  if (kept.number <= from.number) return false;
  if (!lost || kept.number < lost.number) return true;
  return kept.number === lost.number && kept.hash === lost.hash;
}
