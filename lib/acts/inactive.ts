import type { PersonKey } from '../core/people.ts';
import type { Deps } from './deps.ts';

/**
 * Those of them whom Slack calls deactivated, a bot, a guest or of another organisation. Where Slack
 * does not answer nothing is held against anybody.
 */
export async function inactiveAmong(
  deps: Deps,
  people: readonly (PersonKey | undefined)[],
): Promise<ReadonlySet<PersonKey>> {
  const named = [...new Set(people.filter((one) => one !== undefined))];
  const answers = await Promise.all(named.map((one) => isGone(deps, one)));
  return new Set(named.filter((_, n) => answers[n]));
}

/** The same of one person; undefined where Slack does not answer. */
export async function isGone(deps: Deps, person: PersonKey): Promise<boolean | undefined> {
  const answer = await deps.people.fresh(person);
  if (answer.kind === 'refused') return undefined;
  const { deactivated, bot, guest, outside } = answer.person;
  return deactivated || bot || guest || outside;
}
