import { endedWithPerson, type Login } from '../core/login.ts';
import { type PersonKey, slackUserId } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { CODE_MINUTES, LOGIN_MINUTES, LOGIN_PREFIX, type Secret } from '../core/secret.ts';
import { minutesAfter, unixSeconds } from '../core/time.ts';
import { loginKey } from '../store/keys.ts';
import { touch } from '../store/touch.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { loadAnswer, POLL_SECONDS } from './login.ts';
import {
  loadLogin,
  loadPerson,
  loginItem,
  type PersonHead,
  personChange,
  withoutLogins,
} from './logins.ts';
import { hashOf, lookUp, secretItem } from './secrets.ts';
import { loadOrganisation } from './standing.ts';

export type LoggedIn = {
  readonly kind: 'login';
  readonly person: PersonKey;
  readonly token: string;
  readonly expiresAt: string;
};
type NoToken = Refusal<'authorization-pending' | 'slow-down' | 'code-expired' | 'access-denied'>;

/**
 * The login's token, for whoever holds its device code: "the token is fetched by the device code
 * only, once". Somebody who asks a second time shows that two know the code: the login ends.
 */
export async function fetchLogin(deps: Deps, deviceCode: string): Promise<LoggedIn | NoToken> {
  const secret = await lookUp(deps, deviceCode);
  if (secret?.type !== 'device-code') return expired();
  const answer = await loadAnswer(deps, secret.login);
  if (!answer) return pending(deps, secret);
  if (answer.choice === 'denied') {
    return refuse('access-denied', 'The login was turned down in Slack.');
  }
  return attempt(deps, () => fetchStep(deps, answer.by, secret.login));
}

/** Nobody has answered. Whoever asks more often than was agreed is told to slow down. */
async function pending(deps: Deps, secret: { login: string; expiresAt: string }): Promise<NoToken> {
  const at = deps.now();
  const unlessSince = minutesAfter(at, -(POLL_SECONDS - 1) / 60);
  const ttl = unixSeconds(secret.expiresAt);
  const inTime = await touch(deps.store, loginKey(secret.login, 'POLLED'), {
    at,
    unlessSince,
    ttl,
  });
  const facts = { interval: POLL_SECONDS };
  return inTime
    ? refuse('authorization-pending', 'Nobody has confirmed this login in Slack yet.', facts)
    : refuse('slow-down', `Ask every ${POLL_SECONDS} seconds at most.`, facts);
}

async function fetchStep(
  deps: Deps,
  person: PersonKey,
  id: string,
): Promise<Step<LoggedIn | NoToken>> {
  const [head, login, organisation] = await Promise.all([
    loadPerson(deps, person),
    loadLogin(deps, person, id),
    loadOrganisation(deps),
  ]);
  if (!login) return done(expired());
  const since = login.confirmedAt;
  const over = endedWithPerson(head?.state, since) || endedWithPerson(organisation, since);
  if (login.ended || over) {
    return done(refuse('access-denied', 'This login was ended. Run "yardmaster login" again.'));
  }
  return login.token ? endStep(deps, person, head, login) : tokenStep(deps, person, head, login);
}

function tokenStep(
  deps: Deps,
  person: PersonKey,
  head: PersonHead,
  login: Login,
): Step<LoggedIn | NoToken> {
  const token = `${LOGIN_PREFIX}${deps.newSecret()}`;
  const hash = hashOf(deps, token);
  const issuedAt = deps.now();
  const expiresAt = minutesAfter(issuedAt, LOGIN_MINUTES);
  const stored: Secret = { type: 'login', person, login: login.id, issuedAt, expiresAt };
  const data = { login: login.id };
  const state = { lastLogin: issuedAt };
  return {
    kind: 'write',
    value: { kind: 'login', person, token, expiresAt },
    write: {
      changes: [personChange(deps, person, head, { event: 'person.logged-in', data, state })],
      creates: [secretItem(hash, stored)],
      puts: [loginItem(person, { ...login, token: { hash, issuedAt, expiresAt } })],
    },
  };
}

/** "The login is revoked and the person is told": somebody else has the device code. */
function endStep(
  deps: Deps,
  person: PersonKey,
  head: PersonHead,
  login: Login,
): Step<LoggedIn | NoToken> {
  const why = 'asked-again' as const;
  const step = { event: 'person.login-ended', data: { login: login.id, why }, system: 'login' };
  const subject = `login/${person}/${login.id}`;
  return {
    kind: 'write',
    value: refuse(
      'access-denied',
      'This login was fetched before, so it was ended. Run "yardmaster login" again.',
    ),
    write: {
      changes: [personChange(deps, person, head, step)],
      ...withoutLogins(deps, person, [login], why),
      tell: [{ what: 'login-ended', subject, place: slackUserId(person) }],
    },
  };
}

function expired(): NoToken {
  return refuse(
    'code-expired',
    `This login was not confirmed within ${CODE_MINUTES} minutes. Run "yardmaster login" again.`,
  );
}
