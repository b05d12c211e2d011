import { type FreshPerson, type PersonKey, slackUserId } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import type { WantedTeam } from '../core/team.ts';
import type { Deps } from './deps.ts';

/** Slack answers about a hundred lookups a minute; a form has three seconds. */
const MOST_LOOKUPS = 20;

/**
 * Looks up the lead, the backup and up to 20 others who are new to the team. Of more, none is looked
 * up: somebody who left cannot act, since every decision looks its person up anew.
 */
export async function lookUpNew(
  deps: Deps,
  wanted: WantedTeam,
  known: readonly PersonKey[],
): Promise<ReadonlyMap<PersonKey, FreshPerson> | Refusal<'lookup-failed'>> {
  const heads = [wanted.lead, wanted.backup].filter((one) => one !== undefined);
  const others = wanted.group ? [] : wanted.members.filter((one) => !known.includes(one));
  const asked = new Set([...heads, ...(others.length > MOST_LOOKUPS ? [] : others)]);
  return lookUp(deps, [...asked]);
}

/** Everybody who is named, at once. One answer that does not come refuses. */
export async function lookUp(
  deps: Deps,
  people: readonly PersonKey[],
): Promise<ReadonlyMap<PersonKey, FreshPerson> | Refusal<'lookup-failed'>> {
  const answers = await Promise.all(people.map((one) => deps.people.fresh(one)));
  const found = answers.flatMap((one) => (one.kind === 'person' ? [one.person] : []));
  const missing = people.filter((one) => !found.some((person) => person.key === one));
  if (missing.length > 0) {
    const who = missing.slice(0, 3).map(slackUserId).join(', ');
    return refuse(
      'lookup-failed',
      `Slack could not say who ${who} is. Try again, or leave them out.`,
    );
  }
  return new Map(found.map((person) => [person.key, person]));
}

export type GroupAsked =
  | { readonly kind: 'members'; readonly people: readonly PersonKey[] }
  | { readonly kind: 'unresolved'; readonly say: string };

/** Who is in a user group, or why Slack cannot say so. */
export async function askGroup(deps: Deps, group: string): Promise<GroupAsked> {
  const answer = await deps.directory.members(group);
  return answer.kind === 'members' ? answer : { kind: 'unresolved', say: answer.say };
}
