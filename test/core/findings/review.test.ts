import { expect, test } from 'vitest';
import { reviewInterval } from '../../../lib/core/findings/review.ts';
import { RULES, SUBJECT, WHERE } from './perfect.ts';

test.each([
  ['2026-11-23T09:00:00.000Z', 0],
  ['2026-05-27T23:59:59.000Z', 0],
  ['2026-05-26T23:59:59.000Z', 181],
  ['2025-11-23T00:00:00.000Z', 365],
  // A clock that runs ahead: nothing is overdue.
  ['2026-12-31T00:00:00.000Z', 0],
])('changed %s: %s days are too many, 180 are allowed', (changedAt, days) => {
  const said = reviewInterval(RULES, { ...SUBJECT, changedAt }, WHERE).map((one) => one.say);
  const say = `Nobody has changed or reviewed it for ${days} days; 180 are allowed.`;
  expect(said).toEqual(days === 0 ? [] : [say]);
});

test('a manifest that is being changed right now is not overdue', () => {
  expect(reviewInterval(RULES, { ...SUBJECT, changedAt: undefined }, WHERE)).toEqual([]);
});
