import { answerSchema, type Login, mayNotLogIn } from '../core/login.ts';
import type { PersonKey } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { CODE_MINUTES, DEVICE_PREFIX, normaliseCode, type UserCode } from '../core/secret.ts';
import { minutesAfter, unixSeconds } from '../core/time.ts';
import { loginKey } from '../store/keys.ts';
import { readPart } from '../store/read.ts';
import { putFleeting } from '../store/touch.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { loadPerson, loginItem, personChange } from './logins.ts';
import { hashOf, lookUp, secretItem } from './secrets.ts';
import { mayNotHere } from './standing.ts';

export const POLL_SECONDS = 5;

/** What the machine that logs in is given. The device code stays with it; the user code is typed in Slack. */
export interface LoginStarted {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly expiresInSeconds: number;
  readonly intervalSeconds: number;
}

/**
 * Anybody may begin a login; nothing is anybody's before it is confirmed. So it leaves two items that
 * go by themselves and no line in the log: without a token nobody can make the log grow.
 */
export async function startLogin(
  deps: Deps,
  claim: { readonly client: string; readonly host: string },
): Promise<LoginStarted> {
  const login = deps.newId('login');
  const deviceCode = `${DEVICE_PREFIX}${deps.newSecret()}`;
  const userCode = deps.newCode();
  const askedAt = deps.now();
  const expiresAt = minutesAfter(askedAt, CODE_MINUTES);
  const asked = { type: 'user-code' as const, login, ...claim, askedAt, expiresAt };
  const kept = { type: 'device-code' as const, login, expiresAt };
  await putFleeting(deps.store, secretItem(hashOf(deps, userCode), asked));
  await putFleeting(deps.store, secretItem(hashOf(deps, deviceCode), kept));
  const times = { expiresInSeconds: CODE_MINUTES * 60, intervalSeconds: POLL_SECONDS };
  return { deviceCode, userCode, ...times };
}

type NotAsked = Refusal<'not-allowed' | 'bad-code' | 'answered-already'>;

/** Which machine asks, as it says of itself; for the person who typed the code it shows. */
export async function askedLogin(
  deps: Deps,
  person: PersonKey,
  typed: string,
): Promise<{ kind: 'asked'; asked: UserCode } | NotAsked> {
  const [refusal, asked] = await Promise.all([
    mayNotHere(deps, 'find', person),
    lookUp(deps, normaliseCode(typed)),
  ]);
  if (refusal) return refusal;
  if (asked?.type !== 'user-code') return badCode();
  return (await loadAnswer(deps, asked.login)) ? answeredAlready() : { kind: 'asked', asked };
}

type Choice = 'confirmed' | 'denied';
type Answered = { readonly kind: 'answered'; readonly choice: Choice };
type NotAnswered =
  | NotAsked
  | Refusal<'lookup-failed' | 'deactivated' | 'bot' | 'guest' | 'outside'>;

/**
 * The person's answer to the login behind the code they typed. The first answer counts, whoever gave
 * it; the same again changes nothing. Who confirms is looked up afresh.
 */
export async function answerLogin(
  deps: Deps,
  person: PersonKey,
  typed: string,
  choice: Choice,
): Promise<Answered | NotAnswered> {
  const code = normaliseCode(typed);
  const refusal = await mayNotHere(deps, 'find', person);
  if (refusal) return refusal;
  const asked = await lookUp(deps, code);
  if (asked?.type !== 'user-code') return badCode();
  if (choice === 'confirmed' && !(await loadAnswer(deps, asked.login))) {
    const fresh = await deps.people.fresh(person);
    if (fresh.kind === 'refused') return fresh;
    const nobody = mayNotLogIn(fresh.person);
    if (nobody) return nobody;
  }
  return attempt(deps, () => answerStep(deps, person, asked, choice));
}

async function answerStep(
  deps: Deps,
  by: PersonKey,
  asked: UserCode,
  choice: Choice,
): Promise<Step<Answered | NotAnswered>> {
  const [answer, head] = await Promise.all([loadAnswer(deps, asked.login), loadPerson(deps, by)]);
  if (answer) {
    const same = answer.by === by && answer.choice === choice;
    return done(same ? { kind: 'answered', choice } : answeredAlready());
  }
  if (asked.expiresAt <= deps.now()) return done(badCode());
  const { login: id, client, host, expiresAt } = asked;
  const login: Login = { id, client, host, confirmedAt: deps.now() };
  const event = choice === 'confirmed' ? 'person.login-confirmed' : 'person.login-denied';
  const ttl = unixSeconds(expiresAt);
  return {
    kind: 'write',
    value: { kind: 'answered', choice },
    write: {
      changes: [personChange(deps, by, head, { event, data: { login: id } })],
      creates: [{ ...loginKey(id, 'ANSWER'), kind: 'login-answer', ttl, data: { by, choice } }],
      puts: choice === 'confirmed' ? [loginItem(by, login)] : [],
    },
  };
}

/** What somebody answered to this login, if anybody did. */
export async function loadAnswer(deps: Deps, login: string) {
  return (await readPart(deps.store, loginKey(login, 'ANSWER'), answerSchema))?.state;
}

function badCode(): Refusal<'bad-code'> {
  return refuse(
    'bad-code',
    `This code is unknown or older than ${CODE_MINUTES} minutes. Run "yardmaster login" to get a new one.`,
  );
}

function answeredAlready(): Refusal<'answered-already'> {
  return refuse(
    'answered-already',
    'This login was answered already. If it was not by you, run "yardmaster login" again.',
  );
}
