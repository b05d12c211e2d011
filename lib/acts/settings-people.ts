import { refusePerson } from '../core/decision.ts';
import type { PersonKey } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import type { Deps } from './deps.ts';
import { loadOrganisation } from './standing.ts';

type NotFit = Refusal<'lookup-failed' | 'outside' | 'deactivated' | 'bot' | 'guest'>;

/** Why this person can be put in charge of nothing, asked of Slack right now; undefined when they can. */
export async function unfitToServe(deps: Deps, person: PersonKey): Promise<NotFit | undefined> {
  const fresh = await deps.people.fresh(person);
  if (fresh.kind === 'refused')
    return refuse('lookup-failed', 'Slack could not say who this is. Try again.');
  const { outside, deactivated, bot, guest } = fresh.person;
  if (outside) return refuse('outside', 'This person is of another organisation.');
  if (deactivated) return refuse('deactivated', 'This person has left Slack. Choose another.');
  if (bot) return refuse('bot', 'This is an app. Choose a person.');
  if (guest) return refuse('guest', 'This is a guest. Choose a full member of the workspace.');
  return undefined;
}

/**
 * Why this person may decide on nothing, asked of Slack right now: a role on record outlives the day
 * somebody became a guest or left. Unsure is a refusal.
 */
export async function unfitToDecide(deps: Deps, person: PersonKey): Promise<Refusal | undefined> {
  const fresh = await deps.people.fresh(person);
  return fresh.kind === 'refused' ? fresh : refusePerson(fresh.person, true);
}

/** More admins than this are not asked after: somebody will be there. */
const MOST_ASKED = 5;

/** Admins besides this person who have left Slack. Unsure counts as there: it then waits for them. */
export async function goneAdmins(deps: Deps, besides: PersonKey): Promise<PersonKey[]> {
  const { admins } = await loadOrganisation(deps);
  const others = admins.filter((one) => one !== besides);
  if (others.length > MOST_ASKED) return [];
  const asked = await Promise.all(others.map((one) => deps.people.fresh(one)));
  return asked.flatMap((one) =>
    one.kind === 'person' && one.person.deactivated ? [one.person.key] : [],
  );
}
