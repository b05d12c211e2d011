import { explainGates } from '../acts/gate-explain.ts';
import { explainGatesOperation } from '../contract/gates.ts';
import type { ExplainedGate } from '../core/gate-explain.ts';
import { editorFor, mayNotFind } from './editor.ts';
import { servePersonOrCi } from './serve.ts';
import { answer, type Door } from './types.ts';

/** What gates would ask of whom. */
export function serveGates(door: Door): void {
  const { deps } = door;
  servePersonOrCi(door, explainGatesOperation, async ({ caller, query: { action }, body }) => {
    const refusal = await mayNotFind(deps, caller);
    if (refusal) return refusal;
    const owner = typeof body.owner === 'string' ? body.owner : '';
    const by = await editorFor(deps, caller, owner);
    const outcome = await explainGates(deps, by, { manifest: body, action });
    if (outcome.kind === 'refused') return outcome;
    if (outcome.kind === 'problems') {
      const problems = outcome.problems.map(({ field, say: message }) => ({ field, message }));
      return answer({ gates: [], advisory: [], problems });
    }
    const { workflow, baseline, gates, advisory } = outcome;
    const said = { gates: gates.map(gateView), advisory: [...advisory] };
    return answer({ workflow, baseline, ...said, problems: [] });
  });
}

function gateView({ stages, excluded, say, ...rest }: ExplainedGate) {
  return {
    ...rest,
    stages: stages.map((one) => ({ ...one, asked: [...one.asked] })),
    excluded: [...excluded],
    say: [...say],
  };
}
