import * as z from 'zod';
import { saltedDigest } from '../core/audit.ts';
import { identityText } from '../core/identity-provider.ts';
import { mayNotLogIn } from '../core/login.ts';
import { type PersonKey, personKeySchema } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { identityKey } from '../store/keys.ts';
import { readPart } from '../store/read.ts';
import type { Key } from '../store/store.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps, LoggedInAt } from './deps.ts';
import { loadPerson, personChange } from './logins.ts';
import { hashOf } from './secrets.ts';
import { standingIn } from './stand-in.ts';

const linkSchema = z.strictObject({ person: personKeySchema });

type Whose = { readonly kind: 'person'; readonly person: PersonKey };
type NotTheirs = Refusal<
  | 'no-address'
  | 'address-not-verified'
  | 'no-such-address'
  | 'not-granted'
  | 'lookup-failed'
  | 'other-account'
  | 'other-person'
  | 'deactivated'
  | 'bot'
  | 'guest'
  | 'outside'
>;

/**
 * The person behind a login at the provider. The first time Slack says whose the address is, and the
 * provider's own name for the person is linked to them for ever; from then on the link is enough, so
 * it works while Slack is down. `expected`: nobody else is linked.
 */
export async function personBehind(
  deps: Deps,
  login: LoggedInAt,
  expected?: PersonKey,
): Promise<Whose | NotTheirs> {
  const linked = await linkedPerson(deps, login);
  if (linked) return stillHere(deps, linked);
  const found = await personOfAddress(deps, login);
  if (found.kind === 'refused') return found;
  if (expected && found.person !== expected) return otherPerson();
  return link(deps, login, found.person);
}

/** Slack has the last word on who left; while it is silent, the login itself says that they did not. */
async function stillHere(deps: Deps, person: PersonKey): Promise<Whose | NotTheirs> {
  const fresh = await standingIn(deps, person).people.fresh(person);
  if (fresh.kind === 'refused') return notAsked('lookup-failed');
  return mayNotLogIn(fresh.person) ?? { kind: 'person', person };
}

/** Where it is written whose this identity is. */
export function linkKey(deps: Pick<Deps, 'sha'>, issuer: string, subject: string): Key {
  return identityKey(hashOf(deps, identityText(issuer, subject)));
}

async function linkedPerson(
  deps: Deps,
  { issuer, subject }: LoggedInAt,
): Promise<PersonKey | undefined> {
  const found = await readPart(deps.store, linkKey(deps, issuer, subject), linkSchema);
  return found?.state.person;
}

async function personOfAddress(deps: Deps, login: LoggedInAt): Promise<Whose | NotTheirs> {
  if (login.unverified)
    return refuse(
      'address-not-verified',
      'Your identity provider says that your e-mail address is not verified. Verify it there, then log in again.',
    );
  if (login.email === undefined)
    return refuse(
      'no-address',
      'Your identity provider did not say your e-mail address. Ask your platform team to let it send the claim "email".',
    );
  const asked = await deps.directory.byEmail(login.email);
  if (asked.kind === 'refused') return notAsked(asked.why);
  const fresh = await deps.people.fresh(asked.person);
  if (fresh.kind === 'refused') return notAsked('lookup-failed');
  return mayNotLogIn(fresh.person) ?? { kind: 'person', person: asked.person };
}

function notAsked(
  why: 'no-such-address' | 'not-granted' | 'lookup-failed',
): Refusal<'no-such-address' | 'not-granted' | 'lookup-failed'> {
  const say = {
    'no-such-address':
      'Nobody in Slack has the e-mail address that you logged in with. Log in with your own account, or ask your platform team.',
    'not-granted':
      'Slack does not let Yardmaster look people up by their address. Ask a platform admin to grant users:read.email.',
    'lookup-failed':
      'Slack does not answer, and without it nobody can say who you are. Try again in a few minutes.',
  };
  return refuse(why, say[why]);
}

function otherPerson(): Refusal<'other-person'> {
  return refuse(
    'other-person',
    'You logged in as somebody else than the person who asked for this. Press the button in Slack again, and log in with your own account.',
  );
}

/** "Two people never share a sub", and nobody has two accounts at one provider. */
function link(deps: Deps, login: LoggedInAt, person: PersonKey): Promise<Whose | NotTheirs> {
  const { issuer, subject } = login;
  const key = linkKey(deps, issuer, subject);
  return attempt(deps, async (): Promise<Step<Whose | NotTheirs>> => {
    const [head, taken] = await Promise.all([
      loadPerson(deps, person),
      readPart(deps.store, key, linkSchema),
    ]);
    const before = head?.state.identity;
    // Another device was first: one of the two was perhaps read before that.
    const own = before?.issuer === issuer && before.subject === subject;
    if (own || taken?.state.person === person) return done({ kind: 'person', person });
    if (taken || before?.issuer === issuer) return done(otherAccount());
    const salt = deps.newId('salt');
    const identity = { issuer, subject, linkedAt: deps.now(), salt };
    const identityDigest = saltedDigest(identityText(issuer, subject), salt, deps.sha);
    const change = personChange(deps, person, head, {
      event: 'person.identity-linked',
      data: { identityDigest },
      state: { identity },
    });
    return {
      kind: 'write',
      value: { kind: 'person', person },
      write: {
        changes: [change],
        creates: [{ ...key, kind: 'identity-link', data: { person } }],
        // The organisation has moved to another provider.
        deletes: before ? [linkKey(deps, before.issuer, before.subject)] : [],
      },
    };
  });
}

function otherAccount(): Refusal<'other-account'> {
  return refuse(
    'other-account',
    'You are known here by another account of your identity provider. Log in with that one, or ask your platform team.',
  );
}
