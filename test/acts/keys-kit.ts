import { claimCiKey, claimKey } from '../../lib/acts/claim-key.ts';
import type { Deps } from '../../lib/acts/deps.ts';
import { createIdentity } from '../../lib/acts/identities.ts';
import { takeKeyCode } from '../../lib/acts/key-codes.ts';
import { takeCiCode } from '../../lib/acts/keys.ts';
import type { Overlap } from '../../lib/core/rotation.ts';
import { OWNER } from '../kit/people.ts';

export const CI = 'ci-support-main';

/** A code for the key of `reply-bot`, taken by its owner. */
export async function keyCode(deps: Deps, overlap?: Overlap, by = OWNER): Promise<string> {
  const given = await takeKeyCode(deps, by, 'reply-bot', overlap);
  if (given.kind !== 'code') throw new Error(given.say);
  return given.code;
}

/** A newer key of `reply-bot`; the older ones end after `overlap`. */
export async function claimedNow(deps: Deps, overlap: Overlap): Promise<string> {
  const claimed = await claimKey(deps, OWNER, await keyCode(deps, overlap));
  if (claimed.kind !== 'key') throw new Error(claimed.say);
  return claimed.key;
}

/** A code for the key of team-support's CI identity, which is created where it is not there. */
export async function ciCode(deps: Deps, overlap?: Overlap): Promise<string> {
  const created = await createIdentity(deps, OWNER, { id: CI, team: 'team-support' });
  if (created.kind !== 'created') throw new Error(created.say);
  const given = await takeCiCode(deps, OWNER, CI, overlap);
  if (given.kind !== 'code') throw new Error(given.say);
  return given.code;
}

export async function ciKey(deps: Deps, overlap?: Overlap): Promise<string> {
  const claimed = await claimCiKey(deps, OWNER, await ciCode(deps, overlap));
  if (claimed.kind !== 'key') throw new Error(claimed.say);
  return claimed.key;
}
