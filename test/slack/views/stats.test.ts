import { describe, expect, test } from 'vitest';
import type { ApprovalFigures } from '../../../lib/core/approval-figures.ts';
import type { Figures } from '../../../lib/core/stats.ts';
import { type StatsShown, statsMessage } from '../../../lib/slack/views/stats.ts';
import { FIGURES } from '../../core/perfect.ts';
import * as kit from './kit.ts';

const none: Figures = { ...FIGURES, opened: 0, matched: 0, sent: 0, requests: 0 };
const NO_APPROVALS: ApprovalFigures = {
  ...{ ended: 0, approved: 0, denied: 0, expired: 0, cancelled: 0, breakGlass: 0 },
  ...{ lapsed: 0, unknown: 0, toDecide: { of: 0 } },
};
const APPROVALS: ApprovalFigures = {
  ...NO_APPROVALS,
  ...{ ended: 12, approved: 8, denied: 2, expired: 2, lapsed: 1, unknown: 1 },
  toDecide: { of: 10, minutes: 6, p90: 90 },
};
const shown: StatsShown = {
  scope: ['team-support'],
  total: FIGURES,
  months: [
    { month: '2026-11', ...FIGURES },
    { month: '2026-10', ...none },
  ],
  teams: [{ team: 'team-support', ...FIGURES }],
  approvals: { total: NO_APPROVALS, teams: [] },
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

test('approvals have figures of their own, also where nobody asked for a workflow', () => {
  const teams = [
    { team: 'team-a', ...APPROVALS },
    { team: 'team-b', ...NO_APPROVALS },
  ];
  const message = statsMessage({ ...shown, approvals: { total: APPROVALS, teams } }, '/yard');
  kit.expectGoodMessage(message);
  const words = kit.words(message.blocks);
  expect(words).toContain('Abandoned, as nobody decided in time: 2 of 12 (17 %).');
  expect(words).toContain('6 minutes (median of 10; nine of ten within 2 hours)');
  expect(words).toContain('*team-b*: 0 approved');
  const alone = { ...shown, total: none, approvals: { total: APPROVALS, teams: [] } };
  const only = statsMessage(alone, '/yard');
  kit.expectGoodMessage(only);
  expect(only.text).toContain('12 approvals ended');
  expect(kit.words(only.blocks)).not.toContain('requested');
});

describe('words of others never come alive', () => {
  test.each(kit.HOSTILE)('%s', (_name, text) => {
    const teams = [
      { team: text, ...FIGURES },
      { team: 'b', ...FIGURES },
    ];
    const scope = [text, text, text, text, text, text];
    kit.expectGoodMessage(statsMessage({ ...shown, scope, teams }, '/yard'));
    const rows = teams.map(({ team }) => ({ team, ...APPROVALS }));
    const approvals = { total: APPROVALS, teams: rows };
    kit.expectGoodMessage(statsMessage({ ...shown, scope, approvals }, '/yard'));
    kit.expectGoodMessage(statsMessage({ ...shown, scope, total: none }, '/yard'));
  });
});
