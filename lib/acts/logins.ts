import {
  type Login,
  type LoginEnd,
  loginInForce,
  loginSchema,
  type PersonRecord,
  personSchema,
} from '../core/login.ts';
import type { PersonKey } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { LOGIN_MINUTES } from '../core/secret.ts';
import { minutesAfter, unixSeconds } from '../core/time.ts';
import type { Change } from '../store/commit.ts';
import type { Head } from '../store/item.ts';
import { partKey, secretKey } from '../store/keys.ts';
import { readAll, readHead, readPart } from '../store/read.ts';
import type { Item, Key } from '../store/store.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';

const LOGIN = 'LOGIN#';
/** How long an ended login can still be read by those who ask what happened. */
const KEPT_MINUTES = 7 * 24 * 60;
/** What one transaction carries; whatever is beyond it counts for nothing all the same. */
const MOST_ENDED = 40;

export type PersonHead = Head<PersonRecord> | undefined;

/** Undefined when nothing was written of this person yet. */
export function loadPerson(deps: Deps, person: PersonKey): Promise<PersonHead> {
  return readHead(deps.store, `person/${person}`, personSchema);
}

/** Undefined when the person has no login of that id. */
export async function loadLogin(
  deps: Deps,
  person: PersonKey,
  id: string,
): Promise<Login | undefined> {
  return (await readPart(deps.store, loginPart(person, id), loginSchema))?.state;
}

function loginPart(person: PersonKey, id: string): Key {
  return partKey(`person/${person}`, `${LOGIN}${id}`);
}

/** The login as an item among the person's; it leaves by itself. */
export function loginItem(person: PersonKey, login: Login): Item {
  const ends = login.token?.expiresAt ?? minutesAfter(login.confirmedAt, LOGIN_MINUTES);
  const ttl = unixSeconds(minutesAfter(ends, KEPT_MINUTES));
  return { ...loginPart(person, login.id), kind: 'login', ttl, data: login };
}

/** A step of the person's chain. */
export function personChange(
  deps: Deps,
  person: PersonKey,
  head: PersonHead,
  step: {
    readonly event: string;
    readonly data: Readonly<Record<string, string | number>>;
    readonly state?: Partial<PersonRecord>;
    /** Who did it, where it was not the person. */
    readonly system?: string;
  },
): Change {
  const { event: kind, data, state, system } = step;
  const actor = system
    ? { kind: 'system' as const, id: system }
    : { kind: 'person' as const, id: person };
  return {
    subject: `person/${person}`,
    from: head?.chain,
    state: { ...head?.state, ...state, key: person },
    event: { kind, at: deps.now(), actor, data },
  };
}

/** The person's logins that open something now, the newest first. */
export async function loginsOf(deps: Deps, person: PersonKey): Promise<Login[]> {
  const listing = { partition: `person/${person}`, prefix: LOGIN, schema: loginSchema };
  const now = deps.now();
  return (await readAll(deps.store, listing))
    .map((head) => head.state)
    .filter((login) => loginInForce(login, now))
    .sort((a, b) => (a.confirmedAt < b.confirmedAt ? 1 : -1));
}

/** Ends one login of this person: its token opens nothing from the next request on. */
export async function endLogin(
  deps: Deps,
  person: PersonKey,
  id: string,
  why: LoginEnd,
): Promise<{ kind: 'ended' } | Refusal<'no-login'>> {
  return attempt(deps, async (): Promise<Step<{ kind: 'ended' } | Refusal<'no-login'>>> => {
    const [head, login] = await Promise.all([
      loadPerson(deps, person),
      loadLogin(deps, person, id),
    ]);
    if (!login || !loginInForce(login, deps.now())) {
      return done(refuse('no-login', 'This login has ended already.'));
    }
    const data = { login: id, why };
    const change = personChange(deps, person, head, { event: 'person.login-ended', data });
    return {
      kind: 'write',
      value: { kind: 'ended' },
      write: { changes: [change], ...withoutLogins(deps, person, [login], why) },
    };
  });
}

/** What is put and removed so that these logins open nothing any more. */
export function withoutLogins(
  deps: Deps,
  person: PersonKey,
  logins: readonly Login[],
  why: LoginEnd,
): { puts: Item[]; deletes: Key[] } {
  const ended = { at: deps.now(), why };
  return {
    puts: logins.map((login) => loginItem(person, { ...login, ended })),
    deletes: logins.flatMap(({ token }) => (token ? [secretKey(token.hash)] : [])),
  };
}

/** Slack says that the account is gone: everything that the person is logged in with ends. */
export async function endAllLogins(deps: Deps, person: PersonKey): Promise<{ ended: number }> {
  return attempt(deps, async (): Promise<Step<{ ended: number }>> => {
    const [head, logins] = await Promise.all([loadPerson(deps, person), loginsOf(deps, person)]);
    if (!head) return done({ ended: 0 });
    const change = personChange(deps, person, head, {
      event: 'person.logins-ended',
      data: { why: 'deactivated', count: logins.length },
      state: { loginsEndedAt: deps.now() },
      system: 'slack',
    });
    const gone = withoutLogins(deps, person, logins.slice(0, MOST_ENDED), 'deactivated');
    return {
      kind: 'write',
      value: { ended: logins.length },
      write: { changes: [change], ...gone },
    };
  });
}
