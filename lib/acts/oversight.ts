import { gatedBy } from '../core/baseline-rules.ts';
import { releaseSchema, type Surface } from '../core/component.ts';
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
import { type Workflow, workflowSchema } from '../core/workflow.ts';
import { WORKFLOWS } from '../store/indexes.ts';
import { fromAttributes } from '../store/item.ts';
import { releaseKey } from '../store/keys.ts';
import { readAll, readTogether } from '../store/read.ts';
import { baselineToday } from './baseline.ts';
import type { Deps } from './deps.ts';
import { comparedSources } from './discover.ts';
import { listDiscovered } from './discovered.ts';
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
  readonly sources: readonly OversightSource[];
  /** "Complete is never claimed": always at least one reason. */
  readonly whyIncomplete: readonly string[];
}

const OVERSIGHT_PAGE = 200;
const READ_AT_ONCE = 100;

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
  const [heads, discovered, compared] = await Promise.all([
    readAll(deps.store, { index: 'list', partition: WORKFLOWS, schema: workflowSchema }),
    listDiscovered(deps, ['unclaimed', 'claimed', 'not-mine', 'gone']),
    comparedSources(deps),
  ]);
  const registered = heads.map((head) => head.state);
  const listed = inOrder(registered, discovered);
  const rest = listed.filter((one) => one.key > after);
  const page = rest.slice(0, Math.min(Math.max(most, 1), OVERSIGHT_PAGE));
  const workflows = page.flatMap((one) => (one.of === 'workflow' ? [one.state] : []));
  const { baseUrl } = deps.settings;
  const [surfaces, { baseline, today }] = await Promise.all([
    surfacesOf(deps, workflows),
    baselineToday(deps),
  ]);
  const ruled = (team: string, action: string) =>
    gatedBy(baseline.rules, action, { team, today }) !== undefined;
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
    sources,
    whyIncomplete: whyIncomplete(sources),
  };
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

/** What each release that is locked somewhere on the page may touch, each read once. */
async function surfacesOf(
  deps: Deps,
  workflows: readonly Workflow[],
): Promise<Map<string, Surface>> {
  const locks = new Map(
    workflows.flatMap(({ locks: all }) =>
      all.map((lock) => [`${lock.component}@${lock.version}`, lock] as const),
    ),
  );
  const keys = [...locks.values()].map((lock) => releaseKey(lock.component, lock.version));
  const surfaces = new Map<string, Surface>();
  for (let at = 0; at < keys.length; at += READ_AT_ONCE) {
    const found = await readTogether(deps.store, keys.slice(at, at + READ_AT_ONCE));
    for (const item of found.values()) {
      const { component, version, surface } = fromAttributes(item, releaseSchema).state;
      surfaces.set(`${component}@${version}`, surface);
    }
  }
  return surfaces;
}
