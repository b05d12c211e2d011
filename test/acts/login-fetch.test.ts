import { beforeEach, describe, expect, test } from 'vitest';
import { authenticate } from '../../lib/acts/authenticate.ts';
import { answerLogin, startLogin } from '../../lib/acts/login.ts';
import { fetchLogin } from '../../lib/acts/login-fetch.ts';
import { endAllLogins, loginsOf } from '../../lib/acts/logins.ts';
import { uninstall } from '../../lib/acts/uninstall.ts';
import { slackUserId } from '../../lib/core/people.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { CLAIM, loggedIn } from '../kit/logins.ts';
import { ADMIN, OWNER } from '../kit/people.ts';
import { breaks, kindsOf, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const SECOND = 1 / 60;

describe('before somebody has answered', () => {
  test('is told to wait, and how long', async () => {
    const { deviceCode } = await startLogin(deps, CLAIM);
    expect(await fetchLogin(deps, deviceCode)).toMatchObject({
      why: 'authorization-pending',
      facts: { interval: 5 },
    });
  });
  test('who asks too often is told to slow down, and is heard again in time', async () => {
    const { deviceCode } = await startLogin(deps, CLAIM);
    const ask = async () => {
      const outcome = await fetchLogin(deps, deviceCode);
      return outcome.kind === 'refused' ? outcome.why : outcome.kind;
    };
    expect(await ask()).toBe('authorization-pending');
    deps.pass(2 * SECOND);
    expect(await ask()).toBe('slow-down');
    deps.pass(5 * SECOND);
    expect(await ask()).toBe('authorization-pending');
  });
  test('after fifteen minutes it is over', async () => {
    const { deviceCode } = await startLogin(deps, CLAIM);
    deps.pass(15);
    expect(await fetchLogin(deps, deviceCode)).toMatchObject({ why: 'code-expired' });
  });
});

test.each(['', 'ymd_unknown', 'x'.repeat(5000)])('%j is no device code', async (code) => {
  expect(await fetchLogin(deps, code)).toMatchObject({ why: 'code-expired' });
});

test('the code that people type fetches nothing: it passed through Slack', async () => {
  const { userCode } = await startLogin(deps, CLAIM);
  await answerLogin(deps, OWNER, userCode, 'confirmed');
  expect(await fetchLogin(deps, userCode)).toMatchObject({ why: 'code-expired' });
});

test('a login that was turned down is told so', async () => {
  const { userCode, deviceCode } = await startLogin(deps, CLAIM);
  await answerLogin(deps, OWNER, userCode, 'denied');
  expect(await fetchLogin(deps, deviceCode)).toMatchObject({ why: 'access-denied' });
});

test('a confirmed login is fetched at once, for twelve hours, and nobody is told', async () => {
  const login = await loggedIn(deps, OWNER);
  expect(login).toMatchObject({
    person: OWNER,
    token: expect.stringMatching(/^yml_/),
    expiresAt: '2026-11-23T21:00:00.000Z',
  });
  expect(await loginsOf(deps, OWNER)).toMatchObject([CLAIM]);
  expect(await kindsOf(deps, `person/${OWNER}`)).toEqual([
    'person.login-confirmed',
    'person.logged-in',
  ]);
  expect(await unsent(deps)).toEqual([]);
});

describe('who asks a second time with a code that was used', () => {
  test('gets nothing, the login ends, and its person is told once', async () => {
    const { deviceCode, token } = await loggedIn(deps, OWNER);
    const second = await fetchLogin(deps, deviceCode);
    expect(second).toMatchObject({ why: 'access-denied' });
    expect(await authenticate(deps, token)).toMatchObject({ why: 'unauthenticated' });
    expect(await loginsOf(deps, OWNER)).toEqual([]);
    const place = slackUserId(OWNER);
    expect(await unsent(deps)).toMatchObject([{ what: 'login-ended', place }]);
    expect(await fetchLogin(deps, deviceCode)).toMatchObject({ why: 'access-denied' });
    expect(await unsent(deps)).toHaveLength(1);
    expect(await kindsOf(deps, `person/${OWNER}`)).toEqual([
      'person.login-confirmed',
      'person.logged-in',
      'person.login-ended',
    ]);
    expect(await breaks(deps)).toEqual([]);
  });
  test('leaves the other logins of the person alone', async () => {
    const other = await loggedIn(deps, OWNER);
    const { deviceCode } = await loggedIn(deps, OWNER);
    await fetchLogin(deps, deviceCode);
    expect(await authenticate(deps, other.token)).toMatchObject({ kind: 'caller' });
  });
});

test('a login that was confirmed before the account went gives no token after it', async () => {
  await loggedIn(deps, OWNER);
  const { userCode, deviceCode } = await startLogin(deps, CLAIM);
  await answerLogin(deps, OWNER, userCode, 'confirmed');
  await endAllLogins(deps, OWNER);
  expect(await fetchLogin(deps, deviceCode)).toMatchObject({ why: 'access-denied' });
});

test('a login that was confirmed before everybody’s ended gives no token after it', async () => {
  const { userCode, deviceCode } = await startLogin(deps, CLAIM);
  await answerLogin(deps, OWNER, userCode, 'confirmed');
  await uninstall(deps, ADMIN, { name: 'Sample organisation', logins: true });
  expect(await fetchLogin(deps, deviceCode)).toMatchObject({ why: 'access-denied' });
});
