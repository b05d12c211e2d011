import {
  answerGroup,
  type DuplicateReport,
  mayNotSay,
  openGroups,
  reportSchema,
  type Saying,
  type Verdict,
  verdictSchema,
} from '../core/duplicates.ts';
import type { PersonKey } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import type { Change } from '../store/commit.ts';
import { DUPLICATE_REPORTS, listedUnder } from '../store/indexes.ts';
import type { Head } from '../store/item.ts';
import type { Telling } from '../store/outbox.ts';
import { readHead } from '../store/read.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { allReports } from './duplicate-report.ts';
import { loadOrganisation, mayNotHere } from './standing.ts';
import { allVerdicts, verdictChange, verdictId } from './verdicts.ts';

/** An entry of a group, with what somebody needs to judge it by. */
interface DuplicateEntry {
  readonly id: string;
  /** The team; absent when the entry is gone. */
  readonly team?: string;
  readonly owner?: PersonKey;
  readonly use?: number;
}

export interface DuplicatesShown {
  readonly report: DuplicateReport;
  readonly entries: ReadonlyMap<string, DuplicateEntry>;
}

/** A report with its entries as they are now; `version` counts its changes. */
export async function showReport(
  deps: Deps,
  id: string,
): Promise<(DuplicatesShown & { readonly version: number }) | undefined> {
  const head = await readHead(deps.store, `duplicate-report/${id}`, reportSchema);
  if (!head) return undefined;
  return { ...(await withEntries(deps, head.state)), version: head.chain.seq };
}

