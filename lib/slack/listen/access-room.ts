import { answerRequest, openAnswering, withdrawRequest } from '../../acts/access-answer.ts';
import { type AccessGround, accessGround, openTakingBack } from '../../acts/access-ask.ts';
import { readAccess, requestsToAnswer } from '../../acts/access-list.ts';
import { showAccess, showAsking } from '../../acts/access-shown.ts';
import type { Deps } from '../../acts/deps.ts';
import { editableBy } from '../../acts/edit.ts';
import { loadOrganisation, mayNotHere, noWorkflow } from '../../acts/standing.ts';
import { nameSchema } from '../../core/component.ts';
import { takeable } from '../../core/grant-back.ts';
import { nearEnd } from '../../core/grant-due.ts';
import type { PersonKey } from '../../core/people.ts';
import { mayNot } from '../../core/roles.ts';
import { dateIn, minutesAfter } from '../../core/time.ts';
import {
  fieldErrors,
  HOME_ANEW,
  open,
  type Reply,
  type RoomReply,
  replace,
  say,
  sayRefusal,
} from '../reply.ts';
import type { FormAt, PressAt, Room, WordAt } from '../room.ts';
import { accessCard, accessState } from '../views/access-card.ts';
import { askModal, narrowModal, refuseAccessModal, takeBackModal } from '../views/access-forms.ts';
import { ACCESS } from '../views/access-ids.ts';
import { accessPart } from '../views/access-told.ts';
import { CHOICE, pickModal } from '../views/edit-more.ts';
import { tellingModal } from '../views/parts.ts';
import { refusalModal, sayMessage, sayModal } from '../views/refusal.ts';
import { submitAsk, submitNarrow, submitRefuse, submitTakeBack } from './access-form.ts';

const PICK = {
  title: 'Ask for access',
  callback: ACCESS.pick,
  word: 'access',
  nothing: 'ask access for yet',
} as const;
const DAY_MINUTES = 24 * 60;

