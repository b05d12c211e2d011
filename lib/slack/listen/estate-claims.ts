import { answerClaim, claimAll, isAskedOf, mayNotClaim } from '../../acts/claims.ts';
import { claimedEntry, type FilledIn, registerClaimed } from '../../acts/claims-register.ts';
import type { Deps } from '../../acts/deps.ts';
import { claimsOf, loadDiscovered, noDiscovered } from '../../acts/discovered.ts';
import type { Registered } from '../../acts/register.ts';
import { loadTeamsOf, mayNotHere } from '../../acts/standing.ts';
import { PLATFORM_HOLDER } from '../../core/discovered.ts';
import type { ClaimAnswer } from '../../core/discovered-answer.ts';
import { readPins, readSystems, readText } from '../../core/estate-cell.ts';
import { organisationOf, type PersonKey } from '../../core/people.ts';
import { type Refusal, refuse } from '../../core/result.ts';
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
import type { FormAt, PressAt } from '../room.ts';
import { claimModal } from '../views/claim-list.ts';
import {
  ASSIGN,
  assignModal,
  FINISH,
  finishModal,
  noTeamModal,
  PASS,
  passedModal,
  passModal,
} from '../views/estate-forms.ts';
import { refusalModal, sayMessage } from '../views/refusal.ts';
import { registeredModal } from '../views/result-modal.ts';

/** What a button about one entry carries: its id, and on a page of the whole list also where that is. */
function readValue(value: string): { id: string; group: string; page: number; paged: boolean } {
  const [id = '', group = '', page = ''] = value.split('|');
  return { id, group, page: Number(page), paged: value.includes('|') };
}

/** Shows anew what the button stood on: Home, or the page. A message is drawn anew by itself. */
async function afterwards(deps: Deps, at: PressAt): Promise<readonly RoomReply[]> {
  const { group, page, paged } = readValue(at.value);
  if (at.surface.kind === 'home') return HOME_ANEW;
  if (at.surface.kind === 'modal' && paged) {
    return replace(claimModal({ ...(await listOf(deps, at.by, group)), group }, page));
  }
  return [];
}

async function listOf(deps: Deps, holder: string, group: string) {
  const { entries } = await claimsOf(deps, holder, group || undefined);
  return { holder, entries };
}

/** Mine, Gone, It Runs After All: "each press acts once". */
export function pressAnswer(says: 'mine' | 'gone' | 'runs') {
  return async (deps: Deps, at: PressAt): Promise<readonly RoomReply[]> => {
    const answer: ClaimAnswer = { says };
    const outcome = await answerClaim(deps, at.by, readValue(at.value).id, answer);
    if (outcome.kind === 'refused') return sayRefusal(outcome);
    return afterwards(deps, at);
  };
}

export async function pressAll(deps: Deps, at: PressAt): Promise<readonly RoomReply[]> {
  const refusal = await mayNotHere(deps, 'find', at.by);
  if (refusal) return sayRefusal(refusal);
  const { count } = await claimAll(deps, at.by, at.value || undefined);
  if (count === 0) return say(sayMessage('All of them were answered before. Nothing has changed.'));
  return at.surface.kind === 'home' ? HOME_ANEW : [];
}

/** Not Mine asks whose it is. Only whoever may answer gets the form. */
export async function pressNotMine(deps: Deps, { by, value, surface }: PressAt): Promise<Reply[]> {
  const { id } = readValue(value);
  const head = await loadDiscovered(deps, id);
  if (!head) return sayRefusal(noDiscovered(id));
  const entry = head.state;
  if (!isAskedOf(entry, by) && !(entry.owner === by && entry.state === 'claimed')) {
    return sayRefusal(refuse('not-asked', `"${entry.title}" is not asked of you any more.`));
  }
  return open(passModal(entry, surface.kind === 'home' ? `${id}|home` : id));
}

export async function submitPass(
  deps: Deps,
  { by, metadata, fields }: FormAt,
): Promise<readonly RoomReply[]> {
  const [id = '', home] = metadata.split('|');
  const to = fields.text(PASS.person);
  const answer: ClaimAnswer = { says: 'not-mine', ...(to ? { to: keyBeside(by, to) } : {}) };
  const outcome = await answerClaim(deps, by, id, answer);
  if (outcome.kind === 'refused') return fieldErrors({ [PASS.person]: outcome.say });
  const told = replace(passedModal(outcome.entry));
  return home ? [...told, ...HOME_ANEW] : told;
}

