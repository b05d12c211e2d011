import * as z from 'zod';
import type { PersonKey } from '../core/people.ts';
import { minutesAfter, unixSeconds } from '../core/time.ts';
import { shardOf } from '../store/due.ts';
import { readPart } from '../store/read.ts';
import { putFleeting } from '../store/touch.ts';
import { noticeDeparture, noticeReturn } from './departure-carry.ts';
import { openDepartures } from './departure-store.ts';
import type { Deps } from './deps.ts';
import { isGone } from './inactive.ts';

const DAY_MINUTES = 24 * 60;
const PLACE = { pk: 'owners-checked', sk: 'HEAD' };
/** After that long without a run it begins anew, a day back. */
const KEPT_MINUTES = 2 * DAY_MINUTES;
/** Slack is asked about so many people at once. */
const MOST = 20;
/** How far it came, in whole minutes since 1970. */
const placeSchema = z.object({ upTo: z.int() });

/**
 * "A daily check": every owner once a day, at a minute of the day that depends on the id, so that
 * Slack is not asked about everybody at once. A run that comes late catches up, a few people at a time;
 * one that comes twice asks nothing again. Who is unsure is asked the next day.
 */
export async function checkOwners(deps: Deps): Promise<{ departed: number }> {
  const now = Math.floor(unixSeconds(deps.now()) / 60);
  const before = (await readPart(deps.store, PLACE, placeSchema))?.state.upTo ?? 0;
  const from = Math.max(before, now - DAY_MINUTES);
  if (from >= now) return { departed: 0 };
  const { people, upTo } = due(await ownersHere(deps), from, now);
  const departed = await Promise.all(people.map((one) => check(deps, one)));
  const ttl = unixSeconds(minutesAfter(deps.now(), KEPT_MINUTES));
  await putFleeting(deps.store, { ...PLACE, kind: 'touched', ttl, data: { upTo } });
  return { departed: departed.filter((one) => one).length };
}

async function check(deps: Deps, person: PersonKey): Promise<boolean> {
  const gone = await isGone(deps, person);
  if (gone === undefined) return false;
  return gone ? noticeDeparture(deps, person) : noticeReturn(deps, person);
}

/** Owners of what runs, and who left it behind. */
async function ownersHere(deps: Deps): Promise<PersonKey[]> {
  const [{ workflows }, departures] = await Promise.all([
    deps.catalog.load(),
    openDepartures(deps),
  ]);
  const running = [...workflows.values()].filter((one) => one.status !== 'retired');
  const all = [...running.map((one) => one.owner), ...departures.map((one) => one.person)];
  return [...new Set(all)];
}

/** Whose minute came after `from` and by `now`, the first ones, and the minute that it is done with then. */
function due(
  owners: readonly PersonKey[],
  from: number,
  now: number,
): { readonly people: PersonKey[]; readonly upTo: number } {
  const inOrder = owners
    .map((person) => {
      const minute = shardOf(person, DAY_MINUTES);
      const wait = (((minute - from - 1) % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES;
      return { person, at: from + 1 + wait };
    })
    .filter((one) => one.at <= now)
    .sort((a, b) => a.at - b.at);
  const upTo = inOrder[MOST - 1]?.at ?? now;
  return { people: inOrder.filter((one) => one.at <= upTo).map((one) => one.person), upTo };
}
