import { describe, expect, test } from 'vitest';
import {
  type Approvers,
  approversSchema,
  approversWords,
  strangersAmong,
  together,
} from '../../lib/core/approvers.ts';
import { refuse } from '../../lib/core/result.ts';
import { COLLEAGUE, LEAD, OUTSIDER, THIRD } from './perfect.ts';

describe('approvers as a manifest names them', () => {
  const good: [string, unknown][] = [
    ['people', { people: [COLLEAGUE] }],
    ['a team', { team: 'team-finance' }],
    ['a user group', { group: 'S0FINANCE' }],
    ['whoever is on call', { on_call: true }],
    ['all of it', { people: [COLLEAGUE], team: 'team-finance', group: 'S1', on_call: true }],
  ];
  test.each(good)('%s', (_, value) => {
    expect(approversSchema.parse(value)).toEqual(value);
  });

  const bad: [string, unknown, RegExp][] = [
    ['nobody at all', {}, /name people, a team, a group or "on_call": true/],
    ['no people', { people: [] }, /./],
    ['a name', { people: ['Anna'] }, /T…\/U…/],
    ['a group that is none', { group: 'finance' }, /S…/],
    ['nobody on call', { on_call: false }, /./],
    ['another field', { users: [COLLEAGUE] }, /users/],
    ['21 people', { people: Array.from({ length: 21 }, (_, n) => `T1/U${n}`) }, /at most 20/],
  ];
  test.each(bad)('not %s', (_, value, say) => {
    const problems = approversSchema.safeParse(value).error?.issues ?? [];
    expect(problems.map((one) => one.message).join(' ')).toMatch(say);
  });
});

const rows: [Approvers, string][] = [
  [{ people: [COLLEAGUE, THIRD] }, 'U2, U3'],
  [{ team: 'team-finance' }, 'members of team-finance'],
  [{ group: 'S0FINANCE' }, 'the user group S0FINANCE'],
  [{ people: [LEAD], on_call: true }, 'U4, whoever is on call'],
];
test.each(rows)('%j in words: %s', (approvers, words) => {
  expect(approversWords(approvers)).toBe(words);
});

test('of another organisation are those with another half before the slash', () => {
  expect(strangersAmong({ people: [COLLEAGUE, OUTSIDER] }, 'T1')).toEqual([OUTSIDER]);
  expect(strangersAmong({ team: 'team-finance' }, 'T1')).toEqual([]);
});

test('several parts are one set, and one doubt is a doubt of all', () => {
  const first = { people: [COLLEAGUE, THIRD], gaps: ['a'] };
  const second = { people: [THIRD, LEAD], gaps: ['b'] };
  const sure = { people: [COLLEAGUE, THIRD, LEAD], gaps: ['a', 'b'] };
  expect(together([first, second])).toEqual(sure);
  const unsure = refuse('lookup-failed', 'Try again.');
  expect(together([first, { people: [], gaps: [], unsure }, second])).toEqual({ ...sure, unsure });
});
