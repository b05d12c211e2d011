import { accessOf, statusAfter } from './grant.ts';
import type { PersonKey } from './people.ts';
import { type Refusal, refuse } from './result.ts';
import type { Workflow } from './workflow.ts';

/** Who pauses or resumes, and whether only by being a platform admin. */
export interface Pausing {
  readonly by: PersonKey;
  readonly at: string;
  /** True when none of the roles of the workflow itself lets this person do it. */
  readonly asAdmin: boolean;
}

export type PauseOutcome =
  | { readonly kind: 'paused' | 'resumed' | 'unchanged'; readonly workflow: Workflow }
  | Refusal<'reason-required' | 'not-running' | 'not-paused' | 'admin-pause'>;

/**
 * `active` ⇄ `paused`: "effective for the next lease and consume". A pause by the platform takes the
 * place of one by the team, and never the other way round.
 */
export function pause(
  workflow: Workflow,
  { by, at, asAdmin, reason }: Pausing & { readonly reason: string },
): PauseOutcome {
  const { id, status, paused } = workflow;
  if (status === 'discovered' || status === 'retired') {
    return refuse('not-running', `${id} is ${status}: there is nothing to pause.`);
  }
  if (status === 'paused' && (!asAdmin || paused?.admin)) return { kind: 'unchanged', workflow };
  const why = reason.trim();
  if (why === '')
    return refuse('reason-required', 'Say why, so that others know what to wait for.');
  const next = {
    ...workflow,
    status: 'paused' as const,
    paused: { at, by, admin: asAdmin, reason: why },
  };
  return { kind: 'paused', workflow: next };
}

/** Ends a pause. One by the platform is ended by the platform alone. */
export function resume(workflow: Workflow, { asAdmin, at }: Pausing): PauseOutcome {
  const { paused, ...rest } = workflow;
  if (workflow.status !== 'paused') {
    return refuse('not-paused', `${workflow.id} is not paused: there is nothing to resume.`);
  }
  if (paused?.admin && !asAdmin) {
    const say = `The platform team paused ${workflow.id}, so only a platform admin resumes it.`;
    return refuse('admin-pause', say);
  }
  const status = statusAfter({ status: 'active' }, accessOf(workflow, at).missing);
  return { kind: 'resumed', workflow: { ...rest, status } };
}
