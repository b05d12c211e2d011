import { describe, expect, test } from 'vitest';
import { authenticate } from '../../../lib/acts/authenticate.ts';
import type { Deps } from '../../../lib/acts/deps.ts';
import { answerLogin, loadAnswer, startLogin } from '../../../lib/acts/login.ts';
import { fetchLogin } from '../../../lib/acts/login-fetch.ts';
import { endAllLogins, endLogin, loginsOf } from '../../../lib/acts/logins.ts';
import { lookUp } from '../../../lib/acts/secrets.ts';
import { CLAIM, loggedIn } from '../../kit/logins.ts';
import { COLLEAGUE, OWNER } from '../../kit/people.ts';
import { FAULTS, kindsOfOutcomes, race, track } from '../race.ts';
import { breaks, kindsOf, unsent } from '../stage.ts';

const at = track();
const PERSON = `person/${OWNER}`;

async function started() {
  const codes = await startLogin(at.deps, CLAIM);
  const secret = await lookUp(at.deps, codes.userCode);
  if (secret?.type !== 'user-code') throw new Error('no code');
  return { ...codes, id: secret.login };
}

describe.each(FAULTS)('an answer, with the fault: %s', (fault) => {
  test('confirmed twice by one person is confirmed once', async () => {
    const { userCode, id } = await started();
    const confirm = (deps: Deps) => answerLogin(deps, OWNER, userCode, 'confirmed');
    const outcomes = await race(
      { proxy: at.proxy, subject: `login/${id}`, fault },
      () => confirm(at.left),
      () => confirm(at.right),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['answered', 'answered']);
    expect(await kindsOf(at.deps, PERSON)).toEqual(['person.login-confirmed']);
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('confirmed by two people is the first one’s alone', async () => {
    const { userCode, deviceCode, id } = await started();
    const outcomes = await race(
      { proxy: at.proxy, subject: `login/${id}`, fault },
      () => answerLogin(at.left, OWNER, userCode, 'confirmed'),
      () => answerLogin(at.right, COLLEAGUE, userCode, 'confirmed'),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['answered', 'refused']);
    const winner = (await loadAnswer(at.deps, id))?.by;
    expect(await fetchLogin(at.deps, deviceCode)).toMatchObject({ person: winner });
    const lines = await Promise.all(
      [OWNER, COLLEAGUE].map((person) => kindsOf(at.deps, `person/${person}`)),
    );
    expect(lines.flat()).toEqual(['person.login-confirmed', 'person.logged-in']);
  });

  test('confirmed and turned down at once has one answer, and the token only with the one', async () => {
    const { userCode, deviceCode, id } = await started();
    const outcomes = await race(
      { proxy: at.proxy, subject: `login/${id}`, fault },
      () => answerLogin(at.left, OWNER, userCode, 'confirmed'),
      () => answerLogin(at.right, OWNER, userCode, 'denied'),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['answered', 'refused']);
    const choice = (await loadAnswer(at.deps, id))?.choice;
    expect(outcomes).toContainEqual({ kind: 'answered', choice });
    const fetched = await fetchLogin(at.deps, deviceCode);
    expect(fetched.kind).toBe(choice === 'confirmed' ? 'login' : 'refused');
  });
});

describe.each(FAULTS)('a login, with the fault: %s', (fault) => {
  test('fetched twice at once gives exactly one token, which is ended, and its person is told', async () => {
    const { userCode, deviceCode } = await started();
    await answerLogin(at.deps, OWNER, userCode, 'confirmed');
    const outcomes = await race(
      { proxy: at.proxy, subject: PERSON, fault },
      () => fetchLogin(at.left, deviceCode),
      () => fetchLogin(at.right, deviceCode),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['login', 'refused']);
    const token = outcomes.flatMap((one) => (one.kind === 'login' ? [one.token] : []))[0];
    expect(await authenticate(at.deps, token)).toMatchObject({ why: 'unauthenticated' });
    expect(await loginsOf(at.deps, OWNER)).toEqual([]);
    expect(await unsent(at.deps)).toMatchObject([{ what: 'login-ended' }]);
    expect(await kindsOf(at.deps, PERSON)).toEqual([
      'person.login-confirmed',
      'person.logged-in',
      'person.login-ended',
    ]);
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('fetched while the account goes opens nothing', async () => {
    await loggedIn(at.deps, OWNER);
    const { userCode, deviceCode } = await started();
    await answerLogin(at.deps, OWNER, userCode, 'confirmed');
    const [fetched] = await race(
      { proxy: at.proxy, subject: PERSON, fault },
      () => fetchLogin(at.left, deviceCode),
      () => endAllLogins(at.right, OWNER),
    );
    if (fetched.kind === 'login') {
      expect(await authenticate(at.deps, fetched.token)).toMatchObject({ why: 'unauthenticated' });
    }
    expect(await loginsOf(at.deps, OWNER)).toEqual([]);
  });

  test('ended twice is ended once', async () => {
    const { token } = await loggedIn(at.deps, OWNER);
    const id = (await loginsOf(at.deps, OWNER))[0]?.id ?? '';
    const outcomes = await race(
      { proxy: at.proxy, subject: PERSON, fault },
      () => endLogin(at.left, OWNER, id, 'logged-out'),
      () => endLogin(at.right, OWNER, id, 'ended-in-slack'),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['ended', 'refused']);
    expect(await authenticate(at.deps, token)).toMatchObject({ why: 'unauthenticated' });
    expect((await kindsOf(at.deps, PERSON)).slice(2)).toEqual(['person.login-ended']);
  });
});
