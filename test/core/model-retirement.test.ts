import { describe, expect, test } from 'vitest';
import {
  type Retirement,
  retire,
  retirementSentence,
  standing,
  type WantedRetirement,
} from '../../lib/core/model-retirement.ts';
import { ADMIN, NOW } from './perfect.ts';

const TODAY = '2026-11-23';
const WANTED: WantedRetirement = { model: 'Large-1', on: '2027-01-31', successor: 'large-2' };
const SET: Retirement = {
  model: 'Large-1',
  on: '2027-01-31',
  successor: 'large-2',
  by: ADMIN,
  at: NOW,
};
const by = { by: ADMIN, at: NOW, today: TODAY };

test('a day is set, and the same again changes nothing', () => {
  expect(retire(undefined, WANTED, by)).toEqual({ kind: 'retiring', retirement: SET });
  expect(retire(SET, { ...WANTED, model: 'large-1' }, by)).toEqual({
    kind: 'unchanged',
    retirement: SET,
  });
});

test('another day, successor or note moves it; the first spelling stays', () => {
  for (const change of [{ on: '2027-02-28' }, { successor: 'large-3' }, { note: 'Ask us.' }]) {
    const outcome = retire(SET, { ...WANTED, model: 'LARGE-1', ...change }, by);
    expect(outcome).toMatchObject({
      kind: 'retiring',
      retirement: { model: 'Large-1', ...change },
    });
  }
});

test('a day that was taken back can be set again', () => {
  expect(retire({ ...SET, withdrawn: true }, WANTED, by)).toMatchObject({ kind: 'retiring' });
  expect(standing({ ...SET, withdrawn: true })).toBeUndefined();
  expect(standing(SET)).toBe(SET);
});

describe('is refused', () => {
  test.each<[string, Partial<WantedRetirement>, string, string]>([
    ['a day that is over', { on: '2026-11-22' }, 'bad-date', 'Write a day from 2026-11-23 on.'],
    ['what is no day', { on: '31 January' }, 'bad-date', 'Write the day as 2027-01-31.'],
    ['a day that does not exist', { on: '2027-02-30' }, 'bad-date', 'Write the day'],
    ['itself as successor', { successor: ' large-1' }, 'own-successor', 'Name another.'],
    ['no model', { model: '  ' }, 'bad-model', 'Name the model'],
    ['a long name', { model: 'm'.repeat(101) }, 'bad-model', '1 to 100 characters'],
  ])('%s', (_, change, why, says) => {
    const outcome = retire(undefined, { ...WANTED, ...change }, by);
    expect(outcome).toMatchObject({ kind: 'refused', why, say: expect.stringContaining(says) });
  });
});

test('today itself is a day to choose, and a day that stands may stand when it is over', () => {
  expect(retire(undefined, { ...WANTED, on: TODAY }, by).kind).toBe('retiring');
  const over = { ...SET, on: '2026-01-31' };
  const note = { ...WANTED, on: '2026-01-31', note: 'It is over.' };
  expect(retire(over, note, by).kind).toBe('retiring');
});

test.each([
  ['2026-11-01', undefined],
  [
    '2026-11-02',
    'The model "Large-1" stops on 2027-01-31 (90 days). Write "large-2" in "model_default" before.',
  ],
  [
    '2027-01-30',
    'The model "Large-1" stops on 2027-01-31 (1 day). Write "large-2" in "model_default" before.',
  ],
  ['2027-01-31', 'The model "Large-1" stopped on 2027-01-31. Write "large-2" in "model_default".'],
])('on %s whoever uses it reads: %s', (today, sentence) => {
  expect(retirementSentence(SET, today)).toBe(sentence);
});

test('without a successor another is to be chosen', () => {
  const { successor: _, ...alone } = SET;
  expect(retirementSentence(alone, '2027-02-01')).toContain('Choose another in "model_default".');
});
