import { describe, expect, test } from 'vitest';
import type { Deps } from '../../lib/acts/deps.ts';
import { retireModel, retirements, withdrawRetirement } from '../../lib/acts/model-retirement.ts';
import { ADMIN, AUDITOR, OWNER } from '../kit/people.ts';
import { FAULTS, race, track } from './race.ts';
import { breaks, kindsOf } from './stage.ts';

const at = track();
const WANTED = { model: 'Large-1', on: '2027-01-31', successor: 'large-2' };
const SUBJECT = 'model/large-1';

test.each([OWNER, AUDITOR])('%s may set no date and take none back', async (person) => {
  expect(await retireModel(at.deps, person, WANTED)).toMatchObject({ why: 'not-allowed' });
  expect(await withdrawRetirement(at.deps, person, 'large-1')).toMatchObject({
    why: 'not-allowed',
  });
  expect(await retirements(at.deps)).toEqual(new Map());
});

test('a date is set, moved and taken back, each with its line in the log', async () => {
  const { deps } = at;
  expect(await withdrawRetirement(deps, ADMIN, 'large-1')).toMatchObject({ why: 'no-retirement' });
  await retireModel(deps, ADMIN, WANTED);
  await retireModel(deps, ADMIN, WANTED);
  await retireModel(deps, ADMIN, { ...WANTED, model: 'large-1', on: '2027-02-28' });
  expect((await retirements(deps)).get('large-1')).toMatchObject({
    model: 'Large-1',
    on: '2027-02-28',
  });
  await withdrawRetirement(deps, ADMIN, 'LARGE-1');
  await withdrawRetirement(deps, ADMIN, 'large-1');
  expect(await retirements(deps)).toEqual(new Map());
  expect(await kindsOf(deps, SUBJECT)).toEqual([
    'model.retiring',
    'model.retiring',
    'model.retirement-withdrawn',
  ]);
  expect(await breaks(deps)).toEqual([]);
});

describe.each(FAULTS)('two admins at once, with the fault: %s', (fault) => {
  const where = () => ({ proxy: at.proxy, subject: SUBJECT, fault });
  const set = (deps: Deps, on: string) => retireModel(deps, ADMIN, { ...WANTED, on });

  test('two days: both are logged, one stands', async () => {
    const outcomes = await race(
      where(),
      () => set(at.left, '2027-01-31'),
      () => set(at.right, '2027-02-28'),
    );
    expect(outcomes.map((one) => one.kind)).toEqual(['retiring', 'retiring']);
    expect(await kindsOf(at.deps, SUBJECT)).toEqual(['model.retiring', 'model.retiring']);
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('the same day: once', async () => {
    const outcomes = await race(
      where(),
      () => set(at.left, '2027-01-31'),
      () => set(at.right, '2027-01-31'),
    );
    expect(outcomes.map((one) => one.kind).sort()).toEqual(['retiring', 'unchanged']);
    expect(await kindsOf(at.deps, SUBJECT)).toEqual(['model.retiring']);
  });
});
