import * as z from 'zod';

/** A checkpoint by its number and hash, as an auditor keeps it. */
const namedSchema = z.strictObject({
  number: z.int().min(0),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});

/** What is said of a restore when it is declared. */
export const declaredSchema = z.strictObject({
  at: z.iso.datetime(),
  /** Who declared it, as in the log: `system/restore`, `person/T…/U…`. */
  by: z.string().max(100),
  /** When what was restored had been put aside. */
  madeAt: z.iso.datetime(),
  /** The last checkpoint that is known from before the restore; absent where nobody knew it any more. */
  lost: namedSchema.optional(),
});
export type Declared = z.infer<typeof declaredSchema>;

/**
 * "A declared restore starts a signed epoch": each checkpoint since says so. `from` is the checkpoint
 * that the log goes on from, number 0 where the backup held none.
 */
export const epochSchema = declaredSchema.extend({
  /** From 2 on: the first one is that of a log that was never restored. */
  number: z.int().min(2),
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
  return { ...declared, number: (before?.number ?? 1) + 1, from };
}

/** What is wrong with the epoch that a checkpoint states, where `before` and `from` are right. */
export function wrongEpoch(
  said: Epoch | undefined,
  before: Epoch | undefined,
  from: Named,
): string | undefined {
  if (sameEpoch(said, before)) return undefined;
  if (!said) return 'says nothing of the restore that the checkpoint before it names';
  const follows = said.number === (before?.number ?? 1) + 1;
  if (follows && said.from.number === from.number && said.from.hash === from.hash) return undefined;
  return 'names a restore that does not go on from the checkpoint before it';
}

function sameEpoch(one: Epoch | undefined, other: Epoch | undefined): boolean {
  if (!one || !other) return one === other;
  return (
    one.number === other.number &&
    one.at === other.at &&
    one.by === other.by &&
    one.madeAt === other.madeAt &&
    sameNamed(one.from, other.from) &&
    sameNamed(one.lost, other.lost)
  );
}

function sameNamed(one: Named | undefined, other: Named | undefined): boolean {
  return one?.number === other?.number && one?.hash === other?.hash;
}

/** Whether this restore took a kept checkpoint away: one after `from`, and none that came after the last known. */
export function tookAway({ from, lost }: Epoch, kept: Named): boolean {
  if (kept.number <= from.number) return false;
  if (!lost || kept.number < lost.number) return true;
  return kept.number === lost.number && kept.hash === lost.hash;
}
