import { describe, expect, test } from 'vitest';
import { type ReportShown, reportModal, reportPart } from '../../../lib/slack/views/report.ts';
import { buttons, expectGoodView, HOSTILE, OWNER, words } from './kit.ts';

const found = (mode: 'observe' | 'enforce') => ({
  mode,
  field: 'backup',
  say: `It is ${mode}d.`,
  fix: 'Name one.',
});
const REPORT: ReportShown = {
  version: 2,
  enforced: 1,
  observed: 3,
  teams: [
    { team: 'team-support', workflows: 3 },
    { team: 'team-sales', workflows: 1 },
  ],
  items: [
    {
      workflow: 'reply-bot',
      team: 'team-support',
      owner: OWNER,
      findings: [found('observe'), found('enforce')],
    },
  ],
  team: undefined,
  command: '/yard',
  choices: [
    { id: 'team-support', name: 'Support' },
    { id: 'team-sales', name: 'Sales' },
  ],
  first: true,
};

test.each([
  [0, 1, 'No AI workflow has to change. There is something to look at in 1 AI workflow.'],
  [2, 0, '*2 AI workflows must change.*'],
  [0, 0, "No AI workflow breaks the platform's rules."],
])('%i to change and %i to look at are one plain sentence each', (enforced, observed, says) => {
  const view = reportModal({ ...REPORT, enforced, observed });
  expectGoodView(view);
  expect(words(view.blocks)).toContain(says);
});

test('what has to change is counted and told, the stricter first', () => {
  const view = reportModal(REPORT);
  expectGoodView(view);
  const text = words(view.blocks);
  expect(text).toContain(
    '*1 AI workflow must change. There is something to look at in 3 AI workflows.*',
  );
  expect(text).toContain('3 in team-support, 1 in team-sales.');
  expect(text).toContain('Rules of version 2');
  expect(text.indexOf('It is enforced.')).toBeLessThan(text.indexOf('It is observed.'));
  expect(text).toContain('`backup` It is enforced. Name one.');
  expect(buttons(view.blocks)).toEqual([]);
});

test.each([
  [undefined, "*No AI workflow breaks the platform's rules.*"],
  ['team-sales', "*No AI workflow in team-sales breaks the platform's rules.*"],
])('nothing found of %s is said', (team, says) => {
  const view = reportModal({ ...REPORT, team, enforced: 0, observed: 0, teams: [], items: [] });
  expectGoodView(view);
  expect(words(view.blocks)).toContain(says);
});

test('pages are turned to the next one and back to the first, within the chosen team', () => {
  const view = reportModal({ ...REPORT, team: 'team-sales', next: 'team-sales/z', first: false });
  expectGoodView(view);
  expect(buttons(view.blocks)).toEqual(['First Page', 'Next Page']);
  expect(JSON.stringify(view)).toContain('"value":"team-sales|team-sales/z"');
  expect(JSON.stringify(view)).toContain('"value":"team-sales|"');
});

test('whoever has one team is not asked which; many teams fit the menu', () => {
  const [first] = REPORT.choices;
  const one = reportModal({ ...REPORT, choices: first ? [first] : [] });
  expect(JSON.stringify(one)).not.toContain('static_select');
  const choices = Array.from({ length: 300 }, (_, n) => ({ id: `team-${n}`, name: `Team ${n}` }));
  expectGoodView(reportModal({ ...REPORT, choices }));
});

test('App Home counts what is enforced and is silent where nothing is', () => {
  expect(reportPart(0)).toEqual({ waiting: [], more: [] });
  const text = words(reportPart(1).more);
  expect(text).toContain('*1 AI workflow* breaks an enforced rule');
  expect(words(reportPart(3).more)).toContain('*3 AI workflows* break an enforced rule');
  expectGoodView({ type: 'home', blocks: reportPart(3).more });
});

describe('words of others never come alive', () => {
  test.each(HOSTILE)('%s', (_name, text) => {
    const long = text.slice(0, 600);
    const one = { mode: 'enforce' as const, field: long, say: long, fix: long };
    const item = { workflow: long, team: long, owner: OWNER, findings: [one, one, one, one, one] };
    const items = Array.from({ length: 10 }, () => item);
    const choices = [...REPORT.choices, { id: 'team-x', name: text }];
    const teams = [{ team: long, workflows: 1 }];
    expectGoodView(reportModal({ ...REPORT, items, choices, teams, team: 'team-x', next: 'a/b' }));
  });
});
