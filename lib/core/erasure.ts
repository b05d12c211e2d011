import type { AccessRequest } from './access.ts';
import type { Approval } from './approval.ts';
import type { Extension } from './extension.ts';
import type { Organisation, PersonKey, Team } from './people.ts';
import type { Proposed } from './proposed.ts';
import type { WorkflowRequest } from './request.ts';
import { type Refusal, refuse } from './result.ts';
import type { SettingsChange } from './settings-change.ts';
import type { Workflow } from './workflow.ts';

/** What stands where a name or words of an erased person stood. */
export const ERASED = '(erased)';

/** The thing without what it kept of the person, and which of its parts go with that. */
export interface Erased<T> {
  readonly state: T;
  readonly parts: readonly string[];
}

/** What stays of an erased person, said to whoever erases. */
export const STAYS: readonly string[] = [
  'The Slack id stays in the log, on decisions and on keys: without it nobody could check who did what.',
  'Digests of what they wrote stay in the log; without the salts nobody can open them.',
  'Purposes and manifests of workflows stay: they belong to the team.',
  'Why a workflow is paused or retired stays until that ends; what a notice said stays until the retention time is over: it is the platform’s.',
  'Arguments of approvals stay sealed until the retention time is over.',
  'What agents wrote in their own words stays until then as well.',
  'What stands in Slack itself is kept and deleted by Slack.',
];

/** Names of who decided; the reason of a denial is a part of its own. */
export function erasedApproval(
  approval: Approval,
  person: PersonKey,
): Erased<Approval> | undefined {
  const { end } = approval;
  const ended = end?.by === person && end.name !== ERASED;
  if (!ended && !approval.decisions.some((one) => isNamed(one, person))) return undefined;
  const decisions = approval.decisions.map((one) => withoutName(one, person));
  const state = { ...approval, decisions };
  const said = approval.decisions.flatMap((one, place) =>
    isNamed(one, person) && one.choice === 'approve' ? [`REASON#${place}`] : [],
  );
  if (!end || !ended) return { state, parts: said };
  const parts = end.ending === 'denied' ? [...said, 'REASON'] : said;
  return { state: { ...state, end: { ...end, name: ERASED } }, parts };
}

/** What they asked for in their own words, or how they answered. */
export function erasedRequest(
  request: WorkflowRequest,
  person: PersonKey,
): Erased<WorkflowRequest> | undefined {
  const { answer } = request;
  const asked = request.by === person && request.need !== ERASED;
  const answered = answer !== undefined && isNamed(answer, person);
  if (!asked && !answered) return undefined;
  // What was reused is a name of the catalog, and no words of anybody's.
  const because = request.state === 'reused' ? request.because : ERASED;
  return {
    state: {
      ...request,
      ...(asked ? { need: ERASED, because } : {}),
      ...(answered ? { answer: { ...answer, name: ERASED, reason: ERASED } } : {}),
    },
    parts: answered ? ['SALT'] : [],
  };
}

/** What they missed in their own words, or how they answered as an owner. */
export function erasedExtension(
  extension: Extension,
  person: PersonKey,
): Erased<Extension> | undefined {
  const asked = extension.by === person && extension.need !== ERASED;
  const mine = extension.answers.flatMap((one, n) => (isNamed(one, person) ? [n] : []));
  if (!asked && mine.length === 0) return undefined;
  const answers = extension.answers.map((one, n) =>
    mine.includes(n) ? { ...one, name: ERASED, reason: ERASED } : one,
  );
  const words = asked ? { need: ERASED, missing: ERASED } : {};
  return { state: { ...extension, ...words, answers }, parts: mine.map((n) => `SALT#${n + 1}`) };
}

/** Name and reason of who answered it, and the salt of the reason. */
export function erasedSettingsChange(
  change: SettingsChange,
  person: PersonKey,
): Erased<SettingsChange> | undefined {
  const { answer } = change;
  if (!answer || !isNamed(answer, person)) return undefined;
  const state = { ...change, answer: { ...answer, name: ERASED, reason: ERASED } };
  return { state, parts: ['SALT'] };
}

/** What they asked for in their own words, or how they answered. */
export function erasedAccess(
  request: AccessRequest,
  person: PersonKey,
): Erased<AccessRequest> | undefined {
  const { end, by, filed, reason } = request;
  const asked = by === person && !filed && reason !== ERASED;
  const answered = end?.by === person && end.name !== ERASED;
  if (!asked && !answered) return undefined;
  return {
    state: {
      ...request,
      ...(asked ? { reason: ERASED } : {}),
      ...(answered && end ? { end: { ...end, name: ERASED } } : {}),
    },
    parts: answered ? ['REASON'] : [],
  };
}

/** Names of reviewers and of who ended it; the reason of a refusal is a part of its own. */
export function erasedProposal(
  proposed: Proposed,
  person: PersonKey,
): Erased<Proposed> | undefined {
  const { end } = proposed;
  const ended = end?.by === person && end.name !== ERASED;
  if (!ended && !proposed.answers.some((one) => isNamed(one, person))) return undefined;
  const answers = proposed.answers.map((one) => withoutName(one, person));
  return {
    state: { ...proposed, answers, ...(ended && end ? { end: { ...end, name: ERASED } } : {}) },
    parts: ended ? ['REASON'] : [],
  };
}

interface Named {
  readonly by: string;
  readonly name: string;
}

function isNamed({ by, name }: Named, person: PersonKey): boolean {
  return by === person && name !== ERASED;
}

function withoutName<T extends Named>(one: T, person: PersonKey): T {
  return isNamed(one, person) ? { ...one, name: ERASED } : one;
}

export interface Holdings {
  readonly organisation: Organisation;
  readonly teams: readonly Team[];
  readonly workflows: Iterable<Workflow>;
}

/** What somebody has to hand over before they can be erased, in words. Empty: nothing. */
export function holdingsOf(person: PersonKey, held: Holdings): string[] {
  const { organisation, teams, workflows } = held;
  const running = [...workflows].filter((one) => one.status !== 'retired');
  const named = (what: string, things: readonly { readonly id: string }[]) =>
    things.map(({ id }) => `${what} ${id}`);
  return [
    ...(organisation.admins.includes(person) ? ['platform admin'] : []),
    ...(organisation.auditors.includes(person) ? ['auditor'] : []),
    ...named(
      'owner of',
      running.filter((one) => one.owner === person),
    ),
    ...named(
      'backup of',
      running.filter((one) => one.backup === person),
    ),
    ...named(
      'lead of',
      teams.filter((one) => one.lead === person),
    ),
    ...named(
      'stand-in for the lead of',
      teams.filter((one) => one.backup === person),
    ),
    ...named(
      'member of',
      teams.filter((one) => one.members.includes(person)),
    ),
  ];
}

const MOST_LISTED = 12;

/** "Refused while the person owns workflows, is lead, admin …: lists what to hand over first." */
export function mayErase(person: PersonKey, held: Holdings): Refusal<'still-holds'> | undefined {
  const holdings = holdingsOf(person, held);
  if (holdings.length === 0) return undefined;
  const listed = holdings.slice(0, MOST_LISTED).join('; ');
  const more = holdings.length - MOST_LISTED;
  const rest = more > 0 ? `; and ${more} more` : '';
  return refuse('still-holds', `Hand over first: ${listed}${rest}. Nothing was erased.`, {
    holdings: holdings.length,
  });
}
