import { describe, expect, test } from 'vitest';
import type { FreshPerson, PersonKey } from '../../lib/core/people.ts';
import {
  changedMeanwhile,
  formTeam,
  isEmpty,
  leadLeft,
  nameKey,
  nameTaken,
  tooMany,
  type WantedTeam,
} from '../../lib/core/team.ts';
import { COLLEAGUE, LEAD, OUTSIDER, OWNER, TEAM, THIRD } from './perfect.ts';

const WANTED: WantedTeam = {
  id: 'team-claims',
  name: 'Claims',
  lead: LEAD,
  backup: OWNER,
  channel: 'C5',
  members: [COLLEAGUE],
  group: undefined,
  onCall: undefined,
  ci: [],
};

const fresh = (key: PersonKey, how: Partial<FreshPerson> = {}): FreshPerson => ({
  key,
  name: 'somebody',
  deactivated: false,
  bot: false,
  guest: false,
  outside: false,
  ...how,
});

function form(wanted: Partial<WantedTeam>, ...people: FreshPerson[]) {
  return formTeam(
    { ...WANTED, ...wanted },
    { home: 'T1', teams: [TEAM], people: new Map(people.map((one) => [one.key, one])) },
  );
}

test('lead and backup are members of a team made of people', () => {
  expect(form({})).toEqual({
    kind: 'team',
    team: {
      id: 'team-claims',
      name: 'Claims',
      lead: LEAD,
      backup: OWNER,
      members: [LEAD, OWNER, COLLEAGUE],
      channel: 'C5',
    },
  });
});

test('a name is kept on one line', () => {
  expect(form({ name: '  Claims\n and  more ' })).toMatchObject({
    team: { name: 'Claims and more' },
  });
});

test('what it need not have is left out, what it has is kept', () => {
  const ci = [{ issuer: 'https://ci.example.com', subject: 'repo:claims/*' }];
  const given = { members: [LEAD, OWNER], group: 'S1', onCall: 'S2', ci };
  expect(form(given)).toMatchObject({ team: { group: 'S1', onCall: 'S2', ci } });
});

test('its own name is not taken from an edited team', () => {
  expect(form({ id: TEAM.id, name: TEAM.name })).toMatchObject({ kind: 'team' });
});

const MANY = Array.from({ length: 501 }, (_, at): PersonKey => `T1/UM${at}`);
const PATTERN = { issuer: 'https://ci.example.com', subject: 'repo:claims/*' };

