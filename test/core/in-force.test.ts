import { describe, expect, test } from 'vitest';
import type { Approval, Ending } from '../../lib/core/approval.ts';
import { notInForce, stopSentence, whyVoid } from '../../lib/core/in-force.ts';
import { STOPS } from '../../lib/core/people.ts';
import { APPROVAL, ORGANISATION } from './perfect.ts';

const AT = '2026-11-23T10:00:00.000Z';
const BEFORE = '2026-11-23T09:59:59.999Z';

test.each([
  ['in force as long as nothing happened', {}, APPROVAL, undefined],
  ['asking anew is in force as well', {}, undefined, undefined],
  ['asked before the restore', { restoredAt: AT }, { askedAt: BEFORE }, 'void-since-restore'],
  ['asked at the moment of the restore', { restoredAt: AT }, { askedAt: AT }, undefined],
  ['asking anew after a restore', { restoredAt: AT }, undefined, undefined],
  [
    'stopped and restored: the stop is what has to be mended first',
    { restoredAt: AT, stopped: { at: AT, why: 'uninstalled' as const } },
    { askedAt: BEFORE },
    'organisation-stopped',
  ],
])('%s', (_, change, approval, why) => {
  expect(notInForce({ ...ORGANISATION, ...change }, approval)?.why).toBe(why);
});

describe('what was asked before a restore', () => {
  const ended = (ending: Ending): Approval => ({
    ...APPROVAL,
    askedAt: BEFORE,
    end: { ending, at: BEFORE },
  });
  const restored = { restoredAt: AT };

  test.each([
    ['waits', { ...APPROVAL, askedAt: BEFORE }],
    ['was approved', ended('approved')],
  ])('and %s is void for whoever reads it, in the words of consuming it', (_, approval) => {
    expect(whyVoid(restored, approval)).toBe(notInForce(restored, approval)?.say);
    expect(whyVoid(restored, approval)).toContain('so it is void');
    expect(whyVoid({}, approval)).toBeUndefined();
    expect(whyVoid(restored, { ...approval, askedAt: AT })).toBeUndefined();
  });

  test.each(['denied', 'expired', 'cancelled'] as const)('and is %s stays so', (ending) => {
    expect(whyVoid(restored, ended(ending))).toBeUndefined();
  });

  test('and was used stays used', () => {
    const use = { executionId: 'run-1', at: BEFORE, receipt: 'x' };
    expect(whyVoid(restored, { ...ended('approved'), use })).toBeUndefined();
  });
});

test.each(STOPS)('%s stops everything, and says since when and what to do', (why) => {
  const stopped = { at: AT, why };
  expect(notInForce({ ...ORGANISATION, stopped })).toMatchObject({ why: 'organisation-stopped' });
  expect(notInForce({ ...ORGANISATION, stopped }, APPROVAL)?.say).toBe(stopSentence(stopped));
  expect(stopSentence(stopped)).toContain('23 Nov 2026, 10:00 UTC');
  expect(stopSentence(stopped)).toMatch(/Install|set it up|sets it up/);
});
