import type { AccessRequest } from '../core/access.ts';
import {
  answerAccess,
  askedFor,
  grantsOf,
  mayAnswer,
  overtakenAccess,
  withdrawAccess,
} from '../core/access-answer.ts';
import { scopeNames, type Want, wantNames, withAccess, withGrants } from '../core/grant.ts';
import type { PersonKey } from '../core/people.ts';
import { asEditor } from '../core/registration/editor.ts';
import { type Refusal, refuse } from '../core/result.ts';
import type { Workflow } from '../core/workflow.ts';
import type { Head } from '../store/item.ts';
import type { Item } from '../store/store.ts';
import { type AccessGround, accessGround } from './access-ask.ts';
import {
  accessCard,
  accessChange,
  accessOutcome,
  accessSubject,
  loadAccess,
} from './access-store.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { keptReason } from './kept-reason.ts';
import { policyUnfit } from './policy-fits.ts';
import { workflowChange } from './register-write.ts';
import { unfitToDecide } from './settings-people.ts';

/** Who answers, as the door knows them. */
export interface Answering {
  readonly by: PersonKey;
  readonly name: string;
}

/** What the platform says to a request. */
export interface AccessAnswer {
  /** What is given of it; all of it when left out, nothing is a refusal. */
  readonly wants?: readonly Want[] | undefined;
  /** The moment it ends; as the team asked when left out, `never` for no end. */
  readonly until?: string | undefined;
  readonly reason: string;
}

/** No end, whatever the team asked for. */
export const NEVER_ENDS = 'never';

export type AccessAnswered =
  | { readonly kind: 'answered'; readonly request: AccessRequest }
  | Refusal;

interface UnderAnswer {
  readonly head: Head<AccessRequest>;
  readonly ground: AccessGround;
}

async function loadBoth(
  deps: Deps,
  id: string,
): Promise<({ kind: 'both' } & UnderAnswer) | Refusal<'no-access' | 'no-workflow'>> {
  const head = await loadAccess(deps, id);
  if (!head) return noAccess(id);
  const ground = await accessGround(deps, head.state.workflow);
  return ground.kind === 'refused' ? ground : { kind: 'both', head, ground };
}

/** For an id of no access request, and for one that the caller may not know of. */
export function noAccess(id: string): Refusal<'no-access'> {
  return refuse('no-access', 'There is no such access request.', { id });
}

/** Whether this person may answer, before a form asks them for more. */
export async function openAnswering(
  deps: Deps,
  by: PersonKey,
  id: string,
): Promise<{ readonly kind: 'may'; readonly request: AccessRequest } | Refusal> {
  const both = await loadBoth(deps, id);
  if (both.kind === 'refused') return both;
  const { head, ground } = both;
  return mayAnswer(head.state, by, ground.standing) ?? { kind: 'may', request: head.state };
}

/**
 * "The platform grants (expiring or not), narrows, refuses." What is given is decided anew on the
 * workflow and the baseline of that moment.
 */
export async function answerRequest(
  deps: Deps,
  who: Answering,
  id: string,
  answer: AccessAnswer,
): Promise<AccessAnswered> {
  const may = await openAnswering(deps, who.by, id);
  if (may.kind === 'refused') return may;
  const unfit = await unfitToDecide(deps, who.by);
  if (unfit) return unfit;
  return attempt(deps, async (): Promise<Step<AccessAnswered>> => {
    const both = await loadBoth(deps, id);
    if (both.kind === 'refused') return done(both);
    const { head, ground } = both;
    const until = answer.until ?? head.state.until;
    const outcome = answerAccess(
      head.state,
      {
        ...{ by: who.by, name: who.name, at: deps.now(), reason: answer.reason },
        wants: answer.wants ?? head.state.wants,
        until: until === NEVER_ENDS ? undefined : until,
      },
      ground.standing,
    );
    if (outcome.kind === 'refused') return done(outcome);
    const { request } = outcome;
    const why = noMore(request, ground);
    const unfit = await unfitForRoles(deps, ground, request);
    if (unfit) return done(unfit);
    if (why === undefined) return answerStep(deps, who, both, { request, reason: answer.reason });
    const stale = overtakenAccess(head.state, 'stale', { at: deps.now(), say: why });
    return answerStep(deps, who, both, { request: stale, reason: '' });
  });
}

