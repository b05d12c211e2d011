import { findingsAbout } from '../acts/evidence.ts';
import { modelOf } from '../acts/model-of.ts';
import { registerManifest } from '../acts/register.ts';
import { retireWorkflow } from '../acts/retire.ts';
import { advisoryGates } from '../acts/show.ts';
import { loadWorkflow, noWorkflow } from '../acts/standing.ts';
import { stillWorks } from '../acts/still-works.ts';
import { getWorkflowOperation, registerOperation, retireOperation } from '../contract/workflows.ts';
import { editorFor, mayNotFind } from './editor.ts';
import { servePerson, servePersonOrCi } from './serve.ts';
import { answer, type Door } from './types.ts';
import { workflowView } from './views.ts';

/** Registering manifests and reading what is registered. */
export function serveWorkflows(door: Door): void {
  const { deps } = door;
  servePersonOrCi(door, registerOperation, async ({ caller, body }) => {
    const editor = await editorFor(deps, caller, body.owner);
    const outcome = await registerManifest(deps, editor, body, 'repo');
    if (outcome.kind === 'refused') return outcome;
    if (outcome.kind === 'problems') return { ...outcome, why: 'bad-manifest' };
    const { warnings } = outcome;
    const shown = workflowView(outcome.workflow);
    const location = `/v1/workflows/${shown.id}`;
    const said = { outcome: outcome.kind, workflow: shown, warnings: [...warnings] };
    if (outcome.kind === 'proposed') {
      const { id, reasons } = outcome.proposed;
      return answer({ ...said, proposed: { id, reasons } }, 202, {
        location: `${location}/proposed`,
      });
    }
    const fresh = outcome.kind === 'registered' && shown.revision === 1;
    return answer(said, fresh ? 201 : 200, { location });
  });
  servePersonOrCi(door, getWorkflowOperation, async ({ caller, params }) => {
    const refusal = await mayNotFind(deps, caller);
    if (refusal) return refusal;
    const head = await loadWorkflow(deps, params.id);
    if (!head) return noWorkflow(params.id);
    const [{ name, say }, advisory, found] = await Promise.all([
      modelOf(deps, head.state),
      advisoryGates(deps, head.state),
      findingsAbout(deps, head.state),
    ]);
    const { drift, running, broken } = found;
    const findings = {
      drift: [...drift],
      running: [...running],
      broken: broken && { ...broken, last: [...broken.last] },
    };
    return answer({ ...workflowView(head.state), model: { name, say }, advisory, findings });
  });
  servePerson(door, retireOperation, async ({ caller, params, body }) => {
    const outcome = await retireWorkflow(deps, caller, params.id, body.reason);
    if (outcome.kind === 'refused') return outcome;
    const { leases, secrets } = await stillWorks(deps, outcome.workflow);
    return answer({
      workflow: workflowView(outcome.workflow),
      still_works: leases.map(({ connector, scopes, until }) => ({ connector, scopes, until })),
      rotate: secrets.map((one) => one.connector),
    });
  });
}
