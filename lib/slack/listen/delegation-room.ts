import { remindDeciders } from '../../acts/approval-reminders.ts';
import { loadApproval, noApproval } from '../../acts/approvals.ts';
import { endDelegation, nameDelegate, openDelegation } from '../../acts/delegation.ts';
import type { Deps } from '../../acts/deps.ts';
import { handApproval, mayHand } from '../../acts/hand.ts';
import { loadOrganisation, mayNotHere } from '../../acts/standing.ts';
import { waitingForMe } from '../../acts/waiting.ts';
import { turnOf } from '../../core/approval.ts';
import { isHandedOn } from '../../core/delegation.ts';
import { organisationOf, type PersonKey } from '../../core/people.ts';
import { dateIn } from '../../core/time.ts';
import { fieldErrors, open, type Reply, replace, say, sayRefusal } from '../reply.ts';
import type { FormAt, PressAt, Room } from '../room.ts';
import { lineOnly } from '../views/approval-card.ts';
import { delegationForm, delegationModal, handForm } from '../views/delegation.ts';
import { DELEGATION, DELEGATION_FIELD } from '../views/delegation-ids.ts';
import { refusalModal, sayMessage, sayModal } from '../views/refusal.ts';
import { mention } from '../views/text.ts';
import { waitingModal } from '../views/waiting.ts';

/** Decisions that one person hands to another: for some days, or one of them. */
export const delegationRoom: Room = {
  words: {
    delegate: (deps, { by }) => typeDelegate(deps, by),
    waiting: (deps, { by }) => showWaiting(deps, by, 0),
  },
  presses: {
    [DELEGATION.end]: pressEnd,
    [DELEGATION.ask]: pressAsk,
    [DELEGATION.remind]: pressRemind,
    [DELEGATION.all]: pressAll,
  },
  forms: { [DELEGATION.form]: submitDelegation, [DELEGATION.askForm]: submitAsk },
};

/** `/yard delegate`: the form, or what there is with the way to end it. */
async function typeDelegate(deps: Deps, by: PersonKey): Promise<Reply[]> {
  const refusal = await mayNotHere(deps, 'delegate', by);
  if (refusal) return sayRefusal(refusal);
  const [there, organisation] = await Promise.all([
    openDelegation(deps, by),
    loadOrganisation(deps),
  ]);
  if (there) return open(delegationModal(there));
  return open(delegationForm(dateIn(deps.now(), organisation.timeZone)));
}

async function submitDelegation(deps: Deps, { by, fields }: FormAt): Promise<Reply[]> {
  const outcome = await nameDelegate(deps, by, {
    to: person(by, fields.text(DELEGATION_FIELD.to)),
    from: fields.text(DELEGATION_FIELD.from),
    until: fields.text(DELEGATION_FIELD.until),
  });
  if (outcome.kind === 'delegation') return replace(delegationModal(outcome.delegation));
  if (outcome.why === 'bad-days') {
    const field = outcome.facts?.field === 'from' ? 'from' : 'until';
    return fieldErrors({ [DELEGATION_FIELD[field]]: outcome.say });
  }
  return UNFIT.has(outcome.why)
    ? fieldErrors({ [DELEGATION_FIELD.to]: outcome.say })
    : replace(refusalModal(outcome));
}

/** Refusals that are about the person who was chosen. */
const UNFIT: ReadonlySet<string> = new Set([
  'bad-delegate',
  'outside',
  'deactivated',
  'bot',
  'guest',
]);

function person(by: PersonKey, id: string): PersonKey {
  return `${organisationOf(by)}/${id}`;
}

async function pressEnd(deps: Deps, { by }: PressAt): Promise<Reply[]> {
  const outcome = await endDelegation(deps, by);
  if (outcome.kind === 'refused') return replace(refusalModal(outcome));
  const who = mention(outcome.delegation.to);
  return replace(
    sayModal(`*Ended.* ${who} does not decide in your place any more. You are both told.`),
  );
}

/** Ask Somebody Else: only whoever could decide has a turn to hand on. */
async function pressAsk(deps: Deps, { by, value }: PressAt): Promise<Reply[]> {
  const loaded = await loadApproval(deps, value);
  if (!loaded) return sayRefusal(noApproval(value));
  const refusal = mayHand(deps, loaded, by);
  if (refusal) return sayRefusal(refusal);
  const approval = loaded.head.state;
  if (!isHandedOn(turnOf(approval).stage)) {
    return say(sayMessage('Platform admins and leads decide this step themselves.'));
  }
  return open(handForm(approval.id, lineOnly(approval).line));
}

async function submitAsk(deps: Deps, { by, metadata, fields }: FormAt): Promise<Reply[]> {
  const to = person(by, fields.text(DELEGATION_FIELD.to));
  const outcome = await handApproval(deps, by, metadata, to);
  if (outcome.kind === 'handed') {
    return replace(sayModal(`*Asked.* ${mention(to)} gets the card and may decide in your place.`));
  }
  return UNFIT.has(outcome.why)
    ? fieldErrors({ [DELEGATION_FIELD.to]: outcome.say })
    : replace(refusalModal(outcome));
}

async function pressRemind(deps: Deps, { by, value }: PressAt): Promise<Reply[]> {
  const outcome = await remindDeciders(deps, by, value);
  if (outcome.kind === 'refused') return sayRefusal(outcome);
  return say(sayMessage('They are reminded now.'));
}

async function pressAll(deps: Deps, { by, value, surface }: PressAt): Promise<Reply[]> {
  return showWaiting(deps, by, Number(value), surface.kind === 'modal');
}

async function showWaiting(
  deps: Deps,
  by: PersonKey,
  page: number,
  inModal = false,
): Promise<Reply[]> {
  const found = await waitingForMe(deps, by);
  if (found.kind === 'refused') return sayRefusal(found);
  const view = waitingModal(found.waiting, page);
  return inModal ? replace(view) : open(view);
}
