import { endedWithPerson, type PersonRecord } from '../core/login.ts';
import { type FreshPerson, type PersonKey, slackUserId } from '../core/people.ts';
import type { Deps } from './deps.ts';
import { loadPerson } from './logins.ts';

/**
 * Where Slack does not answer, a login of this very minute stands in for it: the organisation's own
 * provider let the person in. Not for somebody of whom Slack said last that the account is gone.
 */
export function standingIn(deps: Deps, logged: PersonKey): Deps {
  const fresh: Deps['people']['fresh'] = async (person) => {
    const answer = await deps.people.fresh(person);
    if (answer.kind === 'person' || person !== logged) return answer;
    const record = (await loadPerson(deps, person))?.state;
    if (endedWithPerson(record, lastSeen(record))) return answer;
    return { kind: 'person', person: asKnown(person) };
  };
  return { ...deps, people: { ...deps.people, fresh } };
}

/** When Slack vouched for this person last: for a login at the command line, or for the link. */
function lastSeen(record: PersonRecord | undefined): string {
  const times = [record?.lastLogin ?? '', record?.identity?.linkedAt ?? ''];
  return times.sort().at(-1) ?? '';
}

/** Nobody who is none of these was ever linked. */
function asKnown(key: PersonKey): FreshPerson {
  return {
    key,
    name: slackUserId(key),
    deactivated: false,
    bot: false,
    guest: false,
    outside: false,
  };
}
