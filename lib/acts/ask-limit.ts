import * as z from 'zod';
import { type Refusal, refuse } from '../core/result.ts';
import { minutesAfter } from '../core/time.ts';
import { APPROVALS } from '../store/keys.ts';
import { readNewest } from '../store/read.ts';
import type { Deps } from './deps.ts';

/** More in an hour than people can read: an agent that loops, or a key in wrong hands. */
export const MOST_AN_HOUR = 300;
const HOUR = 60;
const RETRY_SECONDS = 60;

/**
 * Why a workflow asks nothing more for now. People answer for what they approve, so nobody wears them
 * down by asking: each request is a card in their channel. What was asked before is answered as ever.
 */
export async function askedTooOften(
  deps: Deps,
  workflow: string,
): Promise<Refusal<'too-many-requests'> | undefined> {
  const since = `${APPROVALS}${minutesAfter(deps.now(), -HOUR)}`;
  const listing = { prefix: since, upTo: `${APPROVALS}~`, schema: z.object({ id: z.string() }) };
  const partition = `workflow/${workflow}`;
  const asked = await readNewest(deps.store, { partition, ...listing }, MOST_AN_HOUR);
  if (asked.length < MOST_AN_HOUR) return undefined;
  const say = `${workflow} asked for ${MOST_AN_HOUR} approvals within an hour, more than people can read. Ask later, and for several things at once where you can.`;
  return refuse('too-many-requests', say, { retryAfter: RETRY_SECONDS });
}
