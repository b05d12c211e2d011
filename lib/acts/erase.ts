import * as z from 'zod';
import { mayErase } from '../core/erasure.ts';
import { personSchema } from '../core/login.ts';
import { organisationOf, type PersonKey, personKeySchema } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { mayNot } from '../core/roles.ts';
import { milliseconds } from '../core/time.ts';
import type { Change } from '../store/commit.ts';
import { partKey, secretKey } from '../store/keys.ts';
import { type LogPlace, readPageOfAll } from '../store/log.ts';
import { readAll, readHead } from '../store/read.ts';
import type { Key } from '../store/store.ts';
import { listTeams } from '../store/teams.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { type Erasing, eraseIn } from './erase-places.ts';
import { linkKey } from './identity-link.ts';
import { eventOf } from './log-pages.ts';
import { loadOrganisation } from './standing.ts';

export type ErasedPerson =
  | {
      readonly kind: 'erased';
      readonly person: PersonKey;
      readonly dryRun: boolean;
      /** False when there is more to do: the same once more goes on from here. */
      readonly done: boolean;
      /** Things that lost words or a name by this call, or would lose them. */
      readonly things: number;
      /** Logins that were ended and deleted. */
      readonly logins: number;
    }
  | Refusal<'not-allowed' | 'no-person' | 'still-holds'>;

const LINES_AT_ONCE = 200;
/**
 * Well within the 15 seconds that the API's function has: the page that was begun is finished, and how far
 * it came is written down after that. Without it the next call would begin anew, for ever.
 */
const MOST_MILLISECONDS = 4_000;

const progressSchema = personSchema.extend({
  /** How far the log was gone through for this person; absent once all of it was. */
  erasing: z.strictObject({ pk: z.string(), sk: z.string() }).optional(),
  erasedAt: z.string().optional(),
});

/**
 * Erases what is kept of a person besides the id. The log tells where that can be: nothing is written
 * without its event, and the event names who did it. It costs the log once; broken off it goes on
 * where it was, and done twice it changes nothing more.
 */
export async function erasePerson(
  deps: Deps,
  by: PersonKey,
  person: PersonKey,
  { dryRun = false } = {},
): Promise<ErasedPerson> {
  const refusal = await refuseErasing(deps, by, person);
  if (refusal) return refusal;
  const erasing: Erasing = { person, by: { kind: 'person', id: by }, dryRun };
  const head = await readHead(deps.store, `person/${person}`, progressSchema);
  const walked = await walk(deps, erasing, dryRun ? undefined : head?.state.erasing);
  const whole = walked.next === undefined;
  // At the end: a login that is begun meanwhile goes as well.
  const logins = whole ? await loginKeys(deps, person) : [];
  if (!dryRun) await writeDown(deps, erasing, { ...walked, logins });
  const { things } = walked;
  return { kind: 'erased', person, dryRun, done: whole, things, logins: logins.length };
}

async function refuseErasing(deps: Deps, by: PersonKey, person: PersonKey) {
  const organisation = await loadOrganisation(deps);
  const refusal = mayNot('erase-person', by, { organisation });
  if (refusal) return refusal;
  // A slip of the pen must not read like an erasure: "erased 0 things of U01ABD,".
  const known = personKeySchema.safeParse(person).success;
  if (!known || organisationOf(person) !== organisation.home) {
    return refuse('no-person', 'Name somebody of this organisation, by the Slack id (U…).');
  }
  const [teams, { workflows }] = await Promise.all([listTeams(deps.store), deps.catalog.load()]);
  return mayErase(person, { organisation, teams, workflows: workflows.values() });
}

interface Walked {
  readonly things: number;
  /** Where the log goes on; undefined at its end. */
  readonly next: LogPlace | undefined;
}

/** Through the log from `from`, until its end or until the time for one request is used up. */
async function walk(deps: Deps, erasing: Erasing, from: LogPlace | undefined): Promise<Walked> {
  const until = milliseconds(deps.now()) + MOST_MILLISECONDS;
  const seen = new Set<string>();
  let things = 0;
  let at = from;
  for (;;) {
    const page = await readPageOfAll(deps.store, LINES_AT_ONCE, at);
    for (const line of page.lines) {
      const { actor } = eventOf(line);
      const theirs = actor.kind === 'person' && actor.id === erasing.person;
      if (!theirs || seen.has(line.subject)) continue;
      seen.add(line.subject);
      if (await eraseIn(deps, line.subject, erasing)) things += 1;
    }
    at = page.next;
    if (at === undefined || milliseconds(deps.now()) >= until) return { things, next: at };
  }
}

const LOGINS = 'LOGIN#';
const tokenSchema = z.looseObject({
  id: z.string(),
  token: z.looseObject({ hash: z.string() }).optional(),
});
/** What one transaction carries; `loginsEndedAt` ends whatever is beyond it. */
const MOST_LOGINS = 40;

/** Keys of what a login is kept in, and of what its token opens, one list for each login. */
async function loginKeys(deps: Deps, person: PersonKey): Promise<Key[][]> {
  const subject = `person/${person}` as const;
  const listing = { partition: subject, prefix: LOGINS, schema: tokenSchema };
  const heads = await readAll(deps.store, listing);
  return heads.slice(0, MOST_LOGINS).map(({ state: { id, token } }) => {
    const part = partKey(subject, `${LOGINS}${id}`);
    return token ? [part, secretKey(token.hash)] : [part];
  });
}

/** The person's own line: how far it came, or that it is done and every login has ended. */
async function writeDown(
  deps: Deps,
  { person, by }: Erasing,
  { things, next, logins }: Walked & { readonly logins: readonly Key[][] },
): Promise<void> {
  const subject = `person/${person}` as const;
  await attempt(deps, async (): Promise<Step<void>> => {
    const head = await readHead(deps.store, subject, progressSchema);
    const before = head?.state;
    const identity = before?.identity;
    const nothing = things === 0 && logins.length === 0 && before?.erasing === undefined;
    const already = nothing && before?.erasedAt !== undefined && !identity;
    if (!next && already) return done(undefined);
    const at = deps.now();
    const gone = { notify: undefined, identity: undefined };
    const ended = next ? {} : { loginsEndedAt: at, erasedAt: at, ...gone };
    const link = identity && !next ? [linkKey(deps, identity.issuer, identity.subject)] : [];
    const state = { ...before, ...ended, key: person, erasing: next };
    const kind = next ? 'person.erasing' : 'person.erased';
    const event: Change['event'] = { kind, at, actor: by, data: { things, logins: logins.length } };
    return {
      kind: 'write',
      value: undefined,
      write: {
        changes: [{ subject, from: head?.chain, state, event }],
        deletes: [...logins.flat(), ...link],
      },
    };
  });
}
