import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Friction,
  LEAST_SAMPLE,
  type Measured,
  median,
  monthsUpTo,
  registeredAt,
  stats,
} from '../../lib/core/stats.ts';
import { minutesAfter } from '../../lib/core/time.ts';
import { REQUEST } from './perfect.ts';

describe('a median', () => {
  test.each([
    [[], { of: 0 }],
    [[1, 2, 3, 4], { of: 4 }],
    [[5, 1, 4, 2, 3], { of: 5, minutes: 3 }],
    [[1, 2, 3, 10, 20, 30], { of: 6, minutes: 6.5 }],
    [[7, 7, 7, 7, 7], { of: 5, minutes: 7 }],
    [[100, 9, 20, 1, 3], { of: 5, minutes: 9 }],
  ])('of %j is %j', (minutes, found) => expect(median(minutes)).toEqual(found));

  const samples = fc.array(fc.nat(1_000_000), { minLength: LEAST_SAMPLE, maxLength: 60 });

  test('has as many at or below it as at or above it', () => {
    fc.assert(
      fc.property(samples, (all) => {
        const { minutes = Number.NaN } = median(all);
        const below = all.filter((one) => one <= minutes).length;
        const above = all.filter((one) => one >= minutes).length;
        expect(Math.min(below, above)).toBeGreaterThanOrEqual(all.length / 2);
      }),
    );
  });

  test('does not depend on the order, and leaves it alone', () => {
    fc.assert(
      fc.property(samples, (all) => {
        const before = [...all];
        expect(median([...all].reverse())).toEqual(median(all));
        expect(all).toEqual(before);
      }),
    );
  });
});

const at = REQUEST.at;
const LATER = minutesAfter(at, 90);
const measured: Measured = { requests: [], workflows: new Map(), firstUses: new Map(), steps: [] };

function step(request: string, name: Friction['step'], teams = ['team-support']): Friction {
  return { request, step: name, at, teams };
}

/** `count` requests, each registered after 10, 20, … minutes and used after an hour more. */
function answered(count: number): Measured {
  const names = Array.from({ length: count }, (_, n) => `flow-${n + 1}`);
  return {
    ...measured,
    requests: names.map((workflow) => ({ ...REQUEST, id: workflow, workflow, state: 'approved' })),
    workflows: new Map(
      names.map((name, n) => [
        name,
        { team: REQUEST.team, registeredAt: minutesAfter(at, 10 * (n + 1)) },
      ]),
    ),
    firstUses: new Map(names.map((name, n) => [name, minutesAfter(at, 10 * (n + 1) + 60)])),
  };
}

test('nothing measured is no figure, and not zero minutes', () => {
  expect(stats(measured, ['2026-11']).total).toEqual({
    opened: 0,
    matched: 0,
    sent: 0,
    requests: 0,
    reused: 0,
    waiting: 0,
    extending: 0,
    toRegistered: { of: 0 },
    toFirstUse: { of: 0 },
  });
});

test('five are enough, four are not', () => {
  expect(stats(answered(5), []).total).toMatchObject({
    toRegistered: { of: 5, minutes: 30 },
    toFirstUse: { of: 5, minutes: 90 },
  });
  expect(stats(answered(4), []).total).toMatchObject({
    toRegistered: { of: 4 },
    toFirstUse: { of: 4 },
  });
});

describe('when a request led to a registered workflow', () => {
  const own = { team: REQUEST.team, registeredAt: LATER };
  test.each([
    ['its own, later', REQUEST, own, LATER],
    ["another team's of the same name", REQUEST, { ...own, team: 'team-sales' }, undefined],
    ['one that was there before', REQUEST, { ...own, registeredAt: '2026-01-01' }, undefined],
    [
      'reused, registered in the same breath',
      { ...REQUEST, state: 'reused' as const },
      { ...own, registeredAt: minutesAfter(at, -0.001) },
      at,
    ],
    ['none', REQUEST, undefined, undefined],
  ])('%s', (_, request, workflow, when) => {
    const workflows = new Map(workflow ? [[REQUEST.workflow, workflow]] : []);
    expect(registeredAt(request, workflows)).toBe(when);
  });
});

describe('where people give up', () => {
  test('is told by how far each form came, however often it was shown', () => {
    const steps = [
      step('a', 'opened'),
      step('b', 'opened'),
      step('b', 'matched'),
      step('b', 'matched'),
      step('req_1', 'opened'),
      step('req_1', 'matched'),
    ];
    const { total } = stats({ ...measured, requests: [REQUEST], steps }, []);
    expect(total).toMatchObject({ opened: 3, matched: 2, sent: 1 });
  });

  test('counts who came further where a note was lost', () => {
    const { total } = stats(
      { ...measured, requests: [REQUEST], steps: [step('b', 'matched')] },
      [],
    );
    expect(total).toMatchObject({ opened: 2, matched: 2, sent: 1 });
  });
});

test('months and teams are counted apart, and come to the total', () => {
  const december = { ...REQUEST, id: 'req_2', at: '2026-12-01T09:00:00.000Z' };
  const sales = { ...REQUEST, id: 'req_3', team: 'team-sales', state: 'reused' as const };
  const requests = [REQUEST, december, sales];
  const steps = [step('x', 'opened', ['team-sales', 'team-support'])];
  const found = stats({ ...measured, requests, steps }, ['2026-12', '2026-11']);
  expect(found.total).toMatchObject({ opened: 4, requests: 3, reused: 1, waiting: 2 });
  expect(found.months).toMatchObject([
    { month: '2026-12', requests: 1, opened: 1 },
    { month: '2026-11', requests: 2, opened: 3 },
  ]);
  expect(found.teams).toMatchObject([
    { team: 'team-sales', requests: 1, reused: 1, opened: 2 },
    { team: 'team-support', requests: 2, reused: 0, opened: 3 },
  ]);
});

test('months are counted back over the turn of the year', () => {
  expect(monthsUpTo('2026-02-10T00:00:00.000Z', 4)).toEqual([
    '2026-02',
    '2026-01',
    '2025-12',
    '2025-11',
  ]);
});
