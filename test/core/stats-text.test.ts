import { describe, expect, test } from 'vitest';
import { durationText, FIRST_USE, figureLine, figureLines } from '../../lib/core/stats-text.ts';
import { FIGURES } from './perfect.ts';

test('says each figure in a whole sentence', () => {
  expect(figureLines(FIGURES)).toEqual([
    '12 requests; 1 waits for the platform team.',
    'Answered with what exists, without a human in between: 9 of 12 (75 %).',
    'From asking to registered: 2 hours (median of 11).',
    'From asking to the first use: not enough yet (4, a median is told from 5 on).',
    "Forms: 20 opened, 15 as far as the catalog's matches, 12 sent (5 gave up before the matches were shown, 3 when they saw them).",
  ]);
  expect(figureLine(FIGURES)).toBe(
    '12 requested, 9 of them answered with what exists; to registered: 2 hours (median of 11); 12 of 20 forms sent.',
  );
});

test('a share of too few is not told: four of four would look like a rule', () => {
  const few = { ...FIGURES, requests: 4, reused: 4 };
  expect(figureLines(few)[1]).toContain('not enough yet (4, a share is told from 5 on)');
});

test('says that first leases are not measured', () => {
  expect(FIRST_USE).toContain('Temporary credentials are not measured');
});

describe('a time is told in the largest unit that fits', () => {
  test.each([
    [0, 'less than a minute'],
    [1, '1 minute'],
    [59.4, '59 minutes'],
    [60, '1 hour'],
    [150, '3 hours'],
    [47 * 60, '47 hours'],
    [48 * 60, '2 days'],
    [30 * 24 * 60, '30 days'],
  ])('%d minutes: %s', (minutes, text) => expect(durationText(minutes)).toBe(text));
});
