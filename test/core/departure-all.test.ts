import { expect, test } from 'vitest';
import { carried, type Departure } from '../../lib/core/departure.ts';
import { askedOf, notTaken, takenBy, takingAll } from '../../lib/core/departure-all.ts';

const NOW = '2026-11-23T09:00:00.000Z';
const UNTIL = '2026-11-26T09:00:00.000Z';
const [ME, OTHER] = ['T1/U1', 'T1/U2'];
const line = (id: string, backup: string) => ({ id, backup, leads: [] });
const LINES = [line('a', ME), line('b', OTHER), line('c', ME)];
const ASKING = { now: NOW, until: UNTIL, gone: new Set<string>() };
const EMPTY: Departure = { person: 'T1/U0', at: NOW, orphans: [], look: NOW };

test('only what somebody is asked about becomes theirs, and it is due at once', () => {
  const departure = carried(EMPTY, LINES, ASKING);
  expect(askedOf(departure, ME).map((one) => one.id)).toEqual(['a', 'c']);
  expect(takenBy(departure)).toBeUndefined();
  const taking = takingAll(departure, ME);
  expect(taking.look).toBe(NOW);
  expect(takenBy(taking)).toEqual({ id: 'a', by: ME });
  expect(askedOf(taking, ME)).toEqual([]);
  expect(askedOf(taking, OTHER)).toHaveLength(1);
});

test('while it is being taken nobody else is asked; what cannot be is asked about as before', () => {
  const taking = takingAll(carried(EMPTY, LINES, ASKING), ME);
  const late = { ...ASKING, now: UNTIL };
  expect(carried(taking, LINES, late).orphans[0]).toEqual(taking.orphans[0]);
  const rest = notTaken(notTaken(taking, 'a'), 'c');
  expect(rest).toEqual(carried(EMPTY, LINES, ASKING));
});
