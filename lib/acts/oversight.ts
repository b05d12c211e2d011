import { gatedBy } from '../core/baseline-rules.ts';
import type { Discovered } from '../core/discovered.ts';
import {
  discoveredRow,
  type OversightRow,
  type OversightSource,
  sourceLines,
  totalsOf,
  whyIncomplete,
  workflowRow,
} from '../core/oversight.ts';
import type { PersonKey } from '../core/people.ts';
import type { Refusal } from '../core/result.ts';
import { countSystems, type SystemCount } from '../core/systems.ts';
import { type Workflow, workflowSchema } from '../core/workflow.ts';
import { discoveredIn, WORKFLOWS } from '../store/indexes.ts';
import { countListed } from '../store/page.ts';
import { readAll } from '../store/read.ts';
import { baselineToday } from './baseline.ts';
import type { Deps } from './deps.ts';
import { comparedSources } from './discover.ts';
import { listDiscovered } from './discovered.ts';
import { allFiled } from './file-systems.ts';
import { releasesLocked } from './locked-releases.ts';
import { mayNotHere } from './standing.ts';

export interface Oversight {
  readonly kind: 'oversight';
  readonly at: string;
  /** One page, workflows before discovered entries, each by name. */
  readonly rows: readonly OversightRow[];
  /** Where the next page begins; undefined on the last one. */
  readonly next: string | undefined;
  /** Of everything, not of the page: how many there are of each kind and status. */
  readonly totals: Readonly<Record<string, number>>;
  readonly total: number;
  /** The same, counted by the database: it says otherwise where something was written meanwhile. */
  readonly counted: number;
  /** Of all workflows: how many can touch each system, the most touched first. */
  readonly systems: readonly SystemCount[];
  readonly sources: readonly OversightSource[];
  /** "Complete is never claimed": always at least one reason. */
  readonly whyIncomplete: readonly string[];
}

const OVERSIGHT_PAGE = 200;
/** What is listed of what was discovered: one that was registered since is the workflow. */
const LISTED = ['unclaimed', 'claimed', 'not-mine', 'gone'] as const;

/**
 * "What do we run, who owns it, what can it touch?" Every workflow and every discovered entry; one
 * that was registered since is the workflow. `after` is the last id of the page before.
 */
export async function oversight(
  deps: Deps,
  by: PersonKey,
  { after = '', most = OVERSIGHT_PAGE }: { after?: string | undefined; most?: number | undefined },
): Promise<Oversight | Refusal<'not-allowed'>> {
  const refusal = await mayNotHere(deps, 'read-oversight', by);
  if (refusal) return refusal;
  const [heads, discovered, compared, counted, filed] = await Promise.all([
    readAll(deps.store, { index: 'list', partition: WORKFLOWS, schema: workflowSchema }),
    listDiscovered(deps, LISTED),
    comparedSources(deps),
    countTable(deps),
    allFiled(deps),
  ]);
  const registered = heads.map((head) => head.state);
  const listed = inOrder(registered, discovered);
  const rest = listed.filter((one) => one.key > after);
  const page = rest.slice(0, Math.min(Math.max(most, 1), OVERSIGHT_PAGE));
  const workflows = page.flatMap((one) => (one.of === 'workflow' ? [one.state] : []));
  const { baseUrl } = deps.settings;
  const [releases, { baseline, today }] = await Promise.all([
    releasesLocked(deps, workflows),
    baselineToday(deps),
  ]);
  const ruled = (team: string, action: string) =>
    gatedBy(baseline.rules, action, { team, today }) !== undefined;
  const surfaces = new Map([...releases].map(([name, { surface }]) => [name, surface]));
  const around = { surfaces, ruled, baseUrl, now: deps.now() };
  const sources = sourceLines(compared);
  return {
    kind: 'oversight',
    at: around.now,
    rows: page.map((one) =>
      one.of === 'workflow' ? workflowRow(one.state, around) : discoveredRow(one.state, baseUrl),
    ),
    next: page.length < rest.length ? page.at(-1)?.key : undefined,
    totals: totalsOf(listed.map(({ of: kind, state }) => ({ kind, status: statusOf(state) }))),
    total: listed.length,
    counted,
    systems: countSystems(registered),
    sources,
    whyIncomplete: whyIncomplete(sources, filed),
  };
}

/** Every workflow and entry as the table counts them, beside the rows that are read from it. */
async function countTable(deps: Deps): Promise<number> {
  const listings = [WORKFLOWS, ...LISTED.map(discoveredIn)];
  const counts = await Promise.all(listings.map((one) => countListed(deps.store, one)));
  return counts.reduce((sum, n) => sum + n, 0);
}

/** Workflows before discovered entries, each by name: `~` comes after every letter. */
function inOrder(workflows: readonly Workflow[], discovered: readonly Discovered[]) {
  return [
    ...workflows.map((state) => ({ key: `workflow/${state.id}`, of: 'workflow' as const, state })),
    ...discovered.map((state) => ({
      key: `~discovered/${state.id}`,
      of: 'discovered' as const,
      state,
    })),
  ].sort((a, b) => (a.key < b.key ? -1 : 1));
}

function statusOf(one: { status: OversightRow['status'] } | { state: OversightRow['status'] }) {
  return 'status' in one ? one.status : one.state;
}
