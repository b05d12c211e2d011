import type { Component } from '../core/component.ts';
import type { Workflow } from '../core/workflow.ts';
import { indexOf, type Match, type SearchEntry, type SearchIndex } from '../search/index.ts';
import { reshelve, type Shelf, shelve } from '../search/shelf.ts';
import { readChanged } from '../store/changed.ts';
import { readIndexHead, type StoredIndex } from '../store/stored-index.ts';
import {
  type CatalogStates,
  entriesFor,
  entriesOf,
  missingFrom,
  readStates,
  withThese,
} from './catalog-states.ts';
import { type CatalogMeans, formatOf, loadShelf, loadStates } from './stored-catalog.ts';

export interface Catalog {
  readonly components: ReadonlyMap<string, Component>;
  readonly workflows: ReadonlyMap<string, Workflow>;
  /** Workflows that pin a component, counted by component id. */
  readonly use: ReadonlyMap<string, number>;
  /** All of it as search reads it. */
  readonly entries: () => readonly SearchEntry[];
  /** Loads the words of the catalog when first asked for: who reads the maps alone does not pay for them. */
  readonly index: () => Promise<SearchIndex>;
  readonly find: (query: string, limit: number) => Promise<readonly Match[]>;
  /** What does much the same as a description, best first. */
  readonly similar: (text: string, limit: number) => Promise<readonly Match[]>;
}

/** The searchable catalog, loaded when first asked for and again when it has grown old. */
export interface CatalogIndex {
  load(): Promise<Catalog>;
  /** Something was written: the next `load` reads anew. */
  forget(): void;
}

const FRESH_MS = 3_000;

/**
 * Keeps the catalog for three seconds; another process's writes are seen after that at the latest.
 * It is the stored one with what changed since, which every change marks in its own transaction.
 */
export function catalogIndex(means: CatalogMeans, nowMs: () => number): CatalogIndex {
  let last: Loaded | undefined;
  let kept: { at: number; loaded: Promise<Loaded> } | undefined;
  return {
    async load() {
      const at = nowMs();
      if (!kept || at - kept.at > FRESH_MS) {
        const loaded = refreshed(means, last);
        const mine = { at, loaded };
        kept = mine;
        loaded.then(
          (one) => {
            if (kept === mine) last = one;
          },
          () => {
            if (kept === mine) kept = undefined;
          },
        );
      }
      return (await kept.loaded).catalog;
    },
    forget() {
      kept = undefined;
    },
  };
}

interface Loaded {
  /** Of the stored catalog that it began with; undefined when it was read entry by entry. */
  readonly generation: string | undefined;
  readonly states: CatalogStates;
  readonly shelf: () => Promise<Shelf>;
  readonly catalog: Catalog;
}

async function refreshed(means: CatalogMeans, last: Loaded | undefined): Promise<Loaded> {
  const { store } = means;
  // In this order: whoever takes marks away has named the generation that makes them needless before.
  const marks = await readChanged(store);
  const stored = (await readIndexHead(store))?.state.stored;
  const usable = stored?.format === formatOf(store) ? stored : undefined;
  const base =
    last && (!usable || usable.generation === last.generation)
      ? last
      : ((usable && (await fromStored(means, usable))) ?? (await fromListing(means, usable)));
  const changed = missingFrom(base.states, marks).map(({ subject }) => subject);
  if (changed.length === 0) return base;
  const states = await withThese(store, base.states, changed);
  const entries = entriesFor(states, changed);
  return loadedFrom(states, base.generation, async () => reshelve(await base.shelf(), entries));
}

async function fromStored(means: CatalogMeans, stored: StoredIndex): Promise<Loaded | undefined> {
  const states = await loadStates(means, stored);
  if (!states) return undefined;
  const shelf = async () => (await loadShelf(means, stored)) ?? shelve(entriesOf(states));
  return loadedFrom(states, stored.generation, shelf);
}

/** Where nothing is stored yet, or it was written by other code. */
async function fromListing(
  { store }: CatalogMeans,
  stored: StoredIndex | undefined,
): Promise<Loaded> {
  const states = await readStates(store);
  return loadedFrom(states, stored?.generation, async () => shelve(entriesOf(states)));
}

function loadedFrom(
  states: CatalogStates,
  generation: string | undefined,
  makeShelf: () => Promise<Shelf>,
): Loaded {
  const shelf = once(makeShelf);
  const index = once(async () => indexOf(await shelf()));
  const workflows = statesOf(states.workflows);
  const catalog = {
    components: statesOf(states.components),
    workflows,
    use: countUse(workflows.values()),
    entries: () => entriesOf(states),
    index,
    find: async (query: string, limit: number) => (await index()).find(query, { limit }),
    similar: async (text: string, limit: number) => (await index()).similar(text, { limit }),
  };
  return { generation, states, shelf, catalog };
}

/** Made when first asked for; what failed is tried again. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

function statesOf<T>(numbered: ReadonlyMap<string, { readonly state: T }>): Map<string, T> {
  return new Map(Array.from(numbered, ([id, { state }]) => [id, state]));
}

function countUse(workflows: Iterable<Workflow>): Map<string, number> {
  const use = new Map<string, number>();
  for (const workflow of workflows) {
    if (workflow.status === 'retired') continue;
    for (const lock of workflow.locks) use.set(lock.component, (use.get(lock.component) ?? 0) + 1);
  }
  return use;
}
