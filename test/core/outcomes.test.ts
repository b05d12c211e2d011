import { describe, expect, test } from 'vitest';
import { dayOf, firstDay, isWithin, successRate, successWords } from '../../lib/core/outcomes.ts';

const NOW = '2026-11-30T12:00:00.000Z';
const of = (success: number, failure: number, day = '2026-11-30') => ({ day, success, failure });

describe('30-day success', () => {
  test.each([
    [[], { kind: 'not-enough', runs: 0 }],
    [[of(19, 0)], { kind: 'not-enough', runs: 19 }],
    [[of(20, 0)], { kind: 'rate', runs: 20, percent: 100 }],
    [[of(0, 20)], { kind: 'rate', runs: 20, percent: 0 }],
    [[of(10, 0), of(5, 5)], { kind: 'rate', runs: 20, percent: 75 }],
    [[of(2, 1), of(18, 0)], { kind: 'rate', runs: 21, percent: 95 }],
    [[of(999, 1)], { kind: 'rate', runs: 1000, percent: 99 }],
    [[of(1, 999)], { kind: 'rate', runs: 1000, percent: 1 }],
    [[of(10, 0, '2026-11-01'), of(10, 0)], { kind: 'rate', runs: 20, percent: 100 }],
    [[of(10, 0, '2026-10-31'), of(10, 0)], { kind: 'not-enough', runs: 10 }],
  ])('of %j is %j', (counts, expected) => {
    expect(successRate(counts, NOW)).toEqual(expected);
  });

  test.each([
    [{ kind: 'rate' as const, runs: 214, percent: 93 }, '93% of 214 runs succeeded'],
    [{ kind: 'not-enough' as const, runs: 7 }, 'Not enough runs in the last 30 days to tell: 7 of'],
  ])('%j in words', (success, words) => {
    expect(successWords(success)).toContain(words);
  });
});

test.each([
  ['2026-11-30T12:00:00.000Z', true],
  ['2026-11-30T12:05:00.000Z', true],
  ['2026-11-30T12:05:01.000Z', false],
  ['2026-11-01T00:00:00.000Z', true],
  ['2026-10-31T23:59:59.999Z', false],
])('a run of %s is taken: %s', (at, taken) => {
  expect(isWithin(at, NOW)).toBe(taken);
});

test('days are those of UTC', () => {
  expect(dayOf(NOW)).toBe('2026-11-30');
  expect(firstDay(NOW)).toBe('2026-11-01');
});