/** `access` opens a picker, `access <name>` what can be asked for that workflow. */
async function typeAccess(deps: Deps, { by, rest }: WordAt): Promise<Reply[]> {
  const refusal = await mayNotHere(deps, 'find', by);
  if (refusal) return sayRefusal(refusal);
  const name = rest.replace(/^workflow\//, '');
  if (nameSchema.safeParse(name).success) return openAccess(deps, by, name);
  if (name !== '') return sayRefusal(noWorkflow(name.slice(0, 80)));
  return open(pickModal(await editableBy(deps, by), deps.settings.command, PICK));
}

/** The team asks; the platform, when it is not of the team, takes back. */
async function openAccess(deps: Deps, by: PersonKey, id: string): Promise<Reply[]> {
  const ground = await accessGround(deps, id);
  if (ground.kind === 'refused') return sayRefusal(ground);
  const refusal = mayNot('ask-access', by, ground.standing);
  if (!refusal) return open(await askingView(deps, by, ground));
  if (mayNot('grant-access', by, ground.standing)) return sayRefusal(refusal);
  return open(takingView(deps, ground));
}

async function askingView(deps: Deps, by: PersonKey, ground: AccessGround) {
  const shown = await showAsking(deps, ground);
  const chosen = nearEnd(ground.workflow, deps.now());
  const mayTakeBack = mayNot('grant-access', by, ground.standing) === undefined;
  return askModal({ ...shown, chosen, mayTakeBack, waiting: ground.workflow.asked });
}

function takingView(deps: Deps, { workflow, preGranted }: AccessGround) {
  return takeBackModal(workflow.id, takeable(workflow, preGranted, deps.now()));
}

async function submitPick(deps: Deps, { by, fields }: FormAt): Promise<Reply[]> {
  const id = fields.text(CHOICE);
  if (id === '') return fieldErrors({ [CHOICE]: 'Choose one.' });
  const ground = await accessGround(deps, id);
  if (ground.kind === 'refused') return replace(refusalModal(ground));
  const refusal = mayNot('ask-access', by, ground.standing);
  return replace(refusal ? refusalModal(refusal) : await askingView(deps, by, ground));
}

async function pressTakeBack(deps: Deps, { by, value }: PressAt): Promise<Reply[]> {
  const ground = await openTakingBack(deps, by, value);
  return ground.kind === 'refused' ? sayRefusal(ground) : open(takingView(deps, ground));
}

/** As the team asked, or for so many days from now. The card changes by itself. */
async function pressGrant(deps: Deps, at: PressAt): Promise<readonly RoomReply[]> {
  const days = /^[1-9]\d{0,2}$/.test(at.part) ? Number(at.part) : undefined;
  const until = days === undefined ? undefined : minutesAfter(deps.now(), days * DAY_MINUTES);
  const outcome = await answerRequest(deps, at, at.value, { until, reason: '' });
  if (outcome.kind === 'refused') return sayRefusal(outcome);
  const { request } = outcome;
  const told = request.state === 'stale' ? say(sayMessage(accessState(request))) : [];
  return [...told, ...homeAnew(at)];
}

async function pressNarrow(deps: Deps, { by, value }: PressAt): Promise<Reply[]> {
  const may = await openAnswering(deps, by, value);
  if (may.kind === 'refused') return sayRefusal(may);
  const { until } = may.request;
  const { timeZone } = await loadOrganisation(deps);
  // It ends as its last day ends: a moment before that is still the day that was chosen.
  const day = until && dateIn(minutesAfter(until, -1), timeZone);
  return open(narrowModal(may.request, day));
}

async function pressRefuse(deps: Deps, { by, value }: PressAt): Promise<Reply[]> {
  const may = await openAnswering(deps, by, value);
  return may.kind === 'refused' ? sayRefusal(may) : open(refuseAccessModal(may.request));
}

async function pressWithdraw(deps: Deps, at: PressAt): Promise<readonly RoomReply[]> {
  const outcome = await withdrawRequest(deps, at, at.value);
  if (outcome.kind === 'refused') return sayRefusal(outcome);
  const { surface } = at;
  return surface.kind === 'modal' ? replace(sayModal('Withdrawn. Nobody is asked any more.')) : [];
}

async function pressDetails(deps: Deps, { by, value }: PressAt): Promise<Reply[]> {
  const may = await readAccess(deps, by, value);
  if (may.kind === 'refused') return sayRefusal(may);
  const found = await showAccess(deps, value);
  if (!found) return [];
  const { blocks } = accessCard(found.shown, { personal: true });
  return open(tellingModal('Access request', [...blocks]));
}

/** An answer given on Home shows Home anew. */
function homeAnew({ surface }: PressAt): readonly RoomReply[] {
  return surface.kind === 'home' ? HOME_ANEW : [];
}

/** "A team asks for scopes with a reason; the platform grants, narrows, refuses", and takes back. */
export const accessRoom: Room = {
  words: { access: typeAccess },
  presses: {
    [ACCESS.grant]: pressGrant,
    [ACCESS.narrow]: pressNarrow,
    [ACCESS.refuse]: pressRefuse,
    [ACCESS.withdraw]: pressWithdraw,
    [ACCESS.details]: pressDetails,
    [ACCESS.ask]: (deps, { by, value }) => openAccess(deps, by, value),
    [ACCESS.renew]: (deps, { by, value }) => openAccess(deps, by, value),
    [ACCESS.takeBack]: pressTakeBack,
  },
  forms: {
    [ACCESS.pick]: submitPick,
    [ACCESS.askForm]: submitAsk,
    [ACCESS.narrowForm]: submitNarrow,
    [ACCESS.refuseForm]: submitRefuse,
    [ACCESS.takeForm]: submitTakeBack,
  },
  home: async (deps, by) => accessPart(await requestsToAnswer(deps, by)),
};
