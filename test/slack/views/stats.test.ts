import { describe, expect, test } from 'vitest';
import type { Figures } from '../../../lib/core/stats.ts';
import { type StatsShown, statsMessage } from '../../../lib/slack/views/stats.ts';
import { FIGURES } from '../../core/perfect.ts';
import * as kit from './kit.ts';

const none: Figures = { ...FIGURES, opened: 0, matched: 0, sent: 0, requests: 0 };
const shown: StatsShown = {
  scope: ['team-support'],
  total: FIGURES,
  months: [
    { month: '2026-11', ...FIGURES },
    { month: '2026-10', ...none },
  ],
  teams: [{ team: 'team-support', ...FIGURES }],
};

test('tells the figures in plain words, all of them in the text too', () => {
  const message = statsMessage(shown, '/yard');
  kit.expectGoodMessage(message);
  for (const part of [message.text, kit.words(message.blocks)]) {
    expect(part).toContain('team-support, the last three months');
    expect(part).toContain('From asking to registered: 2 hours (median of 11).');
    expect(part).toContain('From asking to the first use: not enough yet');
    expect(part).toContain('9 of 12 (75 %)');
    expect(part).toContain('5 gave up before the matches were shown');
  }
  expect(kit.words(message.blocks)).toContain('*November 2026*: 12 requested');
  expect(kit.words(message.blocks)).toContain('Temporary credentials are not measured');
});

test('teams are listed where there are several, the first ten of them', () => {
  const teams = Array.from({ length: 12 }, (_, n) => ({ team: `team-${n}`, ...FIGURES }));
  const message = statsMessage({ ...shown, scope: 'all', teams }, '/yard');
  kit.expectGoodMessage(message);
  const words = kit.words(message.blocks);
  expect(words).toContain('All teams');
  expect(words).toContain('*team-9*');
  expect(words).not.toContain('*team-10*');
  expect(words).toContain('And 2 more.');
});

test.each([
  ['in no team', { ...shown, scope: [] }, 'You are in no team yet'],
  ['where nobody asked yet', { ...shown, total: none }, 'nobody has asked'],
])('%s it says so instead of zeros', (_name, empty, says) => {
  const message = statsMessage(empty, '/yard');
  kit.expectGoodMessage(message);
  expect(message.text).toContain(says);
});

describe('words of others never come alive', () => {
  test.each(kit.HOSTILE)('%s', (_name, text) => {
    const teams = [
      { team: text, ...FIGURES },
      { team: 'b', ...FIGURES },
    ];
    const scope = [text, text, text, text, text, text];
    kit.expectGoodMessage(statsMessage({ ...shown, scope, teams }, '/yard'));
    kit.expectGoodMessage(statsMessage({ ...shown, scope, total: none }, '/yard'));
  });
});
