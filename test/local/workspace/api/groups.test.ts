import { describe, expect, test } from 'vitest';
import { call, options, workspace } from '../kit.ts';

const groups = [
  { id: 'S1', handle: 'support', name: 'Support', members: ['U1', 'U2'] },
  { id: 'S2', handle: 'former', name: 'Former', members: ['U4'], disabled: true },
];

describe('user groups', () => {
  test('are listed without the disabled ones', async () => {
    const here = await workspace({ groups });
    expect(await call(here, 'usergroups.list')).toMatchObject({
      ok: true,
      usergroups: [{ id: 'S1', handle: 'support', user_count: 2 }],
    });
    const all = await call(here, 'usergroups.list', { include_disabled: true });
    expect(all.usergroups).toHaveLength(2);
  });

  test('give their members', async () => {
    const here = await workspace({ groups });
    expect(await call(here, 'usergroups.users.list', { usergroup: 'S1' })).toEqual({
      ok: true,
      users: ['U1', 'U2'],
    });
  });

  test.each([
    ['an unknown one', 'S9'],
    ['a disabled one', 'S2'],
  ])('refuse %s', async (_name, usergroup) => {
    const here = await workspace({ groups });
    const error = 'no_such_subteam';
    expect(await call(here, 'usergroups.users.list', { usergroup })).toMatchObject({ error });
  });

  test.each(['usergroups.list', 'usergroups.users.list'])(
    '%s is refused where the plan has none',
    async (method) => {
      const here = await workspace();
      const error = 'plan_upgrade_required';
      expect(await call(here, method, { usergroup: 'S1' })).toMatchObject({ error });
    },
  );
});

describe('users.lookupByEmail', () => {
  const people = options.people.map((each) =>
    each.id === 'U2' ? { ...each, email: 'second@example.org' } : each,
  );

  test.each([
    ['the handle at example.com', 'owner@example.com', { ok: true, user: { id: 'U1' } }],
    ['an address of its own', 'second@example.org', { ok: true, user: { id: 'U2' } }],
    ['capitals', 'Owner@Example.com', { ok: true, user: { id: 'U1' } }],
    ['somebody who left', 'left@example.com', { error: 'users_not_found' }],
    ['another organisation', 'outsider@example.com', { error: 'users_not_found' }],
  ])('%s', async (_name, email, answer) => {
    const here = await workspace({ people });
    expect(await call(here, 'users.lookupByEmail', { email })).toMatchObject(answer);
  });
});
