import * as z from 'zod';
import { componentSchema } from '../core/component.ts';
import { climb, type Meets, meets, type Reached } from '../core/dependents.ts';
import type { Ending } from '../core/ending.ts';
import { stateAt } from '../core/lifecycle.ts';
import type { PersonKey } from '../core/people.ts';
import { intersects, isRange } from '../core/range.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { touches } from '../core/systems.ts';
import { windowsOf } from '../core/windows.ts';
import { type Workflow, workflowSchema } from '../core/workflow.ts';
import { type Edge, readEdges, readWideEdges, uponListing } from '../store/edges.ts';
import { fromAttributes } from '../store/item.ts';
import { componentSubject, headKey } from '../store/keys.ts';
import { readAll, readHead, readTogether } from '../store/read.ts';
import type { Deps } from './deps.ts';
import { lastLeased, lastSeen } from './seen.ts';
import { mayNotHere } from './standing.ts';

/** One workflow that depends on what was asked about. */
export interface Pinned {
  readonly workflow: Workflow;
  readonly by: Meets;
  readonly range: string;
  readonly version: string;
  /** The releases between, nearest to the question first; none for a direct pin. */
  readonly via: readonly string[];
  /** What of it pins: the component that was asked about, or a release that uses it. */
  readonly reached: Pick<Reached, 'component' | 'range'>;
}

export interface Dependent extends Pinned {
  /** All that it can touch: what its manifest declares and what its locked releases touch. */
  readonly systems: readonly string[];
  /** The last use of any of its keys; undefined when none was ever used. */
  readonly lastSeen: string | undefined;
}

export interface Dependents {
  readonly kind: 'dependents';
  readonly component: string;
  readonly range: string;
  readonly rows: readonly Dependent[];
  /** How ranges of the component end, in force now. */
  readonly endings: readonly Ending[];
  /** Goes on where this page ends; undefined after the last row. */
  readonly next: string | undefined;
  /** More than 1,000 releases lie between: not all were followed. */
  readonly cut: boolean;
  /** Read units of the edges on this page, as the engine counted them. */
  readonly units: number;
}

export interface AskedFor {
  /** `plugin/reply-drafter` */
  readonly component: string;
  /** `*` for all. */
  readonly range: string;
  readonly transitive: boolean;
  readonly most: number;
  readonly cursor?: string | undefined;
}

const MOST = 100;

/** Which node of the climb, which part of its edges (windows, then the wide ones), and the last key. */
const cursorSchema = z.tuple([z.int().min(0), z.int().min(0), z.string()]);
type Place = z.infer<typeof cursorSchema>;

/**
 * "Who pins C in range R": by locked version and by declared range, direct ones first, then over
 * releases that use C. A page costs what it reads, never the number of workflows there are.
 */
export async function dependents(
  deps: Deps,
  person: PersonKey,
  asked: AskedFor,
): Promise<Dependents | Refusal<'not-allowed' | 'no-component' | 'bad-range' | 'bad-cursor'>> {
  const refusal = await mayNotHere(deps, 'find', person);
  if (refusal) return refusal;
  const { component, range } = asked;
  if (!isRange(range)) {
    return refuse('bad-range', `"${range}" is no version range. Write 2.x, 2.0.1 or >=2 <3.`);
  }
  const place = readCursor(asked.cursor);
  if (!place) return refuse('bad-cursor', 'This cursor is none of ours. Ask for the first page.');
  const head = await readHead(deps.store, componentSubject(component), componentSchema);
  if (!head) return refuse('no-component', `${component} is not in the catalog.`);
  const endings = (head.state.endings ?? []).filter(
    (one) => stateAt(one, deps.now()) !== 'active' && intersects(one.range, range),
  );
  const { reached, cut } = asked.transitive
    ? await climb({ component, range }, (one) => uponOf(deps, one))
    : { reached: [{ component, range, via: [] }], cut: false };
  const most = Math.min(Math.max(asked.most, 1), MOST);
  const { rows: found, units, ...page } = await readPage(deps, reached, place, most);
  const rows = await withUse(deps, found, component);
  const next = page.next && btoa(JSON.stringify(page.next));
  return { kind: 'dependents', component, range, rows, endings, next, units, cut };
}

/**
 * Who depends on a component in a range, directly and over releases: all of them, for acts that tell
 * each owner. `cut` when there were more than `most`, or releases that were not followed.
 */
