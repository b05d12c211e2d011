import type { Rules } from '../core/baseline.ts';
import { contradictions, readRules } from '../core/baseline-check.ts';
import { RULES } from '../core/baseline-rules.ts';
import { type Finding, findings, newFindings } from '../core/findings.ts';
import type { ManifestProblem } from '../core/manifest.ts';
import type { PersonKey } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { listTeams } from '../store/teams.ts';
import { baselineToday } from './baseline.ts';
import type { Deps } from './deps.ts';
import { type FindingsPage, findingsPage } from './findings-page.ts';
import { mayNotHere } from './standing.ts';
import { type Judged, loadSubjects } from './subjects.ts';

/** A finding that a change brings; `from` is its day (YYYY-MM-DD) where that is still to come. */
interface NewFinding extends Finding {
  readonly from?: string;
}

export type Preview =
  | ({
      readonly kind: 'preview';
      /** The version that the rules were compared with: what a proposal is written against. */
      readonly against: number;
      readonly rules: Rules;
      /** How many workflows were looked at. */
      readonly workflows: number;
    } & FindingsPage<NewFinding>)
  | { readonly kind: 'problems'; readonly problems: readonly ManifestProblem[] }
  | Refusal<'not-allowed'>;

/**
 * "Changing one previews who would break (from the registry, not a guess)": findings under these
 * rules that there are none of today, by team and workflow.
 */
export async function previewBaseline(
  deps: Deps,
  by: PersonKey,
  value: unknown,
  page: { readonly after?: string | undefined; readonly most?: number } = {},
): Promise<Preview> {
  const refusal = await mayNotHere(deps, 'propose-change', by);
  if (refusal) return refusal;
  const read = readRules(value);
  if (read.kind === 'problems') return read;
  const problems = await rulesProblems(deps, read.rules);
  if (problems.length > 0) return { kind: 'problems', problems };
  const { baseline, today } = await baselineToday(deps);
  const pair = { before: baseline.rules, after: read.rules, today };
  const subjects = await loadSubjects(deps, [pair.before, pair.after]);
  const lines = subjects.map((judged) => ({ judged, findings: brought(judged, pair) }));
  const { version: against } = baseline;
  const counts = { against, rules: read.rules, workflows: subjects.length };
  return { kind: 'preview', ...counts, ...findingsPage(lines, page) };
}

/** What is wrong with well-formed rules: contradictions, and teams that do not exist. */
export async function rulesProblems(deps: Deps, rules: Rules): Promise<ManifestProblem[]> {
  const teams = await listTeams(deps.store);
  return contradictions(rules, new Set(teams.map((team) => team.id)));
}

/** The same as one refusal, for whoever proposes them. */
export async function refuseRules(
  deps: Deps,
  rules: Rules,
): Promise<Refusal<'bad-rules'> | undefined> {
  const problems = await rulesProblems(deps, rules);
  if (problems.length === 0) return undefined;
  return refuse('bad-rules', problems.map((one) => one.say).join(' '));
}

/** Later than every date that somebody could write. */
const IN_THE_END = '9999-12-31';

/** What breaks at once, and what breaks once every team's date has come. */
function brought(
  { subject }: Judged,
  { before, after, today }: { before: Rules; after: Rules; today: string },
): NewFinding[] {
  const on = (day: string) =>
    newFindings(findings(before, subject, today, day), findings(after, subject, today, day));
  const now = on(today);
  const later = newFindings([...now, ...findings(before, subject, today)], on(IN_THE_END));
  return [...now, ...later.map((one) => ({ ...one, ...dayOf(after, one, subject.team.id) }))].sort(
    (a, b) => RULES.indexOf(a.rule) - RULES.indexOf(b.rule),
  );
}

function dayOf(rules: Rules, { rule }: Finding, team: string): { from: string } | object {
  const from = rules[rule].teams?.[team]?.from;
  return from ? { from } : {};
}
