import type { Deps } from '../../acts/deps.ts';
import { releaseDiff } from '../../acts/release-diff.ts';
import { mayNotHere } from '../../acts/standing.ts';
import { open, type Reply, say, sayRefusal } from '../reply.ts';
import type { PressAt, Room } from '../room.ts';
import { OLD_BUTTON, sayMessage } from '../views/refusal.ts';
import { RELEASE_DIFF, releaseDiffModal } from '../views/release-diff.ts';

/** `kind/name|from|to`; an empty version is the usual one: the newest, and the one before it. */
async function pressDiff(deps: Deps, { by, value }: PressAt): Promise<Reply[]> {
  const [, component, from, to] = /^([a-z]+\/[^|]{1,80})\|([^|]*)\|([^|]*)$/.exec(value) ?? [];
  if (!component) return say(sayMessage(OLD_BUTTON));
  const refusal = await mayNotHere(deps, 'find', by);
  if (refusal) return sayRefusal(refusal);
  const asked = { component, from: from || undefined, to: to || undefined };
  const found = await releaseDiff(deps, asked);
  return found.kind === 'refused' ? sayRefusal(found) : open(releaseDiffModal(found));
}

/** Versions of components: what differs between two of them. */
export const releasesRoom: Room = { presses: { [RELEASE_DIFF.open]: pressDiff } };
