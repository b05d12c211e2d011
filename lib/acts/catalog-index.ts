import { type Component, componentSchema } from '../core/component.ts';
import { type Workflow, workflowSchema } from '../core/workflow.ts';
import { indexKeeper, type Match, type SearchEntry, type SearchIndex } from '../search/index.ts';
import { COMPONENTS, WORKFLOWS } from '../store/indexes.ts';
import { readAll } from '../store/read.ts';
import type { Store } from '../store/store.ts';

export interface Catalog {
  readonly components: ReadonlyMap<string, Component>;
  readonly workflows: ReadonlyMap<string, Workflow>;
  /** Workflows that pin a component, counted by component id. */
  readonly use: ReadonlyMap<string, number>;
  readonly find: (query: string, limit: number) => readonly Match[];
  /** What does much the same as a description, best first. */
  readonly similar: (text: string, limit: number) => readonly Match[];
}

/** The searchable catalog, loaded when first asked for and again when it has grown old. */
export interface CatalogIndex {
  load(): Promise<Catalog>;
  /** Something was written: the next `load` reads anew. */
  forget(): void;
}

const FRESH_MS = 3_000;

/** Keeps the index for three seconds; another process's writes are seen after that at the latest. */
export function catalogIndex(store: Store, nowMs: () => number): CatalogIndex {
  const indexed = indexKeeper();
  let kept: { at: number; catalog: Promise<Catalog> } | undefined;
  return {
    load() {
      const at = nowMs();
      if (!kept || at - kept.at > FRESH_MS) {
        const catalog = loadCatalog(store, indexed);
        kept = { at, catalog };
        catalog.catch(() => {
          kept = undefined;
        });
      }
      return kept.catalog;
    },
    forget() {
      kept = undefined;
    },
  };
}

async function loadCatalog(
  store: Store,
  indexed: (entries: readonly SearchEntry[]) => SearchIndex,
): Promise<Catalog> {
  const [components, workflows] = await Promise.all([
    readAll(store, { index: 'list', partition: COMPONENTS, schema: componentSchema }),
    readAll(store, { index: 'list', partition: WORKFLOWS, schema: workflowSchema }),
  ]);
  const componentMap = new Map(components.map(({ state }) => [state.id, state]));
  const workflowMap = new Map(workflows.map(({ state }) => [state.id, state]));
  const entries = [...componentMap.values()].map(componentEntry);
  const index = indexed([...entries, ...[...workflowMap.values()].map(workflowEntry)]);
  return {
    components: componentMap,
    workflows: workflowMap,
    use: countUse(workflowMap.values()),
    find: (query, limit) => index.find(query, { limit }),
    similar: (text, limit) => index.similar(text, { limit }),
  };
}

function componentEntry(component: Component): SearchEntry {
  const { id, kind, title, description, keywords, connectors, team } = component;
  return { id, kind, title, text: description, keywords, connectors, team };
}

function workflowEntry(workflow: Workflow): SearchEntry {
  const pins = workflow.locks.map((lock) => lock.component);
  return {
    id: `workflow/${workflow.id}`,
    kind: 'workflow',
    title: workflow.id,
    text: workflow.purpose,
    keywords: pins.filter((pin) => !pin.startsWith('connector/')),
    connectors: pins.filter((pin) => pin.startsWith('connector/')),
    team: workflow.team,
  };
}

function countUse(workflows: Iterable<Workflow>): Map<string, number> {
  const use = new Map<string, number>();
  for (const workflow of workflows) {
    if (workflow.status === 'retired') continue;
    for (const lock of workflow.locks) use.set(lock.component, (use.get(lock.component) ?? 0) + 1);
  }
  return use;
}