export async function everyDependent(
  deps: Deps,
  asked: Pick<AskedFor, 'component' | 'range' | 'most'>,
): Promise<{ readonly rows: readonly Pinned[]; readonly cut: boolean }> {
  const { reached, cut } = await climb(asked, (one) => uponOf(deps, one));
  const rows: Pinned[] = [];
  let place: Place | undefined = [0, 0, ''];
  while (place && rows.length < asked.most) {
    const page: { rows: Pinned[]; next: Place | undefined } = await readPage(
      deps,
      reached,
      place,
      MOST,
    );
    rows.push(...page.rows);
    place = page.next;
  }
  return { rows, cut: cut || place !== undefined };
}

/**
 * The rows of a page with what stands with the workflow and its keys: reads one item a key. Of a
 * connector, when it was leased last, once it was.
 */
async function withUse(
  deps: Deps,
  rows: readonly Pinned[],
  component: string,
): Promise<Dependent[]> {
  const workflows = new Map(rows.map(({ workflow }) => [workflow.id, workflow]));
  const connector = /^connector\/(.+)$/.exec(component)?.[1];
  const [seen, leased] = await Promise.all([
    lastSeen(deps, [...workflows.values()]),
    connector ? lastLeased(deps, [...workflows.values()], connector) : undefined,
  ]);
  return rows.map((row) => {
    const { id, manifest, systems } = row.workflow;
    const touched = systems ?? touches(manifest, []);
    return {
      ...row,
      systems: touched.map((one) => one.system),
      lastSeen: leased?.get(id) ?? seen.get(id),
    };
  });
}

async function uponOf(deps: Deps, component: string) {
  return (await readAll(deps.store, uponListing(component))).map((head) => head.state);
}

function readCursor(cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return [0, 0, ''];
  try {
    return cursorSchema.safeParse(JSON.parse(atob(cursor))).data;
  } catch {
    return undefined;
  }
}

interface Found {
  readonly edge: Edge;
  readonly by: Meets;
  readonly at: Reached;
}

/** Fills one page: node by node, window by window, until there are `most` rows or no more edges. */
async function readPage(deps: Deps, reached: readonly Reached[], from: Place, most: number) {
  const found: Found[] = [];
  let [node, part, after] = from;
  let units = 0;
  while (found.length < most) {
    const at = reached[node];
    if (!at) return { rows: await withWorkflows(deps, found), next: undefined, units };
    const read = await readPart(deps, at, part, { most: most - found.length, after });
    units += read.units;
    found.push(...read.found.map((one) => ({ ...one, at })));
    if (read.next !== undefined) after = read.next;
    else [node, part, after] = read.last ? [node + 1, 0, ''] : [node, part + 1, ''];
  }
  const next: Place = [node, part, after];
  return { rows: await withWorkflows(deps, found), next, units };
}

/** Some edges of one node: those of its windows one after the other, then the wide ones. */
async function readPart(
  deps: Deps,
  { component, range }: Reached,
  part: number,
  page: { most: number; after: string },
) {
  const window = windowsOf(range)[part];
  const wanted = { most: page.most, after: page.after || undefined };
  const { edges, next, units } = window
    ? await readEdges(deps.store, component, window, wanted)
    : await readWideEdges(deps.store, component, wanted);
  const found = edges.flatMap((edge) => {
    const by = meets(edge, range);
    return by ? [{ edge, by }] : [];
  });
  return { found, next, units, last: window === undefined };
}

async function withWorkflows(deps: Deps, found: readonly Found[]): Promise<Pinned[]> {
  const keys = [...new Set(found.map(({ edge }) => edge.workflow))].map((id) =>
    headKey(`workflow/${id}`),
  );
  const items = await readTogether(deps.store, keys);
  return found.flatMap(({ edge, by, at }) => {
    const item = items.get(`workflow/${edge.workflow} HEAD`);
    if (!item) return [];
    const workflow = fromAttributes(item, workflowSchema).state;
    const { via, component, range: asked } = at;
    if (!isPinned(workflow, component, edge)) return [];
    const reached = { component, range: asked };
    return [{ workflow, by, via, range: edge.range, version: edge.version, reached }];
  });
}

/** The head is believed: an edge that was left behind, or is ahead of it, is none. */
function isPinned({ locks, status }: Workflow, component: string, edge: Edge): boolean {
  if (status === 'retired') return false;
  return locks.some(
    (lock) =>
      lock.component === component && lock.version === edge.version && lock.range === edge.range,
  );
}
