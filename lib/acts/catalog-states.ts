import * as z from 'zod';
import { type Component, componentSchema } from '../core/component.ts';
import { type Workflow, workflowSchema } from '../core/workflow.ts';
import type { SearchEntry } from '../search/index.ts';
import type { Changed } from '../store/changed.ts';
import { COMPONENTS, WORKFLOWS } from '../store/indexes.ts';
import { fromAttributes, type Head } from '../store/item.ts';
import { headKey, type Subject } from '../store/keys.ts';
import { readAll, readTogether } from '../store/read.ts';
import type { Store } from '../store/store.ts';

interface Numbered<T> {
  /** The number of its latest change that is in here. */
  readonly v: number;
  readonly state: T;
}

/** All that the catalog holds, by id, each as of one of its changes. */
export interface CatalogStates {
  readonly components: ReadonlyMap<string, Numbered<Component>>;
  readonly workflows: ReadonlyMap<string, Numbered<Workflow>>;
}

/** Reads every component and workflow: dear, and not later than the listing is. */
export async function readStates(store: Store): Promise<CatalogStates> {
  const [components, workflows] = await Promise.all([
    readAll(store, { index: 'list', partition: COMPONENTS, schema: componentSchema }),
    readAll(store, { index: 'list', partition: WORKFLOWS, schema: workflowSchema }),
  ]);
  return { components: byId(components), workflows: byId(workflows) };
}

function byId<T extends { readonly id: string }>(heads: readonly Head<T>[]) {
  return new Map(heads.map(({ state, chain }) => [state.id, { v: chain.seq, state }]));
}

/** Those of the marked subjects that are not in here as they were marked. */
export function missingFrom(states: CatalogStates, marks: readonly Changed[]): Changed[] {
  return marks.filter(({ subject, v }) => versionOf(states, subject) < v);
}

/** The number of a subject's latest change in here; 0 when it is not. */
export function versionOf({ components, workflows }: CatalogStates, subject: Subject): number {
  const id = subject.slice(subject.indexOf('/') + 1);
  const of = subject.startsWith('component/') ? components : workflows;
  return of.get(id)?.v ?? 0;
}

const AT_ONCE = 100;

/** The states with these subjects as they are now; the rest is shared with the ones given. */
export async function withThese(
  store: Store,
  states: CatalogStates,
  subjects: readonly Subject[],
): Promise<CatalogStates> {
  if (subjects.length === 0) return states;
  const components = new Map(states.components);
  const workflows = new Map(states.workflows);
  for (let from = 0; from < subjects.length; from += AT_ONCE) {
    const keys = subjects.slice(from, from + AT_ONCE).map(headKey);
    for (const [key, item] of await readTogether(store, keys)) {
      if (key.startsWith('component/')) {
        const { state, chain } = fromAttributes(item, componentSchema);
        components.set(state.id, { v: chain.seq, state });
      } else {
        const { state, chain } = fromAttributes(item, workflowSchema);
        workflows.set(state.id, { v: chain.seq, state });
      }
    }
  }
  return { components, workflows };
}

const packedSchema = z.object({
  components: z.array(z.object({ v: z.int(), state: componentSchema })),
  workflows: z.array(z.object({ v: z.int(), state: workflowSchema })),
});

export function packStates({ components, workflows }: CatalogStates): Uint8Array {
  const lists = { components: [...components.values()], workflows: [...workflows.values()] };
  return new TextEncoder().encode(JSON.stringify(lists));
}

/** The states that were packed. Throws on bytes that are none. */
export function unpackStates(bytes: Uint8Array): CatalogStates {
  const { components, workflows } = packedSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  return {
    components: new Map(components.map((one) => [one.state.id, one])),
    workflows: new Map(workflows.map((one) => [one.state.id, one])),
  };
}

/** Everything as search reads it. */
export function entriesOf({ components, workflows }: CatalogStates): SearchEntry[] {
  const listed = [...components.values()].map(({ state }) => componentEntry(state));
  return [...listed, ...[...workflows.values()].map(({ state }) => workflowEntry(state))];
}

/** These subjects as search reads them; those that are not here are left out. */
export function entriesFor(
  { components, workflows }: CatalogStates,
  subjects: readonly Subject[],
): SearchEntry[] {
  return subjects.flatMap((subject) => {
    const id = subject.slice(subject.indexOf('/') + 1);
    const component = subject.startsWith('component/') ? components.get(id) : undefined;
    if (component) return [componentEntry(component.state)];
    const workflow = subject.startsWith('workflow/') ? workflows.get(id) : undefined;
    return workflow ? [workflowEntry(workflow.state)] : [];
  });
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
