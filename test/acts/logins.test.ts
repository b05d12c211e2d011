import { beforeEach, describe, expect, test } from 'vitest';
import { authenticate } from '../../lib/acts/authenticate.ts';
import { endAllLogins, endLogin, loadPerson, loginsOf } from '../../lib/acts/logins.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { loggedIn } from '../kit/logins.ts';
import { COLLEAGUE, OWNER } from '../kit/people.ts';
import { breaks, kindsOf, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const known = async (token: string) => (await authenticate(deps, token)).kind === 'caller';

test('a person’s logins are listed, the newest first, until they end', async () => {
  await loggedIn(deps, OWNER);
  deps.pass(60);
  await loggedIn(deps, OWNER);
  await loggedIn(deps, COLLEAGUE);
  const since = async () => (await loginsOf(deps, OWNER)).map((login) => login.confirmedAt);
  expect(await since()).toEqual(['2026-11-23T10:00:00.000Z', '2026-11-23T09:00:00.000Z']);
  deps.pass(11 * 60);
  expect(await since()).toEqual(['2026-11-23T10:00:00.000Z']);
});

describe('ending one', () => {
  test('ends that one from the very next request on', async () => {
    const [first, second] = [await loggedIn(deps, OWNER), await loggedIn(deps, OWNER)];
    const [newest] = await loginsOf(deps, OWNER);
    const ids = (await loginsOf(deps, OWNER)).map((login) => login.id);
    expect(ids).toHaveLength(2);
    const caller = await authenticate(deps, second.token);
    const id =
      caller.kind === 'caller' && caller.caller.kind === 'person' ? caller.caller.login : '';
    expect(await endLogin(deps, OWNER, id, 'ended-in-slack')).toEqual({ kind: 'ended' });
    expect([await known(first.token), await known(second.token)]).toEqual([true, false]);
    expect(newest?.ended).toBeUndefined();
    expect((await kindsOf(deps, `person/${OWNER}`)).at(-1)).toBe('person.login-ended');
  });
  test('is done once, by its own person, and to nothing that is not there', async () => {
    const { token } = await loggedIn(deps, OWNER);
    const id = (await loginsOf(deps, OWNER))[0]?.id ?? '';
    expect(await endLogin(deps, COLLEAGUE, id, 'logged-out')).toMatchObject({ why: 'no-login' });
    expect(await endLogin(deps, OWNER, 'login_x', 'logged-out')).toMatchObject({
      why: 'no-login',
    });
    expect(await known(token)).toBe(true);
    await endLogin(deps, OWNER, id, 'logged-out');
    expect(await endLogin(deps, OWNER, id, 'logged-out')).toMatchObject({ why: 'no-login' });
  });
});

describe('an account that is gone', () => {
  test('has no login any more, and gets new ones once it is back', async () => {
    const mine = [await loggedIn(deps, OWNER), await loggedIn(deps, OWNER)];
    const other = await loggedIn(deps, COLLEAGUE);
    expect(await endAllLogins(deps, OWNER)).toEqual({ ended: 2 });
    for (const { token } of mine) expect(await known(token)).toBe(false);
    expect(await known(other.token)).toBe(true);
    expect(await loginsOf(deps, OWNER)).toEqual([]);
    deps.pass(1);
    expect(await known((await loggedIn(deps, OWNER)).token)).toBe(true);
    expect(await breaks(deps)).toEqual([]);
  });
  test('has none however many there were: what is beyond one transaction counts for nothing', async () => {
    const tokens: string[] = [];
    for (let n = 0; n < 50; n += 1) tokens.push((await loggedIn(deps, OWNER)).token);
    expect(await endAllLogins(deps, OWNER)).toEqual({ ended: 50 });
    const still = await Promise.all(tokens.map(known));
    expect(still.filter(Boolean)).toEqual([]);
  });
  test('that never logged in leaves nothing behind', async () => {
    expect(await endAllLogins(deps, OWNER)).toEqual({ ended: 0 });
    expect(await loadPerson(deps, OWNER)).toBeUndefined();
  });
});