describe('is refused, with the field and what to do', () => {
  test.each<[string, Partial<WantedTeam>, string, RegExp]>([
    ['an id with capitals', { id: 'Claims' }, 'id', /lower-case/],
    ['no id', { id: '' }, 'id', /lower-case/],
    ['an id of 61 characters', { id: 'a'.repeat(61) }, 'id', /1 to 60/],
    ['no name', { name: ' ' }, 'name', /Write the name/],
    ['a name of 101 characters', { name: 'n'.repeat(101) }, 'name', /longer than 100/],
    ['a formula for a name', { name: '=cmd|calc' }, 'name', /like a formula/],
    ['a name in use', { name: 'support' }, 'name', /team-support has this name/],
    ['a name that only looks other', { name: 'Ｓupport' }, 'name', /has this name/],
    ['no channel', { channel: '' }, 'channel', /Choose the channel/],
    ['a channel by its name', { channel: '#claims' }, 'channel', /Choose the channel/],
    ['no lead', { lead: undefined }, 'lead', /Choose a lead/],
    ['a lead of another organisation', { lead: OUTSIDER }, 'lead', /another organisation/],
    ['a backup of another organisation', { backup: OUTSIDER }, 'backup', /another organisation/],
    ['the lead as backup', { backup: LEAD }, 'backup', /Choose another/],
    ['a member of another organisation', { members: [OUTSIDER] }, 'members', /T2\/U1/],
    ['501 members', { members: MANY }, 'members', /at most 500/],
    [
      'a group without the lead',
      { group: 'S1', backup: undefined },
      'lead',
      /not in the user group/,
    ],
    ['a group without the backup', { group: 'S1', members: [LEAD] }, 'backup', /not in the user/],
    ['a group that is none', { group: 'C1', members: [LEAD, OWNER] }, 'group', /user group/],
    ['an on-call group that is none', { onCall: '@oncall' }, 'on_call', /user group/],
    ['21 CI patterns', { ci: Array.from({ length: 21 }, () => PATTERN) }, 'ci', /at most 20/],
    ['an issuer that is no address', { ci: [{ ...PATTERN, issuer: 'ci' }] }, 'ci', /address/],
    [
      'a subject that lets all in',
      { ci: [{ ...PATTERN, subject: '**' }] },
      'ci',
      /every repository/,
    ],
  ])('%s', (_name, spoiled, field, say) => {
    expect(form(spoiled)).toEqual({
      kind: 'problems',
      problems: [{ field, say: expect.stringMatching(say) }],
    });
  });

  test.each<[string, Partial<FreshPerson>, RegExp]>([
    ['left', { deactivated: true }, /has left Slack/],
    ['is an app', { bot: true }, /an app/],
    ['is a guest', { guest: true }, /a guest/],
    ['has the same id in another organisation', { outside: true }, /another organisation/],
  ])('a lead or backup who %s', (_name, how, say) => {
    const problem = (field: string) => [{ field, say: expect.stringMatching(say) }];
    expect(form({}, fresh(LEAD, how))).toMatchObject({ problems: problem('lead') });
    expect(form({}, fresh(OWNER, how))).toMatchObject({ problems: problem('backup') });
  });

  test.each<[string, Partial<FreshPerson>, RegExp]>([
    ['left', { deactivated: true }, /left Slack: T1\/U2/],
    ['is an app', { bot: true }, /apps: T1\/U2/],
    ['has the same id in another organisation', { outside: true }, /organisations: T1\/U2/],
  ])('a member who %s', (_name, how, say) => {
    expect(form({}, fresh(COLLEAGUE, how))).toMatchObject({
      problems: [{ field: 'members', say: expect.stringMatching(say) }],
    });
  });

  test('everything at once', () => {
    const outcome = form({ id: '', name: '', channel: '', lead: undefined });
    const fields = outcome.kind === 'problems' && outcome.problems.map((one) => one.field);
    expect(fields).toEqual(['id', 'name', 'channel', 'lead']);
  });
});

test('a CI subject that says what and not whose would let in everybody there is', () => {
  expect(form({ ci: [{ ...PATTERN, subject: 'repo:*' }] })).toMatchObject({
    problems: [{ field: 'ci', say: expect.stringMatching(/every repository/) }],
  });
});

test('a guest may be a member', () => {
  expect(form({}, fresh(COLLEAGUE, { guest: true }))).toMatchObject({ kind: 'team' });
});

test.each([
  ['all of its members have left', TEAM.members, true],
  ['one is still there', [OWNER, COLLEAGUE, THIRD], false],
  ['nobody was looked up', undefined, false],
])('whether it is empty: %s', (_name, left, empty) => {
  expect(isEmpty({ ...TEAM, ...(left ? { left } : {}) })).toBe(empty);
});

test('without members it is empty', () => {
  expect(isEmpty({ ...TEAM, members: [] })).toBe(true);
});

test('a lead who left is known once looked up', () => {
  expect(leadLeft(TEAM)).toBe(false);
  expect(leadLeft({ ...TEAM, left: [LEAD] })).toBe(true);
});

test('the sentences name what they are about', () => {
  expect(changedMeanwhile(TEAM)).toMatchObject({
    why: 'changed-meanwhile',
    say: expect.stringContaining('Support'),
  });
  expect(nameTaken('team-claims')).toContain('team-claims');
  expect(tooMany(612)).toContain('612');
  expect(nameKey('ＡＢ c')).toBe('ab c');
});
