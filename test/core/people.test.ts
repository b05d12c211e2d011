import { expect, test } from 'vitest';
import {
  organisationOf,
  personKey,
  personKeySchema,
  slackUserId,
  strangersIn,
  teamIdSchema,
} from '../../lib/core/people.ts';
import { ORGANISATION, OUTSIDER, TEAM } from './perfect.ts';

test("a person's key is enterprise id + user id, else team id + user id", () => {
  expect(personKey({ userId: 'U1', teamId: 'T1' })).toBe('T1/U1');
  expect(personKey({ userId: 'W1', teamId: 'T1', enterpriseId: 'E1' })).toBe('E1/W1');
});

test('a key has two halves', () => {
  expect(slackUserId('T1/U1')).toBe('U1');
  expect(organisationOf('T1/U1')).toBe('T1');
});

test.each(['U1', 'T1/', '/U1', 't1/u1', 'T1/U1/X', 'T1/U1\n', 'T1/<@U1>'])(
  '%j is no key',
  (text) => {
    expect(personKeySchema.safeParse(text).success).toBe(false);
  },
);

test.each([
  ['team-support', true],
  ['t', true],
  ['-t', false],
  ['t-', false],
  ['@platform', false],
  ['x'.repeat(61), false],
])('%j as a team: %s', (id, fits) => expect(teamIdSchema.safeParse(id).success).toBe(fits));

test('whoever the records name must be of the organisation', () => {
  expect(strangersIn(ORGANISATION, [TEAM])).toEqual([]);
  const team = { ...TEAM, members: [...TEAM.members, OUTSIDER], lead: OUTSIDER };
  expect(strangersIn({ ...ORGANISATION, auditors: [OUTSIDER] }, [team])).toEqual([OUTSIDER]);
});
