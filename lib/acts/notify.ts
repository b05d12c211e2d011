import { personSchema } from '../core/login.ts';
import { type Notify, notifySchema } from '../core/notify.ts';
import type { PersonKey } from '../core/people.ts';
import type { Refusal } from '../core/result.ts';
import { fromAttributes } from '../store/item.ts';
import { headKey } from '../store/keys.ts';
import { readTogether } from '../store/read.ts';
import { attempt, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { loadPerson, personChange } from './logins.ts';
import { loadOrganisation, mayNotHere } from './standing.ts';

const AT_ONCE = 100;

/** How each of these people wants to be asked; of those who never said so nothing. */
export async function notifyOf(
  deps: Deps,
  people: readonly PersonKey[],
): Promise<ReadonlyMap<PersonKey, Notify>> {
  const chosen = new Map<PersonKey, Notify>();
  for (let at = 0; at < people.length; at += AT_ONCE) {
    const some = people.slice(at, at + AT_ONCE);
    const found = await readTogether(
      deps.store,
      some.map((person) => headKey(`person/${person}`)),
    );
    for (const person of some) {
      const item = found.get(`person/${person} HEAD`);
      const notify = item && fromAttributes(item, personSchema).state.notify;
      if (notify) chosen.set(person, notify);
    }
  }
  return chosen;
}

/** What the form shows: the choice as it is, and the zone its hours are in. */
export async function openNotify(
  deps: Deps,
  person: PersonKey,
): Promise<{ readonly kind: 'notify'; readonly notify: Notify } | Refusal<'not-allowed'>> {
  const refusal = await mayNotHere(deps, 'find', person);
  if (refusal) return refusal;
  const before = (await loadPerson(deps, person))?.state.notify;
  return { kind: 'notify', notify: before ?? { by: 'both', timeZone: await zoneOf(deps, person) } };
}

/** Keeps how this person wants to be asked, with the time zone that Slack has of them now. */
export async function saveNotify(
  deps: Deps,
  person: PersonKey,
  wanted: Omit<Notify, 'timeZone'>,
): Promise<{ readonly kind: 'saved'; readonly notify: Notify } | Refusal<'not-allowed'>> {
  const refusal = await mayNotHere(deps, 'find', person);
  if (refusal) return refusal;
  const notify = notifySchema.parse({ ...wanted, timeZone: await zoneOf(deps, person) });
  return attempt(deps, async (): Promise<Step<{ kind: 'saved'; notify: Notify }>> => {
    const head = await loadPerson(deps, person);
    const data = { by: notify.by, from: notify.hours?.from ?? '', to: notify.hours?.to ?? '' };
    const step = { event: 'person.notify-chosen', data, state: { notify } };
    return {
      kind: 'write',
      value: { kind: 'saved', notify },
      write: { changes: [personChange(deps, person, head, step)] },
    };
  });
}

/** Where Slack says none, or does not answer, the organisation's. */
async function zoneOf(deps: Deps, person: PersonKey): Promise<string> {
  const answer = await deps.people.fresh(person);
  const zone = answer.kind === 'person' ? answer.person.timeZone : undefined;
  return zone ?? (await loadOrganisation(deps)).timeZone;
}