async function withEntries(deps: Deps, report: DuplicateReport): Promise<DuplicatesShown> {
  const { components, workflows, use } = await deps.catalog.load();
  const ids = new Set(report.groups.flatMap((group) => group.ids));
  const entries = Array.from(ids, (id): [string, DuplicateEntry] => {
    const component = components.get(id);
    if (component) return [id, { id, team: component.team, use: use.get(id) ?? 0 }];
    const workflow = workflows.get(id.replace(/^workflow\//, ''));
    return [id, workflow ? { id, team: workflow.team, owner: workflow.owner } : { id }];
  });
  return { report, entries: new Map(entries) };
}

/** "`/yard duplicates`": the last report that found something, else the last one, and what was said. */
export async function readDuplicates(
  deps: Deps,
  by: PersonKey,
): Promise<
  | {
      readonly kind: 'duplicates';
      readonly shown: DuplicatesShown | undefined;
      readonly verdicts: readonly Verdict[];
    }
  | Refusal<'not-allowed'>
> {
  const refusal = await mayNotHere(deps, 'read-oversight', by);
  if (refusal) return refusal;
  const [reports, verdicts] = await Promise.all([allReports(deps), allVerdicts(deps)]);
  const report = reports.findLast(({ groups }) => groups.length > 0) ?? reports.at(-1);
  const shown = report && (await withEntries(deps, report));
  return { kind: 'duplicates', shown, verdicts: [...verdicts].reverse() };
}

export type Judged =
  | { readonly kind: 'judged'; readonly verdict: Verdict }
  | Refusal<
      | 'not-allowed'
      | 'too-few-entries'
      | 'not-in-group'
      | 'no-entry'
      | 'no-group'
      | 'answered-already'
    >;

/** A verdict on entries that somebody names. Where the last report asks about just these, it is its answer. */
export async function judge(
  deps: Deps,
  by: PersonKey,
  named: readonly string[],
  saying: Saying,
): Promise<Judged> {
  const ids = [...new Set(named)].sort();
  const { components, workflows } = await deps.catalog.load();
  const known = (id: string) =>
    components.has(id) || (id.startsWith('workflow/') && workflows.has(id.slice(9)));
  const stranger = ids.find((id) => !known(id));
  if (stranger !== undefined) {
    return refuse('no-entry', `There is no ${stranger} in the catalog or among the workflows.`);
  }
  const asksThis = (report: DuplicateReport) => {
    const group = report.groups[placeOf(report, ids)];
    return group !== undefined && openGroups(report).includes(group);
  };
  const asked = (await allReports(deps)).findLast(asksThis);
  return give(deps, { by, ids, saying, report: asked?.id });
}

function placeOf({ groups }: DuplicateReport, ids: readonly string[]): number {
  return groups.findIndex((group) => group.ids.join('\n') === ids.join('\n'));
}

/** A group of a report, answered by its buttons. */
export async function judgeGroup(
  deps: Deps,
  by: PersonKey,
  at: { readonly report: string; readonly group: number },
  saying: Saying,
): Promise<Judged> {
  const report = await loadReport(deps, at.report);
  const group = report?.state.groups[at.group];
  if (!group) return refuse('no-group', 'There is no such group in this report.');
  return give(deps, { by, ids: group.ids, saying, report: at.report });
}

function loadReport(deps: Deps, id: string): Promise<Head<DuplicateReport> | undefined> {
  return readHead(deps.store, `duplicate-report/${id}`, reportSchema);
}

interface Giving {
  readonly by: PersonKey;
  readonly ids: readonly string[];
  readonly saying: Saying;
  readonly report: string | undefined;
}

async function give(deps: Deps, { by, ids, saying, report }: Giving): Promise<Judged> {
  const refusal = (await mayNotHere(deps, 'judge-duplicates', by)) ?? mayNotSay(ids, saying);
  if (refusal) return refusal;
  const { platformChannel } = await loadOrganisation(deps);
  return attempt(deps, async (): Promise<Step<Judged>> => {
    const subject = `verdict/${verdictId(deps, ids)}` as const;
    const [before, head] = await Promise.all([
      readHead(deps.store, subject, verdictSchema),
      report === undefined ? undefined : loadReport(deps, report),
    ]);
    const { say, because } = saying;
    const best = saying.say === 'same' ? { best: saying.best } : {};
    const given = { ids: [...ids], say, because: because.trim(), by, ...best };
    const { change, salt } = verdictChange(deps, given, before?.chain);
    const verdict = verdictSchema.parse(change.state);
    const answer = { say, because: given.because, by, at: deps.now(), ...best };
    const answered = head && answerGroup(head.state, placeOf(head.state, verdict.ids), answer);
    if (answered?.kind === 'refused') return done(answered);
    const told = head && answered && reportChange(deps, head, { report: answered.report, by });
    return {
      kind: 'write',
      value: { kind: 'judged', verdict },
      write: {
        changes: told ? [change, told] : [change],
        puts: [salt],
        tell: told ? cardOf(told, platformChannel) : [],
      },
    };
  });
}

function reportChange(
  deps: Deps,
  head: Head<DuplicateReport>,
  next: { readonly report: DuplicateReport; readonly by: PersonKey },
): Change {
  const { id } = next.report;
  return {
    subject: `duplicate-report/${id}`,
    from: head.chain,
    state: next.report,
    index: listedUnder(DUPLICATE_REPORTS, id),
    event: {
      kind: 'duplicates.answered',
      at: deps.now(),
      actor: { kind: 'person', id: next.by },
      data: { open: openGroups(next.report).length },
    },
  };
}

function cardOf({ subject }: Change, place: string): Telling[] {
  return place === '' ? [] : [{ what: 'duplicates-report', subject, place }];
}

/** "Later": the group stays in the list, and is not reported again. */
export async function putOff(
  deps: Deps,
  by: PersonKey,
  at: { readonly report: string; readonly group: number },
): Promise<
  { readonly kind: 'put-off' } | Refusal<'not-allowed' | 'no-group' | 'answered-already'>
> {
  const refusal = await mayNotHere(deps, 'judge-duplicates', by);
  if (refusal) return refusal;
  const { platformChannel } = await loadOrganisation(deps);
  type Outcome = Awaited<ReturnType<typeof putOff>>;
  return attempt(deps, async (): Promise<Step<Outcome>> => {
    const head = await loadReport(deps, at.report);
    if (!head) return done(refuse('no-group', 'There is no such group in this report.'));
    const later = { say: 'later' as const, by, at: deps.now() };
    const answered = answerGroup(head.state, at.group, later);
    if (answered.kind === 'refused') return done(answered);
    const change = reportChange(deps, head, { report: answered.report, by });
    return {
      kind: 'write',
      value: { kind: 'put-off' },
      write: { changes: [change], tell: cardOf(change, platformChannel) },
    };
  });
}