/** What a request is told that outlived its workflow. */
export const RETIRED_MEANWHILE = 'The workflow was retired.';

/** Why what was asked for cannot be given any more. */
function noMore(
  { given }: AccessRequest,
  { offered, never, workflow }: AccessGround,
): string | undefined {
  if (workflow.status === 'retired') return RETIRED_MEANWHILE;
  const wants = given?.wants ?? [];
  const refused = scopeNames(wants).filter((scope) => never.includes(scope));
  if (refused.length > 0) return `By now the baseline gives ${refused.join(', ')} to nobody.`;
  const gone = wants.filter(
    ({ connector, scope }) =>
      !offered.some((one) => one.connector === connector && one.scopes.includes(scope)),
  );
  if (gone.length === 0) return undefined;
  return `By now the workflow pins nothing that has ${wantNames(gone).join(', ')}.`;
}

/** A grant that no session of its connector's role could carry is refused before it is one. */
async function unfitForRoles(deps: Deps, { workflow }: AccessGround, request: AccessRequest) {
  const grants = grantsOf(request);
  const after = { grants: withGrants(workflow.grants, grants) };
  return policyUnfit(
    deps,
    after,
    grants.map((grant) => grant.connector),
  );
}

/** Takes a request back, for its team. */
export async function withdrawRequest(
  deps: Deps,
  who: Answering,
  id: string,
): Promise<AccessAnswered> {
  return attempt(deps, async (): Promise<Step<AccessAnswered>> => {
    const both = await loadBoth(deps, id);
    if (both.kind === 'refused') return done(both);
    const at = deps.now();
    const outcome = withdrawAccess(both.head.state, { ...who, at }, both.ground.standing);
    if (outcome.kind === 'refused') return done(outcome);
    return answerStep(deps, who, both, { request: outcome.request, reason: '' });
  });
}

interface Ended {
  readonly request: AccessRequest;
  /** Why not all of it was given; empty for none. */
  readonly reason: string;
}

function answerStep(
  deps: Deps,
  { by }: Answering,
  { head, ground }: UnderAnswer,
  { request, reason }: Ended,
): Step<AccessAnswered> {
  const actor = asEditor(by);
  const { workflow, event } = afterAnswer(deps, ground.workflow, request);
  const subject = accessSubject(request.id);
  const kept = reason.trim() === '' ? undefined : keptReason(deps, subject, reason);
  const happened = { kind: `access.${request.state}`, actor, data: { ...kept?.data } };
  const creates: Item[] = kept ? [kept.item] : [];
  return {
    kind: 'write',
    value: { kind: 'answered', request },
    write: {
      changes: [
        accessChange(deps, request, head.chain, happened),
        workflowChange(deps, workflow, ground.head, { ...event, actor }),
      ],
      creates,
      tell: [
        ...accessCard(request, ground.standing.organisation),
        ...accessOutcome(request, workflow),
      ],
    },
  };
}

/** The workflow with what it was given, or without what it waited for. */
function afterAnswer(deps: Deps, before: Workflow, request: AccessRequest) {
  const grants = grantsOf(request);
  const rest = askedFor(before, request);
  const { id } = request;
  if (grants.length === 0) {
    const data = { request: id, state: request.state };
    return { workflow: rest, event: { kind: 'workflow.access-ended', data } };
  }
  const workflow = withAccess(rest, withGrants(rest.grants, grants), deps.now());
  const data = { request: id, scopes: wantNames(grants), status: workflow.status };
  return { workflow, event: { kind: 'workflow.access-granted', data } };
}
