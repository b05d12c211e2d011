import { expect, test } from 'vitest';
import { notInForce, stopSentence } from '../../lib/core/in-force.ts';
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

test.each(STOPS)('%s stops everything, and says since when and what to do', (why) => {
  const stopped = { at: AT, why };
  expect(notInForce({ ...ORGANISATION, stopped })).toMatchObject({ why: 'organisation-stopped' });
  expect(notInForce({ ...ORGANISATION, stopped }, APPROVAL)?.say).toBe(stopSentence(stopped));
  expect(stopSentence(stopped)).toContain('23 Nov 2026, 10:00 UTC');
  expect(stopSentence(stopped)).toMatch(/Install|set it up|sets it up/);
});
