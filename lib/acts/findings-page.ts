import type { Finding } from '../core/findings.ts';
import type { PersonKey } from '../core/people.ts';
import { type Judged, placeOf } from './subjects.ts';

/** One workflow with what is found about it. */
interface FoundAt<F extends Finding = Finding> {
  readonly workflow: string;
  readonly team: string;
  readonly owner: PersonKey;
  readonly findings: readonly F[];
}

/** One page of them, and the whole in numbers. */
export interface FindingsPage<F extends Finding = Finding> {
  readonly items: readonly FoundAt<F>[];
  /** Workflows with an enforced finding, and those with observed ones only. */
  readonly enforced: number;
  readonly observed: number;
  /** How many workflows of which team, the most first. */
  readonly teams: readonly { readonly team: string; readonly workflows: number }[];
  /** Where the next page begins; absent on the last one. */
  readonly next?: string;
}

/** Workflows on one page. */
export const PAGE = 25;

export interface Line<F extends Finding> {
  readonly judged: Judged;
  readonly findings: readonly F[];
}

/** `lines` in the order of `placeOf`; those without findings are left out. */
export function findingsPage<F extends Finding>(
  lines: readonly Line<F>[],
  { after = '', most = PAGE }: { readonly after?: string | undefined; readonly most?: number },
): FindingsPage<F> {
  const found = lines.filter((line) => line.findings.length > 0);
  const rest = found.filter((line) => placeOf(line.judged) > after);
  const shown = rest.slice(0, most);
  const last = rest.length > shown.length ? shown.at(-1) : undefined;
  const enforced = found.filter((line) => line.findings.some((one) => one.mode === 'enforce'));
  return {
    items: shown.map(({ judged, findings }) => ({
      workflow: judged.workflow.id,
      team: judged.subject.team.id,
      owner: judged.workflow.owner,
      findings,
    })),
    enforced: enforced.length,
    observed: found.length - enforced.length,
    teams: countTeams(found),
    ...(last ? { next: placeOf(last.judged) } : {}),
  };
}

function countTeams(lines: readonly Line<Finding>[]): FindingsPage['teams'] {
  const counts = new Map<string, number>();
  for (const { judged } of lines) {
    const { id } = judged.subject.team;
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return [...counts]
    .map(([team, workflows]) => ({ team, workflows }))
    .sort((a, b) => b.workflows - a.workflows);
}
