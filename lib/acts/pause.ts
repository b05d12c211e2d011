import { type PauseOutcome, pause, resume } from '../core/pause.ts';
import { type PersonKey, slackUserId } from '../core/people.ts';
import { asEditor } from '../core/registration/editor.ts';
import type { Refusal } from '../core/result.ts';
import { mayNot, rolesOf, type Standing } from '../core/roles.ts';
import type { Workflow } from '../core/workflow.ts';
import type { Head } from '../store/item.ts';
import type { Telling } from '../store/outbox.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { workflowChange } from './register-write.ts';
import { loadWorkflow, noWorkflow, standingTo } from './standing.ts';
import { type Disclosed, disclosedTo, mayKnowSecrets } from './still-works.ts';

export type Paused = PauseOutcome | Refusal<'no-workflow' | 'not-allowed'>;

/**
 * Stops a workflow: from the next request on it may neither ask nor consume. Owner, backup, the
 * team's lead or a platform admin may; the owner is told where somebody else did.
 */
export function pauseWorkflow(
  deps: Deps,
  by: PersonKey,
  id: string,
  reason: string,
): Promise<Paused> {
  return attempt(deps, async () => {
    const head = await loadWorkflow(deps, id);
    return head ? pauseStep(deps, head, { by, reason }) : done(noWorkflow(id));
  });
}

/** The same as a step, for acts in which pausing is an answer to something else. */
export async function pauseStep(
  deps: Deps,
  head: Head<Workflow>,
  { by, reason }: { readonly by: PersonKey; readonly reason: string },
): Promise<Step<Paused>> {
  const standing = await standingTo(deps, head.state);
  const refusal = mayNot('pause-workflow', by, standing);
  if (refusal) return done(refusal);
  const outcome = pause(head.state, { ...pausing(deps, by, standing), reason });
  if (outcome.kind !== 'paused') return done(outcome);
  const [secrets, mayKnow] = await Promise.all([
    disclosedTo(deps, head.state.id),
    mayKnowSecrets(deps, head.state),
  ]);
  const write = written(deps, head, outcome.workflow, { by, secrets });
  const { platformChannel } = standing.organisation;
  const tell = mayKnow && platformChannel !== '' ? [told(outcome.workflow, platformChannel)] : [];
  return { kind: 'write', value: outcome, write: { ...write, tell: [...write.tell, ...tell] } };
}

/** Lets a paused workflow run again. */
export function resumeWorkflow(deps: Deps, by: PersonKey, id: string): Promise<Paused> {
  return attempt(deps, async (): Promise<Step<Paused>> => {
    const head = await loadWorkflow(deps, id);
    if (!head) return done(noWorkflow(id));
    const standing = await standingTo(deps, head.state);
    const refusal = mayNot('resume-workflow', by, standing);
    if (refusal) return done(refusal);
    const outcome = resume(head.state, pausing(deps, by, standing));
    if (outcome.kind !== 'resumed') return done(outcome);
    return { kind: 'write', value: outcome, write: written(deps, head, outcome.workflow, { by }) };
  });
}

/** Before a form asks for the reason: the workflow, or why this person may not. */
export async function mayPause(
  deps: Deps,
  by: PersonKey,
  id: string,
  act: 'pause-workflow' | 'resume-workflow',
): Promise<
  { readonly kind: 'may'; readonly workflow: Workflow } | Refusal<'no-workflow' | 'not-allowed'>
> {
  const head = await loadWorkflow(deps, id);
  if (!head) return noWorkflow(id);
  const refusal = mayNot(act, by, await standingTo(deps, head.state));
  return refusal ?? { kind: 'may', workflow: head.state };
}

const OWN_ROLES = ['lead', 'owner', 'backup'] as const;

function pausing(deps: Deps, by: PersonKey, standing: Standing) {
  const roles = rolesOf(by, standing);
  const asAdmin = roles.includes('admin') && !OWN_ROLES.some((role) => roles.includes(role));
  return { by, at: deps.now(), asAdmin };
}

interface Done {
  readonly by: PersonKey;
  /** "Pausing starts its rotation": the secrets that it knows. */
  readonly secrets?: readonly Disclosed[];
}

function written(deps: Deps, head: Head<Workflow>, next: Workflow, { by, secrets = [] }: Done) {
  const kind = next.status === 'paused' ? 'workflow.paused' : 'workflow.resumed';
  const rotate = secrets.map((one) => one.connector);
  const data = {
    ...{ status: next.status, revision: next.revision },
    ...(rotate.length > 0 ? { rotate } : {}),
  };
  const change = workflowChange(deps, next, head, { kind, actor: asEditor(by), data });
  const tell = next.owner === by ? [] : [told(next, slackUserId(next.owner))];
  return { changes: [change] as const, tell };
}

function told({ id }: Workflow, place: string): Telling {
  return { what: 'workflow-paused', subject: `workflow/${id}`, place };
}
