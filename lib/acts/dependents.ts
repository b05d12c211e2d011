import * as z from 'zod';
import { componentSchema } from '../core/component.ts';
import { climb, type Meets, meets, type Reached } from '../core/dependents.ts';
import type { PersonKey } from '../core/people.ts';
import { isRange } from '../core/range.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { windowsOf } from '../core/windows.ts';
import { type Workflow, workflowSchema } from '../core/workflow.ts';
import { type Edge, readEdges, readWideEdges, uponListing } from '../store/edges.ts';
import { fromAttributes } from '../store/item.ts';
import { componentSubject, headKey } from '../store/keys.ts';
import { readAll, readHead, readTogether } from '../store/read.ts';
import type { Deps } from './deps.ts';
import { mayNotHere } from './standing.ts';

/** One workflow that depends on what was asked about. */
export interface Dependent {
  readonly workflow: Workflow;
  readonly by: Meets;
  readonly range: string;
  readonly version: string;
  /** The releases between, nearest to the question first; none for a direct pin. */
  readonly via: readonly string[];
}

export interface Dependents {
  readonly kind: 'dependents';
  readonly component: string;
  readonly range: string;
  readonly rows: readonly Dependent[];
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
  if (!(await readHead(deps.store, componentSubject(component), componentSchema))) {
    return refuse('no-component', `${component} is not in the catalog.`);
  }
  const { reached, cut } = asked.transitive
    ? await climb({ component, range }, (one) => uponOf(deps, one))
    : { reached: [{ component, range, via: [] }], cut: false };
  const page = await readPage(deps, reached, place, Math.min(Math.max(asked.most, 1), MOST));
  return { kind: 'dependents', component, range, ...page, cut };
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

/** Fills one page: node by node, window by window, until there are `most` rows or no more edges. */
async function readPage(deps: Deps, reached: readonly Reached[], from: Place, most: number) {
  const found: { edge: Edge; by: Meets; via: readonly string[] }[] = [];
  let [node, part, after] = from;
  let units = 0;
  while (found.length < most) {
    const at = reached[node];
    if (!at) return { rows: await withWorkflows(deps, found), next: undefined, units };
    const read = await readPart(deps, at, part, { most: most - found.length, after });
    units += read.units;
    found.push(...read.found.map((one) => ({ ...one, via: at.via })));
    if (read.next !== undefined) after = read.next;
    else [node, part, after] = read.last ? [node + 1, 0, ''] : [node, part + 1, ''];
  }
  const place: Place = [node, part, after];
  return { rows: await withWorkflows(deps, found), next: btoa(JSON.stringify(place)), units };
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

async function withWorkflows(
  deps: Deps,
  found: readonly { edge: Edge; by: Meets; via: readonly string[] }[],
): Promise<Dependent[]> {
  const keys = [...new Set(found.map(({ edge }) => edge.workflow))].map((id) =>
    headKey(`workflow/${id}`),
  );
  const items = await readTogether(deps.store, keys);
  return found.flatMap(({ edge, by, via }) => {
    const item = items.get(`workflow/${edge.workflow} HEAD`);
    if (!item) return [];
    const workflow = fromAttributes(item, workflowSchema).state;
    return [{ workflow, by, via, range: edge.range, version: edge.version }];
  });
}