/** Choose Owner, for leads and admins. */
export async function pressAssign(deps: Deps, { by, value }: PressAt): Promise<Reply[]> {
  const { id } = readValue(value);
  const head = await loadDiscovered(deps, id);
  if (!head) return sayRefusal(noDiscovered(id));
  const refusal = await mayNotClaim(deps, by, head.state);
  return refusal ? sayRefusal(refusal) : open(assignModal(head.state));
}

export async function submitAssign(deps: Deps, { by, metadata, fields }: FormAt): Promise<Reply[]> {
  const to = fields.text(ASSIGN.person);
  if (to === '') return fieldErrors({ [ASSIGN.person]: 'Choose somebody.' });
  const answer: ClaimAnswer = { says: 'assign', to: keyBeside(by, to) };
  const outcome = await answerClaim(deps, by, metadata, answer);
  if (outcome.kind === 'refused') return fieldErrors({ [ASSIGN.person]: outcome.say });
  return replace(passedModal(outcome.entry));
}

/** Slack's pickers say who without saying of which organisation: the chooser's. */
function keyBeside(by: PersonKey, userId: string): PersonKey {
  return `${organisationOf(by)}/${userId}`;
}

/** Show All, and its pages. Somebody else's list stays closed. */
export async function pressShow(deps: Deps, { by, value, surface }: PressAt): Promise<Reply[]> {
  const [holder = '', group = '', page = ''] = value.split('|');
  const refusal = await mayNotHere(
    deps,
    holder === PLATFORM_HOLDER ? 'claim-workflow' : 'find',
    by,
  );
  if (refusal) return sayRefusal(refusal);
  if (holder !== by && holder !== PLATFORM_HOLDER) {
    return sayRefusal(refuse('not-asked', 'This list is somebody else’s.'));
  }
  const view = claimModal({ ...(await listOf(deps, holder, group)), group }, Number(page));
  return surface.kind === 'modal' ? replace(view) : open(view);
}

/** Register Now: nothing was missing when the button was drawn. */
export async function pressRegister(deps: Deps, at: PressAt): Promise<Reply[]> {
  const { id } = readValue(at.value);
  const outcome = await registerClaimed(deps, at.by, id);
  if (outcome.kind === 'problems') {
    const problems = outcome.problems.map((one) => one.say);
    return openFinish(deps, at.by, id, problems);
  }
  if (outcome.kind === 'refused') return sayRefusal(outcome);
  return open(doneModal(outcome));
}

export async function pressFinish(deps: Deps, { by, value }: PressAt): Promise<Reply[]> {
  return openFinish(deps, by, readValue(value).id, []);
}

/** The form that registers a claimed entry: also what editing one by its name opens. */
export async function openFinish(
  deps: Deps,
  by: PersonKey,
  id: string,
  problems: readonly string[],
): Promise<Reply[]> {
  const [found, teams] = await Promise.all([claimedEntry(deps, by, id), loadTeamsOf(deps, by)]);
  if (found.kind === 'refused') return sayRefusal(found);
  if (teams.length === 0) return open(noTeamModal());
  return open(finishModal(found.entry, teams, problems));
}

export async function submitFinish(deps: Deps, { by, metadata, fields }: FormAt): Promise<Reply[]> {
  const read = {
    purpose: readText(fields.text(FINISH.purpose), 500),
    systems: readSystems(fields.text(FINISH.systems)),
    pins: readPins(fields.text(FINISH.pins)),
  };
  const errors = Object.entries(read).flatMap(([block, cell]) =>
    cell.kind === 'bad' ? [[block, cell.message] as const] : [],
  );
  if (errors.length > 0) return fieldErrors(Object.fromEntries(errors));
  const { purpose, systems, pins } = read;
  if (purpose.kind === 'bad' || systems.kind === 'bad' || pins.kind === 'bad') return [];
  const filled: FilledIn = {
    team: fields.text(FINISH.team),
    purpose: purpose.value,
    systems: systems.value,
    pins: pins.value,
  };
  return finished(await registerClaimed(deps, by, metadata, filled));
}

function finished(outcome: Registered | Refusal): Reply[] {
  if (outcome.kind === 'problems') {
    const says = outcome.problems.map((one) => `${one.field}: ${one.say}`).join('\n');
    return fieldErrors({ [FINISH.pins]: says.slice(0, 1000) });
  }
  if (outcome.kind !== 'refused') return replace(doneModal(outcome));
  if (outcome.why === 'not-finished') return fieldErrors({ [FINISH.pins]: outcome.say });
  if (outcome.why === 'not-allowed') return fieldErrors({ [FINISH.team]: outcome.say });
  return replace(refusalModal(outcome));
}

function doneModal(outcome: Extract<Registered, { readonly workflow: unknown }>) {
  return registeredModal(outcome.workflow, outcome.warnings);
}
