import { createHash } from 'node:crypto';
import {
  decideImport,
  draftId,
  type Held,
  type ImportContext,
  type ImportDecision,
} from '../../../lib/core/import-plan.ts';
import { emptySurface } from '../../../lib/core/marketplace/draft.ts';
import type { ComponentDraft } from '../../../lib/core/marketplace.ts';

export const CONTEXT = {
  team: 'platform',
  visibility: 'shared' as const,
  sha: (...parts: readonly (string | Uint8Array)[]) => {
    const hash = createHash('sha256');
    for (const part of parts) hash.update(part);
    return hash.digest();
  },
};

export type Registry = ReadonlyMap<string, Held>;
export const EMPTY: Registry = new Map();

interface PlannedDraft {
  readonly draft: ComponentDraft;
  readonly decision: ImportDecision;
}

/** Decides on all drafts in order, each against the registry as the ones before it leave it. */
export function planImport(
  drafts: readonly ComponentDraft[],
  existing: Registry,
  context: ImportContext,
): PlannedDraft[] {
  let registry = existing;
  const placed = new Map<string, { id: string; version: string }>();
  return drafts.map((draft) => {
    const decision = decideImport(draft, registry, placed, context);
    if (decision.kind !== 'refused') {
      placed.set(draftId(draft), { id: decision.id, version: decision.version });
    }
    registry = applied(registry, [{ draft, decision }]);
    return { draft, decision };
  });
}

/** The registry after every `publish` of a plan was carried out. */
export function applied(registry: Registry, plan: readonly PlannedDraft[]): Registry {
  const next = new Map(registry);
  for (const { decision } of plan) {
    if (decision.kind !== 'publish') continue;
    const release = {
      ...decision.release,
      lifecycle: 'active' as const,
      publishedAt: '2026-11-21T09:00:00.000Z',
      publishedBy: 'platform admin',
    };
    const before = next.get(decision.id)?.releases ?? [];
    next.set(decision.id, { component: decision.component, releases: [...before, release] });
  }
  return next;
}

export function imported(registry: Registry, drafts: readonly ComponentDraft[]): Registry {
  return applied(registry, planImport(drafts, registry, CONTEXT));
}

/** What was decided, short: `publish plugin/fare-check 1.2.0`, or `refused new-version-needed`. */
export function decisions(registry: Registry, drafts: readonly ComponentDraft[]): string[] {
  return planImport(drafts, registry, CONTEXT).map(({ decision }) =>
    decision.kind === 'refused'
      ? `refused ${decision.why}`
      : `${decision.kind} ${decision.id} ${decision.version}`,
  );
}

export const PLUGIN: ComponentDraft = {
  kind: 'plugin',
  name: 'fare-check',
  title: 'Fare Check',
  description: 'Compares fares before a trip is booked.',
  keywords: ['travel'],
  version: '1.2.0',
  surface: emptySurface(),
  uses: [{ kind: 'connector', name: 'fares', range: '*' }],
  origin: { marketplace: 'depot', source: './plugins/fare-check' },
};

const { version: _, ...unversioned } = PLUGIN;
export const CONNECTOR: ComponentDraft = {
  ...unversioned,
  kind: 'connector',
  name: 'fares',
  title: 'fares',
  surface: {
    ...emptySurface(),
    systems: ['fares.example'],
    endpoints: ['https://fares.example/mcp'],
  },
  uses: [],
};

export function at(endpoint: string): ComponentDraft {
  return { ...CONNECTOR, surface: { ...CONNECTOR.surface, endpoints: [endpoint] } };
}

export function from(marketplace: string, draft: ComponentDraft): ComponentDraft {
  return { ...draft, origin: { ...draft.origin, marketplace } };
}
