import { importTeams } from '../acts/team-import.ts';
import { teamsFor } from '../acts/teams.ts';
import { importTeamsOperation, listTeamsOperation, type TeamAnswer } from '../contract/teams.ts';
import type { Team } from '../core/people.ts';
import { isEmpty, leadLeft } from '../core/team.ts';
import { servePerson } from './serve.ts';
import { answer, type Door } from './types.ts';

/** Teams: listing them, and importing a file of them. */
export function serveTeams(door: Door): void {
  const { deps } = door;
  servePerson(door, listTeamsOperation, async ({ caller }) => {
    const list = await teamsFor(deps, caller);
    return list.kind === 'refused' ? list : answer({ teams: list.teams.map(teamView) });
  });
  servePerson(door, importTeamsOperation, async ({ caller, body }) => {
    const { rows, dry_run: dryRun = false } = body;
    const outcome = await importTeams(deps, caller, { rows, dryRun });
    if (outcome.kind === 'refused') return outcome;
    const results = outcome.results.map(({ row, outcome: became, problems }) => ({
      row,
      outcome: became,
      errors: problems.map((one) => ({ ...one })),
    }));
    const retry = outcome.retryAfter === undefined ? {} : { retry_after: outcome.retryAfter };
    return answer({ results, ...retry });
  });
}

function teamView(team: Team): TeamAnswer {
  const { id, name, lead, backup, members, channel, group, onCall } = team;
  return {
    ...{ id, name, lead, members, channel },
    ...(backup ? { backup } : {}),
    ...(group ? { group } : {}),
    ...(onCall ? { on_call: onCall } : {}),
    empty: isEmpty(team),
    lead_left: leadLeft(team),
  };
}
