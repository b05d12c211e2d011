import * as z from 'zod';
import { type Refusal, refuse } from './result.ts';
import { minutesAfter } from './time.ts';
import { type KeyRecord, keysInForce } from './workflow.ts';

/** How long the older keys go on working once a newer one is claimed. */
export const OVERLAPS = ['at-once', '1-hour', '24-hours', '7-days'] as const;
export const overlapSchema = z.enum(OVERLAPS);
export type Overlap = z.infer<typeof overlapSchema>;
export const DEFAULT_OVERLAP: Overlap = '24-hours';

const MINUTES: Readonly<Record<Overlap, number>> = {
  'at-once': 0,
  '1-hour': 60,
  '24-hours': 24 * 60,
  '7-days': 7 * 24 * 60,
};

export const MOST_KEYS = 5;

export interface Rotated {
  readonly kind: 'rotated';
  /** What is kept: keys that still open something, the fresh one last. */
  readonly keys: KeyRecord[];
  /** Those that open nothing any more. */
  readonly gone: readonly KeyRecord[];
}

/**
 * "Claiming a code … that has a key is a rotation: the older keys get `endsAt` = now + overlap"; one
 * that was to end sooner still does.
 */
export function rotate(
  before: readonly KeyRecord[] | undefined,
  fresh: KeyRecord,
  overlap: Overlap,
  now: string,
): Rotated | Refusal<'too-many-keys'> {
  const ends = minutesAfter(now, MINUTES[overlap]);
  const older = (before ?? []).map((key) => ({
    ...key,
    endsAt: key.endsAt !== undefined && key.endsAt < ends ? key.endsAt : ends,
  }));
  const kept = keysInForce(older, now);
  if (kept.length >= MOST_KEYS) {
    return refuse(
      'too-many-keys',
      `${MOST_KEYS} keys are in force already. Revoke one, or choose that the older ones end at once.`,
    );
  }
  return {
    kind: 'rotated',
    keys: [...kept, fresh],
    gone: older.filter((key) => !kept.includes(key)),
  };
}

/** The keys without one of them: "revoked at once". */
export function withoutKey(
  keys: readonly KeyRecord[] | undefined,
  id: string,
  now: string,
): { kind: 'revoked'; key: KeyRecord; keys: KeyRecord[] } | Refusal<'no-key'> {
  const key = keysInForce(keys, now).find((one) => one.id === id);
  if (!key) return refuse('no-key', 'There is no such key in force: it has ended or was revoked.');
  return { kind: 'revoked', key, keys: (keys ?? []).filter((one) => one.id !== id) };
}
