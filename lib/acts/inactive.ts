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
  const answers = await Promise.all(named.map((one) => deps.people.fresh(one)));
  const gone = answers.flatMap((answer) => {
    if (answer.kind === 'refused') return [];
    const { key, deactivated, bot, guest, outside } = answer.person;
    return deactivated || bot || guest || outside ? [key] : [];
  });
  return new Set(gone);
}
