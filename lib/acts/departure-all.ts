import { askedOf, notTaken, takenBy, takingAll } from '../core/departure-all.ts';
import type { PersonKey } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { attempt, done, type Step } from './attempt.ts';
import { takeWorkflow } from './departure.ts';
import { departureWrite, loadDeparture } from './departure-store.ts';
import type { Deps } from './deps.ts';
import { loadOrganisation, mayNotHere } from './standing.ts';

type All = { readonly kind: 'all'; readonly ids: readonly string[] } | Refusal;

const NOTHING = 'Nothing is left for you to take: others are asked, or took it.';

/** What would become this person's, before they say so. */
export async function previewAll(deps: Deps, by: PersonKey, person: PersonKey): Promise<All> {
  const refusal = await mayNotHere(deps, 'find', by);
  if (refusal) return refusal;
  const head = await loadDeparture(deps, person);
  const ids = head ? askedOf(head.state, by).map((one) => one.id) : [];
  return ids.length > 0 ? { kind: 'all', ids } : refuse('not-asked', NOTHING);
}

/** "Everything a person owns transferred in one modal": noted at once; the sweep moves one after the other. */
export async function takeAll(deps: Deps, by: PersonKey, person: PersonKey): Promise<All> {
  const refusal = await mayNotHere(deps, 'find', by);
  if (refusal) return refusal;
  const organisation = await loadOrganisation(deps);
  return attempt(deps, async (): Promise<Step<All>> => {
    const before = await loadDeparture(deps, person);
    const ids = before ? askedOf(before.state, by).map((one) => one.id) : [];
    if (!before || ids.length === 0) return done(refuse('not-asked', NOTHING));
    const next = takingAll(before.state, by);
    const event = { kind: 'departure.taking', by, data: { workflows: ids.length } };
    const write = departureWrite(deps, { next, before }, event, organisation);
    return { kind: 'write', value: { kind: 'all', ids }, write };
  });
}

/** Of each sweep: others wait for it. */
const MOST = 25;

/**
 * Moves what somebody is taking, each in a transaction of its own, so it may be broken off anywhere and
 * run twice at once: who has it, has it. What cannot be theirs they are asked about as before.
 */
export async function carryTaking(deps: Deps, person: PersonKey): Promise<boolean> {
  for (let n = 0; n < MOST; n += 1) {
    const head = await loadDeparture(deps, person);
    const next = head && takenBy(head.state);
    if (!next) return n > 0;
    const taken = await takeWorkflow(deps, next.by, { person, workflow: next.id });
    if (taken.kind === 'answered') continue;
    if (taken.why === 'lookup-failed') return n > 0;
    await giveUp(deps, person, next.id);
  }
  return true;
}

async function giveUp(deps: Deps, person: PersonKey, id: string): Promise<void> {
  const organisation = await loadOrganisation(deps);
  await attempt(deps, async (): Promise<Step<void>> => {
    const before = await loadDeparture(deps, person);
    if (!before?.state.orphans.some((one) => one.id === id && one.taking)) return done(undefined);
    const next = notTaken(before.state, id);
    const event = { kind: 'departure.not-taken', data: { workflow: id } };
    const write = departureWrite(deps, { next, before }, event, organisation);
    return { kind: 'write', value: undefined, write };
  });
}
