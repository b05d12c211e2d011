import type { PersonKey } from '../core/people.ts';
import { asEditor } from '../core/registration/editor.ts';
import type { Refusal } from '../core/result.ts';
import { mayNot } from '../core/roles.ts';
import type { Workflow } from '../core/workflow.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { workflowChange } from './register-write.ts';
import { loadWorkflow, noWorkflow, standingTo } from './standing.ts';

export type Moved =
  | { readonly kind: 'moved' | 'unchanged'; readonly workflow: Workflow }
  | Refusal<'no-workflow' | 'not-allowed'>;

/** "One home at a time, moved deliberately." From then on the other door is refused. */
export async function moveHome(
  deps: Deps,
  by: PersonKey,
  id: string,
  to: Workflow['home'],
): Promise<Moved> {
  return attempt(deps, async (): Promise<Step<Moved>> => {
    const head = await loadWorkflow(deps, id);
    if (!head) return done(noWorkflow(id));
    const refusal = mayNot('move-home', by, await standingTo(deps, head.state));
    if (refusal) return done(refusal);
    if (head.state.home === to) return done({ kind: 'unchanged', workflow: head.state });
    const workflow = { ...head.state, home: to };
    const data = { from: head.state.home, to };
    const event = { kind: 'workflow.home-moved', actor: asEditor(by), data };
    const change = workflowChange(deps, workflow, head, event);
    return { kind: 'write', write: { changes: [change] }, value: { kind: 'moved', workflow } };
  });
}
