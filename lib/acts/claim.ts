import * as z from 'zod';
import { type PersonKey, personKeySchema } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import {
  CODE_MINUTES,
  LOGIN_MINUTES,
  LOGIN_PREFIX,
  normaliseCode,
  type Secret,
  WORKFLOW_KEY_PREFIX,
} from '../core/secret.ts';
import { minutesAfter } from '../core/time.ts';
import { secretKey } from '../store/keys.ts';
import { readHead } from '../store/read.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { type CodeGiven, keyEvent, mayHold } from './key-codes.ts';
import { hashOf, lookUp, secretItem } from './secrets.ts';
import { loadWorkflow, mayNotHere, standingTo } from './standing.ts';

export type Claimed = { readonly kind: 'key'; readonly workflow: string; readonly key: string };
export type LoggedIn = {
  readonly kind: 'login';
  readonly person: PersonKey;
  readonly token: string;
  readonly expiresAt: string;
};
type BadCode = Refusal<'bad-code'>;

/** The person's own record: when they last logged in. */
const personSchema = z.object({ key: personKeySchema, lastLogin: z.string() });

function badCode(deps: Deps): BadCode {
  const again = `Get a new one in Slack: ${deps.settings.command} login, or the workflow's "Get Key Code" button.`;
  return refuse(
    'bad-code',
    `This code is unknown, used or older than ${CODE_MINUTES} minutes. ${again}`,
  );
}

/**
 * Turns a one-time code into the workflow's key. The key is in this answer and nowhere else; an
 * earlier key of the workflow stops at the same moment.
 */
export async function claimKey(deps: Deps, typed: string): Promise<Claimed | BadCode> {
  const code = normaliseCode(typed);
  return attempt(deps, async (): Promise<Step<Claimed | BadCode>> => {
    const secret = await lookUp(deps, code);
    if (secret?.type !== 'key-code') return done(badCode(deps));
    const head = await loadWorkflow(deps, secret.workflow);
    if (!head || !mayHold(secret.person, await standingTo(deps, head.state))) {
      return done(badCode(deps));
    }
    const key = `${WORKFLOW_KEY_PREFIX}${deps.newSecret()}`;
    const hash = hashOf(deps, key);
    const keyId = deps.newId('key');
    const record = { id: keyId, hash, holder: secret.person, issuedAt: deps.now() };
    const event = { kind: 'workflow.key-claimed', by: secret.person, data: { key: keyId } };
    const change = keyEvent(deps, head, event, { ...head.state, keys: [record] });
    const stored: Secret = { type: 'workflow-key', workflow: secret.workflow, keyId };
    const old = (head.state.keys ?? []).map((one) => secretKey(one.hash));
    return {
      kind: 'write',
      value: { kind: 'key', workflow: secret.workflow, key },
      write: {
        changes: [change],
        creates: [secretItem(hash, stored)],
        deletes: [secretKey(hashOf(deps, code)), ...old],
      },
    };
  });
}

/** A one-time code that logs this person in at the command line. */
export async function takeLoginCode(
  deps: Deps,
  person: PersonKey,
): Promise<CodeGiven | Refusal<'not-allowed'>> {
  const refusal = await mayNotHere(deps, 'find', person);
  if (refusal) return refusal;
  const code = deps.newCode();
  const expiresAt = minutesAfter(deps.now(), CODE_MINUTES);
  const secret: Secret = { type: 'login-code', person, expiresAt };
  return personStep(deps, person, 'person.login-code-given', {
    value: { kind: 'code', code, minutes: CODE_MINUTES },
    creates: [secretItem(hashOf(deps, code), secret)],
  });
}

/** Turns a login code into a token for 12 hours. */
export async function login(deps: Deps, typed: string): Promise<LoggedIn | BadCode> {
  const code = normaliseCode(typed);
  return attempt(deps, async (): Promise<Step<LoggedIn | BadCode>> => {
    const secret = await lookUp(deps, code);
    if (secret?.type !== 'login-code') return done(badCode(deps));
    const token = `${LOGIN_PREFIX}${deps.newSecret()}`;
    const expiresAt = minutesAfter(deps.now(), LOGIN_MINUTES);
    const { person } = secret;
    const stored: Secret = { type: 'login', person, expiresAt };
    const step = await loginWrite(deps, person, 'person.logged-in');
    return {
      kind: 'write',
      value: { kind: 'login', person, token, expiresAt },
      write: {
        changes: [step],
        creates: [secretItem(hashOf(deps, token), stored)],
        deletes: [secretKey(hashOf(deps, code))],
      },
    };
  });
}

async function personStep<T>(
  deps: Deps,
  person: PersonKey,
  kind: string,
  rest: { value: T; creates: ReturnType<typeof secretItem>[] },
): Promise<T> {
  return attempt(deps, async () => {
    const change = await loginWrite(deps, person, kind);
    return {
      kind: 'write',
      value: rest.value,
      write: { changes: [change], creates: rest.creates },
    };
  });
}

async function loginWrite(deps: Deps, person: PersonKey, kind: string) {
  const head = await readHead(deps.store, `person/${person}`, personSchema);
  return {
    subject: `person/${person}` as const,
    from: head?.chain,
    state: { key: person, lastLogin: deps.now() },
    event: { kind, at: deps.now(), actor: { kind: 'person' as const, id: person }, data: {} },
  };
}
