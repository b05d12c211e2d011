import {
  type Approval,
  type ApprovalAsked,
  approvals,
  type Decision,
  type Exclusion,
  stateOf,
} from './approval.ts';
import type { FreshPerson, PersonKey } from './people.ts';
import { type Refusal, refuse } from './result.ts';
import { plainDate } from './time.ts';

export type DecideRefusal =
  | 'already-ended'
  | 'expired'
  | 'stale-card'
  | 'outside'
  | 'deactivated'
  | 'bot'
  | 'guest'
  | 'excluded'
  | 'not-asked'
  | 'left'
  | 'decided-already'
  | 'reason-required';

export interface Choice {
  readonly choice: 'approve' | 'deny';
  /** What the card showed when it was pressed. */
  readonly digest: string;
  readonly reason: string;
  readonly at: string;
}

/** Refusals that need no lookup and no transaction: "cheap refusals come before the lookup". */
export function refuseEarly(
  approval: Approval,
  asked: ApprovalAsked,
  person: PersonKey,
  choice: Choice,
): Refusal<DecideRefusal> | undefined {
  const state = stateOf(approval);
  if (state !== 'waiting') return alreadyEnded(approval);
  if (choice.at >= approval.expiresAt) {
    return refuse(
      'expired',
      `This request ended ${plainDate(approval.expiresAt)} without a decision.`,
    );
  }
  if (choice.digest !== approval.digest) {
    return refuse('stale-card', 'This card shows an older request. Open the newest one.');
  }
  const excluded = asked.excluded.find((one) => one.person === person);
  if (excluded) return refuse('excluded', EXCLUDED[excluded.why], { because: excluded.why });
  if (!asked.asked.includes(person)) return notAsked(approval);
  if (approval.decisions.some((one) => one.by === person)) {
    return refuse(
      'decided-already',
      'You have decided on this request already. It needs somebody else too.',
    );
  }
  if (choice.choice === 'deny' && choice.reason.trim() === '') {
    return refuse(
      'reason-required',
      'Say why, so that the agent and its owner know what to change.',
    );
  }
  return undefined;
}

const EXCLUDED: Readonly<Record<Exclusion, string>> = {
  claimed: 'The agent says it acts for you, so somebody else has to decide.',
  'key-holder': "You hold this workflow's key, so somebody else has to decide.",
  'last-editor': 'You edited this workflow last, so somebody else has to decide.',
  owner: 'You own this workflow, so somebody else has to decide.',
};

/** What a click after the end is told: how it ended, by whom and when. */
export function alreadyEnded(approval: Approval): Refusal<'already-ended'> {
  const end = approval.end;
  const who = end?.name ? ` by ${end.name}` : '';
  const when = end ? ` (${plainDate(end.at)})` : '';
  return refuse(
    'already-ended',
    `This request is ${end?.ending ?? 'over'} already${who}${when}. Nothing changed.`,
  );
}

function notAsked(approval: Approval): Refusal<'not-asked'> {
  const who = {
    team: `members of ${approval.team}`,
    approvers: `the approvers whom the manifest of ${approval.workflow} names`,
    lead: `the lead of ${approval.team} and the lead's backup`,
    backup: "the workflow's backup",
    platform: 'platform admins',
    nobody: 'nobody at the moment',
  };
  const some = approval.narrowed
    ? `those of ${who[approval.askedVia]} whom its manifest names`
    : '';
  return refuse(
    'not-asked',
    `You may not decide on this request. Asked: ${some || who[approval.askedVia]}.`,
  );
}

/** Refusals that rest on what Slack says of the person right now, and on who is a member right now. */
export function refusePerson(
  person: FreshPerson,
  stillMember: boolean,
): Refusal<DecideRefusal> | undefined {
  if (person.outside) {
    return refuse('outside', 'You belong to another organisation, so you may not decide here.');
  }
  if (person.deactivated) return refuse('deactivated', 'This account is deactivated.');
  if (person.bot) return refuse('bot', 'Only people decide.');
  if (person.guest) return refuse('guest', 'Guests may not decide.');
  if (!stillMember) return refuse('left', 'You are no longer one of the people who may decide.');
  return undefined;
}

/** Counts the decision in. One denial ends it; approvals end it when the quorum is reached. */
export function decide(approval: Approval, person: FreshPerson, choice: Choice): Approval {
  const decision: Decision = {
    by: person.key,
    name: person.name,
    choice: choice.choice,
    at: choice.at,
  };
  const counted = { ...approval, decisions: [...approval.decisions, decision] };
  const end = { at: choice.at, by: person.key, name: person.name };
  if (choice.choice === 'deny') return { ...counted, end: { ...end, ending: 'denied' } };
  if (approvals(counted) < approval.quorum) return counted;
  return { ...counted, end: { ...end, ending: 'approved' } };
}

/** The expired approval, or undefined when it has ended already or its time has not come. */
export function expire(approval: Approval, now: string): Approval | undefined {
  if (stateOf(approval) !== 'waiting' || now < approval.expiresAt) return undefined;
  return { ...approval, end: { ending: 'expired', at: now } };
}
