import type { Release } from './component.ts';
import { sideBySide } from './connector-scopes.ts';
import type { Want } from './grant.ts';
import { CONNECTOR } from './registration/access.ts';
import { openedBy } from './scope-actions.ts';
import type { Workflow } from './workflow.ts';

/** One scope that is asked for, with what it means to give it. */
export interface AccessFact extends Want {
  /** What it lets happen; undefined where the connector does not say. */
  readonly actions: readonly string[] | undefined;
  /** Those of them that need an approval of this workflow. */
  readonly gated: readonly string[];
  /** How many other workflows with this connector have it, and how many there are. */
  readonly heldBy: number;
  readonly of: number;
  /** "Wider than standard", as the scopes of all its workflows are marked side by side. */
  readonly wider: boolean;
}

interface Around {
  /** All releases of the connectors that are asked for. */
  readonly published: ReadonlyMap<string, readonly Release[]>;
  /** The workflow's actions that need an approval. */
  readonly gated: ReadonlySet<string>;
  /** All workflows, this one among them or not. */
  readonly workflows: Iterable<Workflow>;
  readonly preGranted: readonly string[];
  readonly now: string;
}

/** What the scopes let happen, and who else has them. */
export function accessFacts(
  workflow: Workflow,
  wants: readonly Want[],
  around: Around,
): AccessFact[] {
  const others = [...around.workflows].filter(({ id }) => id !== workflow.id);
  return wants.map((want) => {
    const component = `${CONNECTOR}${want.connector}`;
    const releases = around.published.get(component) ?? [];
    const lock = workflow.locks.find((one) => one.component === component);
    const release = releases.find((one) => one.version === lock?.version);
    const actions = release && openedBy(release, want.scope);
    const { rows, standard, standardBy } = sideBySide({ ...around, releases, workflows: others });
    // Alone with a connector for which the baseline has no word, nothing is standard yet.
    const isCompared = rows.length > 0 || standardBy === 'baseline';
    return {
      ...want,
      actions,
      gated: (actions ?? []).filter((action) => around.gated.has(action)),
      heldBy: rows.filter((row) => row.scopes.includes(want.scope)).length,
      of: rows.length,
      wider: isCompared && !standard.includes(want.scope),
    };
  });
}
