import { expect, test } from 'vitest';
import { FLAGS, isStale, STALE_DAYS, UNKNOWN_FLAGS } from '../../lib/core/flags.ts';

test.each([
  ['2026-09-24T09:00:00.000Z', false],
  ['2026-09-24T08:59:59.999Z', true],
])('a last sign at %s is stale: %s', (sign, stale) => {
  expect(STALE_DAYS).toBe(60);
  expect(isStale(sign, '2026-11-23T09:00:00.000Z')).toBe(stale);
});

test('a flag is known or not, and never both', () => {
  for (const flag of FLAGS) expect(UNKNOWN_FLAGS).not.toHaveProperty(flag);
});
