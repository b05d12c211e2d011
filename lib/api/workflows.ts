import { registerManifest } from '../acts/register.ts';
import { loadWorkflow, mayNotHere, noWorkflow } from '../acts/standing.ts';
import { getWorkflowOperation, registerOperation } from '../contract/workflows.ts';
import { servePerson } from './serve.ts';
import { answer, type Door } from './types.ts';
import { workflowView } from './views.ts';

/** Registering manifests and reading what is registered. */
export function serveWorkflows(door: Door): void {
  const { deps } = door;
  servePerson(door, registerOperation, async ({ caller, body }) => {
    const outcome = await registerManifest(deps, caller, body, 'repo');
    if (outcome.kind === 'refused') return outcome;
    if (outcome.kind === 'problems') return { ...outcome, why: 'bad-manifest' };
    const { kind, warnings } = outcome;
    const shown = workflowView(outcome.workflow);
    const status = kind === 'registered' && shown.revision === 1 ? 201 : 200;
    const location = `/v1/workflows/${shown.id}`;
    return answer({ outcome: kind, workflow: shown, warnings: [...warnings] }, status, {
      location,
    });
  });
  servePerson(door, getWorkflowOperation, async ({ caller, params }) => {
    const refusal = await mayNotHere(deps, 'find', caller);
    if (refusal) return refusal;
    const head = await loadWorkflow(deps, params.id);
    return head ? answer(workflowView(head.state)) : noWorkflow(params.id);
  });
}
