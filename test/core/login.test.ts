import { expect, test } from 'vitest';
import { endedWithPerson, loginInForce, mayNotLogIn, personSchema } from '../../lib/core/login.ts';
import type { FreshPerson } from '../../lib/core/people.ts';
import { LOGIN, NOW, OWNER } from './perfect.ts';

const PERSON: FreshPerson = {
  key: OWNER,
  name: 'Support owner',
  deactivated: false,
  bot: false,
  guest: false,
  outside: false,
};

test('a colleague may log in', () => {
  expect(mayNotLogIn(PERSON)).toBeUndefined();
});

test.each(['deactivated', 'bot', 'guest', 'outside'] as const)('%s may not', (what) => {
  expect(mayNotLogIn({ ...PERSON, [what]: true })).toMatchObject({ kind: 'refused', why: what });
});

const END = '2026-11-23T21:00:00.000Z';

test('a login is in force from its token to its end', () => {
  const { token: _, ...confirmed } = LOGIN;
  expect(loginInForce(LOGIN, '2026-11-23T20:59:59.999Z')).toBe(true);
  expect(loginInForce(LOGIN, END)).toBe(false);
  expect(loginInForce(confirmed, NOW)).toBe(false);
  expect(loginInForce({ ...LOGIN, ended: { at: NOW, why: 'logged-out' } }, NOW)).toBe(false);
});

test.each([
  [undefined, NOW, false],
  [{ key: OWNER }, NOW, false],
  [{ key: OWNER, loginsEndedAt: NOW }, NOW, true],
  [{ key: OWNER, loginsEndedAt: NOW }, '2026-11-23T09:00:00.001Z', false],
  [{ key: OWNER, loginsEndedAt: '2026-11-23T09:00:00.001Z' }, NOW, true],
])('with the record %j what began at %s has ended: %s', (record, since, ended) => {
  expect(endedWithPerson(record, since)).toBe(ended);
});

test('what others keep of a person is kept', () => {
  expect(personSchema.parse({ key: OWNER, other: 1 })).toEqual({ key: OWNER, other: 1 });
});
