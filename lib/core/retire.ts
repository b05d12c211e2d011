import type { PersonKey } from './people.ts';
import { type Refusal, refuse } from './result.ts';
import type { Workflow } from './workflow.ts';

/** Who retires a workflow, when, and why in their own words. */
export interface Retiring {
  readonly by: PersonKey;
  readonly at: string;
  readonly reason: string;
}

export type RetireOutcome =
  | { readonly kind: 'retired' | 'unchanged'; readonly workflow: Workflow }
  | Refusal<'reason-required' | 'not-registered'>;

/**
 * The end of "`discovered` → `registered` → `active` ⇄ `paused` → `retired`": no keys, no access, no
 * webhook, and nothing that waits. What it was stays to be read. A pause by the platform stays too: "one
 * by the platform is ended by the platform", and not by retiring and registering anew.
 */
export function retire(workflow: Workflow, { by, at, reason }: Retiring): RetireOutcome {
  const { id, status } = workflow;
  if (status === 'retired') return { kind: 'unchanged', workflow };
  if (status === 'discovered') {
    const say = `${id} was found and is not registered. Say in the list of what was discovered that it is gone.`;
    return refuse('not-registered', say);
  }
  const why = reason.trim();
  if (why === '') return refuse('reason-required', 'Say why, so that others know what to use now.');
  const { keys: _, webhook: __, grants: ___, asked: ____, proposed: _____, ...rest } = workflow;
  const { paused, ...bare } = rest;
  const kept = paused?.admin ? { paused } : {};
  const retired = { at, by, reason: why };
  return { kind: 'retired', workflow: { ...bare, ...kept, status: 'retired', retired } };
}

/** For whoever wants to do something with one. */
export function retiredRefusal(id: string): Refusal<'workflow-retired'> {
  const say = `${id} is retired. A member of its team may register it anew, with new keys and access.`;
  return refuse('workflow-retired', say);
}

/** What a retired workflow is taken for when its team registers it anew. */
export function comingBack({ retired: _, ...workflow }: Workflow): Workflow {
  return { ...workflow, status: workflow.paused ? 'paused' : 'registered' };
}
