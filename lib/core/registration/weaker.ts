import canonicalize from 'canonicalize';
import type { GateRule } from '../manifest.ts';
import { slackUserId } from '../people.ts';
import { DEFAULT_EXPIRY_MINUTES } from '../policy.ts';
import { exactDuration } from '../time.ts';

interface Two {
  readonly action: string;
  readonly was: GateRule;
  readonly now: GateRule;
}

/** What of a gate's rule is milder than it was, a sentence each; nothing where it is as strict. */
type Looser = (two: Two) => readonly string[];

/**
 * "A revision that removes a gate … or changes … approvers or card template stays proposed until
 * reviewed." By field, so that none can be forgotten: stricter takes effect at once, weaker waits, and
 * so does what asks other people or shows them something else.
 */
const LOOSER: { readonly [Field in keyof Required<GateRule>]: Looser } = {
  quorum: ({ action, was: { quorum = 1 }, now: { quorum: fewer = 1 } }) =>
    fewer < quorum ? [`Lets ${fewer} instead of ${quorum} people approve ${action}`] : [],
  expires_in_minutes: ({ action, was, now }) => {
    const { expires_in_minutes: minutes = DEFAULT_EXPIRY_MINUTES } = was;
    const { expires_in_minutes: longer = DEFAULT_EXPIRY_MINUTES } = now;
    const say = `Lets a request to ${action} wait ${exactDuration(longer)}, not ${exactDuration(minutes)}`;
    return longer > minutes ? [say] : [];
  },
  step_up: ({ action, was, now }) =>
    was.step_up && !now.step_up ? [`Lets people approve ${action} without a fresh login`] : [],
  reason_required: ({ action, was, now }) =>
    was.reason_required && !now.reason_required
      ? [`Lets people approve ${action} without saying why`]
      : [],
  exclude_owner: ({ action, was, now }) =>
    was.exclude_owner && !now.exclude_owner ? [`Lets the owner approve ${action}`] : [],
  exclude: ({ action, was, now }) => {
    const back = was.exclude?.filter((one) => !now.exclude?.includes(one)) ?? [];
    return back.length > 0 ? [`Lets ${back.map(slackUserId).join(', ')} approve ${action}`] : [];
  },
  approvers: (two) => differs(two, 'approvers', `Changes who approves ${two.action}`),
  // When people are told again is no part of what they decide on.
  remind_after_minutes: () => [],
  escalate_after_minutes: () => [],
  card: (two) => differs(two, 'card', `Changes what the card of ${two.action} says`),
  sensitive: (two) =>
    differs(two, 'sensitive', `Changes which arguments the card of ${two.action} hides`),
};

function differs({ was, now }: Two, field: keyof GateRule, say: string): readonly string[] {
  return canonicalize({ v: was[field] }) === canonicalize({ v: now[field] }) ? [] : [say];
}

/** All that is milder in how an action is approved. */
export function weaker(two: Two): string[] {
  return Object.values(LOOSER).flatMap((looser) => looser(two));
}
