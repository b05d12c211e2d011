import { beforeEach, describe, expect, test } from 'vitest';
import { answerLogin, askedLogin, loadAnswer, startLogin } from '../../lib/acts/login.ts';
import { loadLogin } from '../../lib/acts/logins.ts';
import { lookUp } from '../../lib/acts/secrets.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { CLAIM } from '../kit/logins.ts';
import { COLLEAGUE, OUTSIDER, OWNER } from '../kit/people.ts';
import { breaks, exported, kindsOf, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const idOf = async (code: string) => {
  const secret = await lookUp(deps, code);
  return secret?.type === 'user-code' ? secret.login : 'none';
};

test('a login begins with two codes that are stored as hashes, and leaves no line in the log', async () => {
  const lines = async () => (await exported(deps)).filter((line) => !line.includes('log.exported'));
  const before = await lines();
  const started = await startLogin(deps, CLAIM);
  expect(started).toMatchObject({ expiresInSeconds: 900, intervalSeconds: 5 });
  expect(started.deviceCode).toMatch(/^ymd_/);
  expect(started.userCode).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$/);
  expect(await lines()).toEqual(before);
});

describe('the person who typed the code', () => {
  test('is shown which machine asks, as it says of itself, however they typed', async () => {
    const { userCode } = await startLogin(deps, CLAIM);
    const typed = ` ${userCode.toLowerCase().replaceAll('-', ' ')} `;
    expect(await askedLogin(deps, OWNER, typed)).toMatchObject({
      kind: 'asked',
      asked: { ...CLAIM, askedAt: deps.now() },
    });
  });
  test.each(['', 'ABCD-EFGH-JKMN', 'x'.repeat(5000)])('is told that %j is none', async (typed) => {
    expect(await askedLogin(deps, OWNER, typed)).toMatchObject({ why: 'bad-code' });
    expect(await answerLogin(deps, OWNER, typed, 'confirmed')).toMatchObject({ why: 'bad-code' });
  });
  test('cannot use the device code in its place', async () => {
    const { deviceCode } = await startLogin(deps, CLAIM);
    expect(await askedLogin(deps, OWNER, deviceCode)).toMatchObject({ why: 'bad-code' });
  });
  test('has fifteen minutes', async () => {
    const { userCode } = await startLogin(deps, CLAIM);
    deps.pass(15);
    expect(await askedLogin(deps, OWNER, userCode)).toMatchObject({ why: 'bad-code' });
    expect(await answerLogin(deps, OWNER, userCode, 'confirmed')).toMatchObject({
      why: 'bad-code',
    });
  });
  test('of another organisation is shown nothing and answers nothing', async () => {
    const { userCode } = await startLogin(deps, CLAIM);
    expect(await askedLogin(deps, OUTSIDER, userCode)).toMatchObject({ why: 'not-allowed' });
    for (const choice of ['confirmed', 'denied'] as const) {
      const answer = await answerLogin(deps, OUTSIDER, userCode, choice);
      expect(answer).toMatchObject({ why: 'not-allowed' });
    }
    expect(await loadAnswer(deps, await idOf(userCode))).toBeUndefined();
  });
});

describe('an answer', () => {
  test('confirms: the login stands among the person’s, and the log names no machine', async () => {
    const { userCode } = await startLogin(deps, CLAIM);
    const id = await idOf(userCode);
    const answer = await answerLogin(deps, OWNER, userCode, 'confirmed');
    expect(answer).toEqual({ kind: 'answered', choice: 'confirmed' });
    expect(await loadLogin(deps, OWNER, id)).toEqual({ id, ...CLAIM, confirmedAt: deps.now() });
    expect(await kindsOf(deps, `person/${OWNER}`)).toEqual(['person.login-confirmed']);
    expect((await exported(deps)).join()).not.toContain(CLAIM.host);
    expect(await breaks(deps)).toEqual([]);
  });

  test('turns down: nothing stands among the person’s logins', async () => {
    const { userCode } = await startLogin(deps, CLAIM);
    const id = await idOf(userCode);
    const answer = await answerLogin(deps, OWNER, userCode, 'denied');
    expect(answer).toEqual({ kind: 'answered', choice: 'denied' });
    expect(await loadLogin(deps, OWNER, id)).toBeUndefined();
    expect(await kindsOf(deps, `person/${OWNER}`)).toEqual(['person.login-denied']);
  });

  test('counts once: the same again changes nothing, another is refused', async () => {
    const { userCode } = await startLogin(deps, CLAIM);
    const answer = (by: string, choice: 'confirmed' | 'denied') =>
      answerLogin(deps, by, userCode, choice);
    await answer(OWNER, 'confirmed');
    expect(await answer(OWNER, 'confirmed')).toEqual({ kind: 'answered', choice: 'confirmed' });
    expect(await answer(OWNER, 'denied')).toMatchObject({ why: 'answered-already' });
    expect(await answer(COLLEAGUE, 'confirmed')).toMatchObject({ why: 'answered-already' });
    expect(await askedLogin(deps, OWNER, userCode)).toMatchObject({ why: 'answered-already' });
    expect(await kindsOf(deps, `person/${OWNER}`)).toEqual(['person.login-confirmed']);
    expect(await kindsOf(deps, `person/${COLLEAGUE}`)).toEqual([]);
  });

  test.each([
    ['deactivated', 'deactivated'],
    ['bot', 'bot'],
    ['guest', 'guest'],
    ['outside', 'outside'],
  ] as const)('of somebody whom Slack calls %s confirms nothing', async (what, why) => {
    deps.change(OWNER, { [what]: true });
    const { userCode } = await startLogin(deps, CLAIM);
    expect(await answerLogin(deps, OWNER, userCode, 'confirmed')).toMatchObject({ why });
    expect(await loadAnswer(deps, await idOf(userCode))).toBeUndefined();
  });

  test('that comes too late because Slack was slow confirms nothing', async () => {
    const { userCode } = await startLogin(deps, CLAIM);
    const id = await idOf(userCode);
    const fresh: typeof deps.people.fresh = async (person) => {
      deps.pass(15);
      return deps.people.fresh(person);
    };
    const slow = { ...deps, people: { fresh } };
    const answer = await answerLogin(slow, OWNER, userCode, 'confirmed');
    expect(answer).toMatchObject({ why: 'bad-code' });
    expect(await loadAnswer(deps, id)).toBeUndefined();
  });

  test('is not asked of Slack when it refuses, or when there is nothing to confirm', async () => {
    const { userCode } = await startLogin(deps, CLAIM);
    await answerLogin(deps, OWNER, 'ABCD-EFGH-JKMN', 'confirmed');
    await answerLogin(deps, OWNER, userCode, 'denied');
    await answerLogin(deps, OWNER, userCode, 'confirmed');
    expect(deps.lookups()).toBe(0);
  });
});
