import {
  type Approval,
  type ApprovalAsked,
  approvals,
  type Decision,
  type Exclusion,
  haveDecided,
  stateOf,
  turnOf,
} from './approval.ts';
import { cancelledSentence } from './cancel.ts';
import { enough } from './gate.ts';
import type { FreshPerson, PersonKey } from './people.ts';
import { type Refusal, refuse } from './result.ts';
import { minutesAfter, plainDate } from './time.ts';

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
  | 'reason-required'
  | 'not-your-turn'
  | 'needed-later'
  | 'on-hold'
  | 'step-up-needed';

export interface Choice {
  readonly choice: 'approve' | 'deny';
  /** What the card showed when it was pressed. */
  readonly digest: string;
  readonly reason: string;
  /** With a denial: what would be approved instead, in the decider's words. */
  readonly suggestion?: string | undefined;
  readonly at: string;
  /** A login of this person for this very decision, proved and not used yet. */
  readonly proof?: { readonly at: string } | undefined;
  /** In whose place, where the turn is somebody else's who named this person. */
  readonly for?: PersonKey | undefined;
}

/** What the decider said who denied it. */
export interface Denial {
  readonly reason: string;
  /** What they would approve instead. */
  readonly suggestion?: string | undefined;
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
  if (choice.at >= approval.expiresAt) return expiredRefusal(approval);
  if (choice.digest !== approval.digest) {
    return refuse('stale-card', 'This card shows an older request. Open the newest one.');
  }
  const excluded = asked.excluded.find((one) => one.person === person);
  if (excluded) return refuse('excluded', EXCLUDED[excluded.why], { because: excluded.why });
  if (haveDecided(approval).includes(person)) return decidedAlready(approval, person);
  return refuseTurn(approval, asked, person) ?? refuseAnswer(approval, asked, person, choice);
}

function decidedAlready({ decisions }: Approval, person: PersonKey): Refusal<'decided-already'> {
  const stoodIn = decisions.find((one) => one.for === person);
  const say = stoodIn
    ? `${stoodIn.name} has decided on this request in your place. It needs somebody else too.`
    : 'You have decided on this request already. It needs somebody else too.';
  return refuse('decided-already', say);
}

/** "Exactly" those of the stage whose turn it is. */
function refuseTurn(
  approval: Approval,
  asked: ApprovalAsked,
  person: PersonKey,
): Refusal<DecideRefusal> | undefined {
  const { index } = turnOf(approval);
  if (asked.stages[index]?.includes(person)) return undefined;
  const later = asked.stages.slice(index + 1).some((people) => people.includes(person));
  if (!later) return notAsked(approval);
  const first = askedWords(approval);
  return refuse(
    'not-your-turn',
    `It is not your turn yet. First ${first} have to approve; you are asked after that.`,
  );
}

function refuseAnswer(
  approval: Approval,
  asked: ApprovalAsked,
  person: PersonKey,
  choice: Choice,
): Refusal<DecideRefusal> | undefined {
  const { stage } = turnOf(approval);
  if (approval.heldSince !== undefined) return onHold(approval.workflow);
  const unsaid = choice.reason.trim() === '';
  if (choice.choice === 'deny') {
    const say = 'Say why, so that the agent and its owner know what to change.';
    return unsaid ? refuse('reason-required', say) : undefined;
  }
  if (isNeededLater(approval, asked, person)) {
    const say =
      'You are needed for a later step of this request, where nobody else is left. Somebody else has to approve this one.';
    return refuse('needed-later', say);
  }
  if (stage.reason && unsaid) {
    return refuse('reason-required', 'Say why you approve it: the rule of this gate asks for it.');
  }
  if (stage.stepUp && !isFresh(choice)) {
    return refuse('step-up-needed', 'This approval needs a fresh login. Log in, then approve it.');
  }
  return undefined;
}

export function onHold(workflow: string): Refusal<'on-hold'> {
  const say = `${workflow} does not run at the moment, so this request is on hold. Decide once it runs again.`;
  return refuse('on-hold', say);
}

