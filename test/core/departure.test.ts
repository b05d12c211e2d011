import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Asking,
  askedAt,
  carried,
  type Departure,
  type Line,
  named,
  notMine,
  openOrphans,
  returned,
  taken,
  toldAnew,
  turnNow,
} from '../../lib/core/departure.ts';
import { minutesAfter } from '../../lib/core/time.ts';

const NOW = '2026-11-23T09:00:00.000Z';
const GONE = 'T1/U0';
const [BACKUP, LEAD, STAND_IN, OTHER] = ['T1/U1', 'T1/U2', 'T1/U3', 'T1/U4'];
const LINE: Line = { id: 'a', backup: BACKUP, leads: [LEAD, STAND_IN] };
const EMPTY: Departure = { person: GONE, at: NOW, orphans: [], look: NOW };
const at = (days: number, ...gone: string[]): Asking => ({
  now: minutesAfter(NOW, days * 1440),
  until: minutesAfter(NOW, (days + 3) * 1440),
  gone: new Set([GONE, ...gone]),
});
const turnOf = (departure: Departure, id = 'a') => {
  const orphan = departure.orphans.find((one) => one.id === id);
  if (!orphan) throw new Error('no orphan');
  return turnNow(orphan);
};

describe('"backup, lead, platform, in that order"', () => {
  test('each is passed over after three working days, and the platform keeps it', () => {
    const asked: (string | undefined)[] = [];
    let departure = EMPTY;
    for (let days = 0; days < 15; days += 3) {
      departure = carried(departure, [LINE], at(days));
      asked.push(turnOf(departure).who);
    }
    expect(asked).toEqual([BACKUP, LEAD, STAND_IN, undefined, undefined]);
    expect(departure.look).toBeUndefined();
    expect(departure.orphans[0]?.turns.map((one) => one.over)).toEqual([
      'silent',
      'silent',
      'silent',
      undefined,
    ]);
  });

  test.each([
    [{ ...LINE, backup: undefined }, [], LEAD],
    [LINE, [BACKUP], LEAD],
    [LINE, [BACKUP, LEAD], STAND_IN],
    [{ ...LINE, backup: undefined, leads: [] }, [], undefined],
    [LINE, [BACKUP, LEAD, STAND_IN], undefined],
  ])('%j without %j: %s is asked first', (line, gone, who) => {
    expect(turnOf(carried(EMPTY, [line], at(0, ...gone))).who).toBe(who);
  });

  test('nothing changes before their time, and who left meanwhile is passed over', () => {
    const first = carried(EMPTY, [LINE], at(0));
    expect(carried(first, [LINE], at(2))).toEqual(first);
    expect(first.look).toBe(at(0).until);
    const next = carried(first, [LINE], at(2, BACKUP));
    expect(turnOf(next).who).toBe(LEAD);
    expect(next.orphans[0]?.turns[0]?.over).toBe('gone');
  });

  test('Not Mine asks the next at once, and is only for whose turn it is', () => {
    const first = carried(EMPTY, [LINE], at(0));
    expect(notMine(first, { by: LEAD, line: LINE, asking: at(1) })).toMatchObject({
      why: 'not-asked',
    });
    const next = notMine(first, { by: BACKUP, line: LINE, asking: at(1) });
    if (next.kind === 'refused') throw new Error(next.say);
    expect(turnOf(next.departure)).toMatchObject({ who: LEAD, at: at(1).now });
  });

  test('somebody who is named is asked next; the line goes on after them', () => {
    const first = carried(EMPTY, [LINE], at(0));
    const next = named(first, { id: 'a', to: OTHER, asking: at(1) });
    if (next.kind === 'refused') throw new Error(next.say);
    expect(turnOf(next.departure)).toMatchObject({ as: 'named', who: OTHER });
    expect(turnOf(carried(next.departure, [LINE], at(4))).who).toBe(LEAD);
  });
});

test('what is taken, moved or theirs again is over, and is not answered twice', () => {
  const first = carried(EMPTY, [LINE, { ...LINE, id: 'b' }], at(0));
  const outcome = taken(first, { id: 'a', by: BACKUP, now: NOW });
  if (outcome.kind === 'refused') throw new Error(outcome.say);
  expect(outcome.orphan.ended).toEqual({ as: 'taken', by: BACKUP, at: NOW });
  const refused = { why: 'not-orphaned' };
  expect(taken(outcome.departure, { id: 'a', by: LEAD, now: NOW })).toMatchObject(refused);
  expect(named(outcome.departure, { id: 'a', to: OTHER, asking: at(1) })).toMatchObject(refused);
  const asking = at(1);
  expect(notMine(outcome.departure, { by: BACKUP, line: LINE, asking })).toMatchObject(refused);
  const moved = carried(outcome.departure, [], at(1));
  expect(openOrphans(moved)).toEqual([]);
  expect(moved.look).toBeUndefined();
  expect(openOrphans(returned(first, NOW))).toEqual([]);
});

test('everybody of a changed line is told, by when they were asked, and nobody else', () => {
  const both = carried(EMPTY, [LINE, { ...LINE, id: 'b', backup: OTHER }], at(0));
  expect(toldAnew(undefined, both).map((one) => one.who)).toEqual([BACKUP, OTHER]);
  const outcome = notMine(both, { by: BACKUP, line: LINE, asking: at(1) });
  if (outcome.kind === 'refused') throw new Error(outcome.say);
  expect(toldAnew(both, outcome.departure).map((one) => one.who)).toEqual([BACKUP, LEAD]);
  expect(toldAnew(both, both)).toEqual([]);
  expect(askedAt(both, { who: OTHER, at: NOW }).map((one) => one.id)).toEqual(['b']);
});

test('whatever happens, nobody is asked twice, and each open one is somebody’s', () => {
  const step = fc.constantFrom('carry', 'pass', 'name');
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 12 }),
      fc.subarray([BACKUP, LEAD, STAND_IN]),
      (steps, gone) => {
        let departure = carried(EMPTY, [LINE], at(0, ...gone));
        steps.forEach((one, n) => {
          const asking = at((n + 1) * 3, ...gone);
          const by = turnOf(departure).who ?? OTHER;
          const outcome =
            one === 'pass'
              ? notMine(departure, { by, line: LINE, asking })
              : named(departure, { id: 'a', to: `T1/U1${n}`, asking });
          if (one === 'carry') departure = carried(departure, [LINE], asking);
          else if (outcome.kind === 'answered') departure = outcome.departure;
        });
        const turns = departure.orphans[0]?.turns ?? [];
        const people = turns.flatMap((turn) => turn.who ?? []);
        expect(new Set(people).size).toBe(people.length);
        expect(people.some((one) => gone.includes(one))).toBe(false);
        expect(turns.filter((turn) => !turn.over)).toHaveLength(1);
      },
    ),
  );
});
