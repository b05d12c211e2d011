import {
  comparedSchema,
  type DuplicateReport,
  MOST_GROUPS,
  reportSchema,
} from '../core/duplicates.ts';
import { toHex } from '../core/hash.ts';
import { organisationSchema } from '../core/people.ts';
import { latestMonday } from '../core/time.ts';
import { duplicateGroups, pairKey } from '../search/duplicates.ts';
import type { SearchEntry } from '../search/index.ts';
import { DUPLICATE_REPORTS, listedUnder } from '../store/indexes.ts';
import { partKey } from '../store/keys.ts';
import { readAll, readHead, readPart } from '../store/read.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Catalog } from './catalog-index.ts';
import type { Deps } from './deps.ts';
import { ORGANISATION } from './standing.ts';
import { allVerdicts } from './verdicts.ts';

/** Mondays at nine where the organisation is: early in the week there is time left to act on it. */
const HOUR = 9;
/** The part of a report that says what was compared. */
const COMPARED = 'COMPARED';

/** Every report there was, the oldest first. */
export async function allReports(deps: Deps): Promise<DuplicateReport[]> {
  const listing = { index: 'list' as const, partition: DUPLICATE_REPORTS, schema: reportSchema };
  return (await readAll(deps.store, listing)).map((head) => head.state);
}

/**
 * "A scheduled duplicate sweep remembers accepted pairs": once a week, and at most once however often
 * it is called. A run leaves its report, also when nothing was new; the platform is told only of new
 * groups. Returns whether there was a run.
 */
export async function reportDuplicates(deps: Deps): Promise<boolean> {
  const organisation = (await readHead(deps.store, ORGANISATION, organisationSchema))?.state;
  if (!organisation) return false;
  const id = latestMonday(deps.now(), HOUR, organisation.timeZone);
  const subject = `duplicate-report/${id}` as const;
  if (await readHead(deps.store, subject, reportSchema)) return false;
  const found = await lookedThrough(deps);
  const report = { id, at: deps.now(), ...found.report };
  const { digests } = found;
  const { groups, looked, withheld } = report;
  const told = groups.length > 0 && organisation.platformChannel !== '';
  const place = organisation.platformChannel;
  return attempt(deps, async (): Promise<Step<boolean>> => {
    if (await readHead(deps.store, subject, reportSchema)) return done(false);
    const change = {
      subject,
      from: undefined,
      state: report,
      index: listedUnder(DUPLICATE_REPORTS, id),
      event: {
        kind: 'duplicates.looked-for',
        at: report.at,
        actor: { kind: 'system' as const, id: 'sweep' },
        data: { looked, groups: groups.length, withheld },
      },
    };
    return {
      kind: 'write',
      value: true,
      write: {
        changes: [change],
        puts: [{ ...partKey(subject, COMPARED), kind: 'compared', data: { digests } }],
        tell: told ? [{ what: 'duplicates-report', subject, place, lane: 'bulk' }] : [],
      },
    };
  });
}

interface Looked {
  readonly report: Omit<DuplicateReport, 'id' | 'at'>;
  /** What need not be looked at again, as digests. */
  readonly digests: string[];
}

/** "At most 20 new groups and never an accepted pair"; costs what is new or has changed since the last run. */
async function lookedThrough(deps: Deps): Promise<Looked> {
  const [catalog, verdicts, reports] = await Promise.all([
    deps.catalog.load(),
    allVerdicts(deps),
    allReports(deps),
  ]);
  const digestOf = (entry: SearchEntry) => toHex(deps.sha(JSON.stringify(entry))).slice(0, 12);
  const before = await comparedBefore(deps, reports.at(-1));
  const entries = catalog.entries().filter(({ id }) => !isOver(catalog, id));
  const changed = entries.filter((entry) => !before.has(digestOf(entry)));
  const judged = [...verdicts, ...reports.flatMap(({ groups }) => groups)];
  const known = new Set(judged.flatMap(({ ids }) => pairsOf(ids)));
  const settled = (a: string, b: string) =>
    known.has(pairKey(a, b)) ||
    [a, b].some((id) => isOver(catalog, id)) ||
    belongTogether(catalog, a, b);
  const found =
    changed.length === 0
      ? []
      : duplicateGroups(await catalog.index(), changed, { settled, limit: entries.length });
  const groups = found.slice(0, MOST_GROUPS).map((group) => ({ ...group, ids: [...group.ids] }));
  const withheld = found.slice(MOST_GROUPS);
  const again = new Set(withheld.flatMap(({ ids }) => ids));
  return {
    report: { looked: changed.length, groups, withheld: withheld.length },
    digests: entries.filter(({ id }) => !again.has(id)).map(digestOf),
  };
}

async function comparedBefore(
  deps: Deps,
  last: DuplicateReport | undefined,
): Promise<ReadonlySet<string>> {
  if (!last) return new Set();
  const key = partKey(`duplicate-report/${last.id}`, COMPARED);
  return new Set((await readPart(deps.store, key, comparedSchema))?.state.digests);
}

function pairsOf(ids: readonly string[]): string[] {
  return ids.flatMap((a, at) => ids.slice(at + 1).map((b) => pairKey(a, b)));
}

function workflowOf({ workflows }: Catalog, id: string) {
  return id.startsWith('workflow/') ? workflows.get(id.slice('workflow/'.length)) : undefined;
}

/** A retired workflow takes nobody's place. */
function isOver(catalog: Catalog, id: string): boolean {
  return workflowOf(catalog, id)?.status === 'retired';
}

/** A workflow and what it pins, a copy and its origin: alike because the one was made from the other. */
function belongTogether(catalog: Catalog, a: string, b: string): boolean {
  const madeFrom = (one: string, other: string) =>
    workflowOf(catalog, one)?.locks.some((lock) => lock.component === other) ||
    catalog.components.get(one)?.derivedFrom?.component === other;
  return Boolean(madeFrom(a, b) || madeFrom(b, a));
}