/** "At most five minutes old." Clocks of two machines differ by a minute at most. */
function isFresh({ proof, at }: Choice): boolean {
  if (!proof) return false;
  return proof.at >= minutesAfter(at, -STEP_UP_MINUTES) && proof.at <= minutesAfter(at, 1);
}

export const STEP_UP_MINUTES = 5;

/** True when a later stage could not be filled any more once this person has approved here. */
function isNeededLater(approval: Approval, asked: ApprovalAsked, person: PersonKey): boolean {
  const gone = [...haveDecided(approval), person];
  const { index } = turnOf(approval);
  const open = approval.stages.map(({ quorum }, at) => ({
    people: (asked.stages[at] ?? []).filter((one) => !gone.includes(one)),
    needed: quorum - approvals(approval, at) - (at === index ? 1 : 0),
  }));
  return !enough(open.slice(index));
}

/** For a waiting one whose time is over, swept or not. */
export function expiredRefusal({ expiresAt }: Approval): Refusal<'expired'> {
  return refuse('expired', `This request ended ${plainDate(expiresAt)} without a decision.`);
}

/** Why somebody who is left out may not decide. */
export const EXCLUDED: Readonly<Record<Exclusion, string>> = {
  claimed: 'The agent says it acts for you, so somebody else has to decide.',
  'key-holder': "You hold this workflow's key, so somebody else has to decide.",
  'last-editor': 'You edited this workflow last, so somebody else has to decide.',
  owner: 'You own this workflow, so somebody else has to decide.',
  'named-out': 'The rule of this gate names you as somebody who may not decide.',
};

/** What a click after the end is told: how it ended, by whom and when. */
export function alreadyEnded(approval: Approval): Refusal<'already-ended'> {
  const end = approval.end;
  const who = end?.name ? ` by ${end.name}` : '';
  const why = cancelledSentence(approval);
  const when = end ? ` (${plainDate(end.at)})` : '';
  return refuse(
    'already-ended',
    `This request is ${end?.ending ?? 'over'} already${who}${when}. ${why ?? 'Nothing changed.'}`,
  );
}

function notAsked(approval: Approval): Refusal<'not-asked'> {
  const who = askedWords(approval);
  return refuse('not-asked', `You may not decide on this request. Asked: ${who}.`);
}

/** Whose turn it is, or is in another stage, in words: "members of team-support". */
export function askedWords(approval: Approval, stage = turnOf(approval).stage): string {
  const words = {
    team: `members of ${approval.team}`,
    approvers: `the approvers whom the manifest of ${approval.workflow} names`,
    lead: `the lead of ${approval.team} and the lead's backup`,
    backup: "the workflow's backup",
    platform: 'platform admins',
    nobody: 'nobody at the moment',
  };
  return words[stage.via];
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

/**
 * Counts the decision in. One denial ends it; approvals end it when the quorum of the last stage is
 * reached.
 */
export function decide(approval: Approval, person: FreshPerson, choice: Choice): Approval {
  const { stage, index } = turnOf(approval);
  const decision: Decision = {
    by: person.key,
    ...(choice.for ? { for: choice.for } : {}),
    name: person.name,
    choice: choice.choice,
    at: choice.at,
    stage: index,
    ...(stage.stepUp && choice.proof ? { loggedInAt: choice.proof.at } : {}),
  };
  const counted = { ...approval, decisions: [...approval.decisions, decision] };
  const end = { at: choice.at, by: person.key, name: person.name };
  if (choice.choice === 'deny') return { ...counted, end: { ...end, ending: 'denied' } };
  const all = counted.stages.every((one, at) => approvals(counted, at) >= one.quorum);
  return all ? { ...counted, end: { ...end, ending: 'approved' } } : counted;
}

/** The expired approval, or undefined when it has ended already or its time has not come. */
export function expire(approval: Approval, now: string): Approval | undefined {
  if (stateOf(approval) !== 'waiting' || now < approval.expiresAt) return undefined;
  return { ...approval, end: { ending: 'expired', at: now } };
}
