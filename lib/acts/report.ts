import type { RuleName } from '../core/baseline-rules.ts';
import { findings } from '../core/findings.ts';
import type { PersonKey } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { mayNot } from '../core/roles.ts';
import { listTeams } from '../store/teams.ts';
import { baselineToday } from './baseline.ts';
import type { Deps } from './deps.ts';
import { type FindingsPage, findingsPage } from './findings-page.ts';
import { loadOrganisation, loadTeam, mayNotHere } from './standing.ts';
import { loadSubjects } from './subjects.ts';

export interface ReportFilter {
  readonly team?: string | undefined;
  readonly rule?: RuleName | undefined;
  /** `next` of the page before. */
  readonly after?: string | undefined;
  readonly most?: number;
}

export type Report =
  | ({ readonly kind: 'report'; readonly version: number } & FindingsPage)
  | Refusal<'not-allowed' | 'no-team'>;

/**
 * "Findings … in the platform's report": what breaks the baseline today. Platform admins and auditors
 * see all of it, everybody else what is their team's.
 */
export async function report(deps: Deps, by: PersonKey, filter: ReportFilter): Promise<Report> {
  const refusal = await mayNotHere(deps, 'find', by);
  if (refusal) return refusal;
  const teams = filter.team ? await oneTeam(deps, by, filter.team) : await seenBy(deps, by);
  if ('kind' in teams) return teams;
  const { baseline, today } = await baselineToday(deps);
  const { rules, version } = baseline;
  const subjects = await loadSubjects(deps, [rules]);
  const lines = subjects
    .filter(({ subject }) => teams.has(subject.team.id))
    .map((judged) => ({
      judged,
      findings: findings(rules, judged.subject, today).filter(
        (one) => filter.rule === undefined || one.rule === filter.rule,
      ),
    }));
  return { kind: 'report', version, ...findingsPage(lines, filter) };
}

async function seenBy(deps: Deps, by: PersonKey): Promise<{ has: (team: string) => boolean }> {
  const organisation = await loadOrganisation(deps);
  // Whoever may see everything also sees workflows of teams that are gone.
  if (!mayNot('read-oversight', by, { organisation })) return { has: () => true };
  const teams = await listTeams(deps.store);
  const own = teams.filter((team) => !mayNot('read-log', by, { organisation, team }));
  return new Set(own.map((team) => team.id));
}

async function oneTeam(deps: Deps, by: PersonKey, id: string) {
  const [organisation, team] = await Promise.all([loadOrganisation(deps), loadTeam(deps, id)]);
  if (!team) return refuse('no-team', `There is no team "${id}".`);
  return mayNot('read-log', by, { organisation, team }) ?? new Set([team.id]);
}
