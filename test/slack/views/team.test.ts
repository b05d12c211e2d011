import { describe, expect, test } from 'vitest';
import { refuse } from '../../../lib/core/result.ts';
import { teamModal, teamsHome, teamsModal } from '../../../lib/slack/views/team.ts';
import { buttons, expectGoodView, HOSTILE, OWNER, words } from './kit.ts';
import { LARGEST, TEAM } from './team-kit.ts';

const LIST = { mine: new Set([TEAM.id]), admin: true, command: '/yard', from: 0 };
const MANY = Array.from({ length: 45 }, (_, at) => ({ ...LARGEST, id: `team-${at}` }));
const NO = refuse('not-allowed', 'Only admins.');
const FREE = { alias: undefined, noEdit: undefined, noMerge: undefined };

describe('the list', () => {
  test('says name, id, people, and that it is yours', () => {
    const view = teamsModal({ ...LIST, teams: [TEAM] });
    expectGoodView(view);
    expect(words(view)).toContain('*Support* `team-support` · 2 members, yours too');
    expect(words(view)).toContain('Lead <@U0OWNER>, backup <@U0COLLEAGUE>');
    expect(buttons(view)).toEqual(['Open', 'New Team', 'Import from CSV']);
  });

  test('marks a team nobody is left in, and one whose lead left', () => {
    const empty = { ...TEAM, left: TEAM.members };
    const headless = { ...TEAM, left: [OWNER] };
    expect(words(teamsModal({ ...LIST, teams: [empty] }))).toContain('Nobody is left in it.');
    expect(words(teamsModal({ ...LIST, teams: [headless] }))).toContain('Its lead has left Slack.');
    expect(words(teamsModal({ ...LIST, teams: [TEAM] }))).not.toContain(':warning:');
  });

  test.each([
    [0, ['Next'], '1 to 20 of 45'],
    [20, ['Previous', 'Next'], '21 to 40 of 45'],
    [40, ['Previous'], '41 to 45 of 45'],
    [999, ['Previous'], 'of 45'],
  ])('from %i on it is paged', (from, turns, place) => {
    const view = teamsModal({ ...LIST, admin: false, teams: MANY, from });
    expectGoodView(view);
    expect(buttons(view).filter((one) => one !== 'Open')).toEqual(turns);
    expect(words(view)).toContain(place);
  });

  test('an empty one teaches what to do next', () => {
    const admin = teamsModal({ ...LIST, teams: [] });
    const member = teamsModal({ ...LIST, teams: [], admin: false });
    expectGoodView(admin);
    expectGoodView(member);
    expect(words(admin)).toContain('Create the first one');
    expect(words(member)).toContain('Ask your lead');
    expect(buttons(member)).toEqual([]);
  });
});

describe('one team', () => {
  test('says all of it', () => {
    const ci = [{ issuer: 'https://ci.example.com', subject: 'repo:a' }];
    const view = teamModal({ ...FREE, team: { ...TEAM, ci, onCall: 'S0ONCALL' } });
    expectGoodView(view);
    expect(words(view)).toContain('Channel: <#C0SUPPORT>');
    expect(words(view)).toContain('On call: user group `S0ONCALL`');
    expect(words(view)).toContain('CI: 1 pattern');
    expect(buttons(view)).toEqual(['Edit', 'Check Who Left', 'Merge…', 'Change Id…']);
  });

  test('offers what the person may do', () => {
    const lead = teamModal({ ...FREE, team: TEAM, noMerge: NO });
    expect(buttons(lead)).toEqual(['Edit', 'Check Who Left']);
    expect(buttons(teamModal({ ...FREE, team: TEAM, noEdit: NO, noMerge: NO }))).toEqual([]);
  });

  test('of a user group is refreshed', () => {
    const view = teamModal({ ...FREE, team: { ...TEAM, group: 'S0SUPPORT' } });
    expect(buttons(view)).toContain('Refresh Members');
    expect(words(view)).toContain('Taken from the user group `S0SUPPORT`.');
  });

  test('an old id says what became of it', () => {
    expect(words(teamModal({ ...FREE, team: TEAM, alias: 'helpdesk' }))).toContain(
      '`helpdesk` went into this team.',
    );
  });

  test('the largest fits', () => {
    const view = teamModal({ ...FREE, team: LARGEST, note: '*Saved.*' });
    expectGoodView(view);
    expect(words(view)).toContain('None.');
  });
});

test.each(HOSTILE)('a name of %s stays words', (_name, name) => {
  const team = { ...TEAM, name, channel: name, group: name, onCall: name };
  expectGoodView(teamsModal({ ...LIST, teams: [team] }));
  expectGoodView(teamModal({ ...FREE, team, alias: name }));
  expectGoodView({ type: 'home', blocks: teamsHome([team]).waiting });
});

test('Home has twelve blocks of it at most', () => {
  expect(teamsHome([])).toEqual({ waiting: [], more: [] });
  const { waiting } = teamsHome(MANY);
  expect(waiting.length).toBeLessThanOrEqual(12);
  expectGoodView({ type: 'home', blocks: waiting });
  expect(words(waiting)).toContain('And 40 more.');
});
