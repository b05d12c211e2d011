import { type Organisation, organisationSchema, type Team, teamSchema } from '../core/people.ts';
import { listedUnder } from '../store/indexes.ts';
import type { Subject } from '../store/keys.ts';
import { readHead } from '../store/read.ts';
import { TEAM_LIST } from '../store/teams.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { ORGANISATION } from './standing.ts';

/** Writes the organisation and its teams where they do not exist yet; what exists is left as it is. */
export async function setUp(
  deps: Deps,
  organisation: Organisation,
  teams: readonly Team[],
): Promise<void> {
  await once(deps, ORGANISATION, { state: organisationSchema.parse(organisation), index: {} });
  for (const team of teams) {
    const index = listedUnder(TEAM_LIST, team.id);
    await once(deps, `team/${team.id}`, { state: teamSchema.parse(team), index });
  }
}

async function once(
  deps: Deps,
  subject: Subject,
  first: { state: unknown; index: Record<string, string> },
): Promise<void> {
  await attempt(deps, async (): Promise<Step<void>> => {
    const head = await readHead(deps.store, subject, organisationSchema.or(teamSchema));
    if (head) return done(undefined);
    const actor = { kind: 'system' as const, id: 'set-up' };
    const event = { kind: 'set-up', at: deps.now(), actor, data: {} };
    const change = { subject, from: undefined, ...first, event };
    return { kind: 'write', value: undefined, write: { changes: [change] } };
  });
}
