import type { PersonKey } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import type { Deps } from './deps.ts';
import { loadTeamsOf } from './standing.ts';

/** The team that somebody asks for: the one they say, or the only one they are in. */
export async function soleTeam(
  deps: Deps,
  person: PersonKey,
  said: string | undefined,
): Promise<{ kind: 'team'; id: string } | Refusal<'no-team'>> {
  if (said !== undefined) return { kind: 'team', id: said };
  const teams = await loadTeamsOf(deps, person);
  const [first] = teams;
  if (first && teams.length === 1) return { kind: 'team', id: first.id };
  const say = first
    ? `You are in several teams. Say for which you ask: ${teams.map((team) => team.id).join(', ')}.`
    : 'You are in no team yet. Ask your lead or a platform admin to add you.';
  return refuse('no-team', say);
}
