import { type Departure, looked, type Orphan, openOrphans, turnNow } from './departure.ts';
import type { PersonKey } from './people.ts';

/** What this person is asked about and is not taking yet. */
export function askedOf(departure: Departure, by: PersonKey): readonly Orphan[] {
  return openOrphans(departure).filter((one) => turnNow(one).who === by && !one.taking);
}

/** All of them become this person's, one by one. */
export function takingAll(departure: Departure, by: PersonKey): Departure {
  const mine = new Set(askedOf(departure, by));
  const orphans = departure.orphans.map((one) => (mine.has(one) ? { ...one, taking: by } : one));
  return looked({ ...departure, orphans });
}

/** The next one that somebody is taking, and who. */
export function takenBy(
  departure: Departure,
): { readonly id: string; readonly by: PersonKey } | undefined {
  const [next] = openOrphans(departure).flatMap(({ id, taking }) => {
    return taking === undefined ? [] : [{ id, by: taking }];
  });
  return next;
}

/** It could not be theirs: they are asked about it as before. */
export function notTaken(departure: Departure, id: string): Departure {
  const orphans = departure.orphans.map((one): Orphan => {
    const { taking: _, ...rest } = one;
    return one.id === id ? rest : one;
  });
  return looked({ ...departure, orphans });
}
