import type { Workflow } from '../core/workflow.ts';
import type { Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { discoveredWrite, loadDiscovered } from './discovered.ts';
import { loadOrganisation } from './standing.ts';

/** What registering comes to, as far as it matters here. */
interface Registering {
  readonly kind: string;
  readonly workflow?: Workflow;
  readonly warnings?: readonly string[];
}

/**
 * A manifest registered under the name of a discovered entry settles it in the same transaction. An
 * entry of another team does not block the name, and whoever registers is told of it.
 */
export async function settlingDiscovered<T extends Registering>(
  deps: Deps,
  step: Step<T>,
): Promise<Step<T>> {
  const { workflow, kind, warnings = [] } = step.value;
  if (step.kind !== 'write' || kind !== 'registered' || !workflow) return step;
  const before = await loadDiscovered(deps, workflow.id);
  if (!before || before.state.state === 'registered') return step;
  const { actor } = step.write.changes[0].event;
  const entry = { ...before.state, state: 'registered' as const, answeredAt: deps.now() };
  const { platformChannel } = await loadOrganisation(deps);
  const happened = { kind: 'discovered.registered', actor, data: { revision: workflow.revision } };
  const tell = { platformChannel, lane: 'interactive' as const };
  const settled = discoveredWrite(deps, { before, entry }, happened, tell);
  const other = before.state.team !== undefined && before.state.team !== workflow.team;
  const warning = `"${workflow.id}" was discovered as a workflow of ${before.state.team}. If it is theirs, let them register it.`;
  return {
    ...step,
    value: { ...step.value, warnings: other ? [...warnings, warning] : warnings },
    write: {
      ...step.write,
      changes: [...step.write.changes, ...settled.changes],
      puts: [...(step.write.puts ?? []), ...(settled.puts ?? [])],
      tell: [...(step.write.tell ?? []), ...(settled.tell ?? [])],
    },
  };
}
