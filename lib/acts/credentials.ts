import {
  type Credentials,
  credentialsSchema,
  type Declared,
  declarationDigest,
} from '../core/credentials.ts';
import { grantedScopes } from '../core/grant.ts';
import type { PersonKey } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { sessionPolicy } from '../core/session-policy.ts';
import type { Change } from '../store/commit.ts';
import type { Head } from '../store/item.ts';
import type { Subject } from '../store/keys.ts';
import { readHead } from '../store/read.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { releasesOf } from './register.ts';
import { mayNotHere } from './standing.ts';

type NotHere = Refusal<'not-allowed' | 'no-component' | 'no-credentials'>;
export type CredentialsSaid = { readonly kind: 'credentials'; readonly credentials: Credentials };

function subjectOf(connector: string): Subject {
  return `credentials/${connector}`;
}

/** What was declared of a connector's credentials; undefined where nobody did. */
export function loadCredentials(
  deps: Deps,
  connector: string,
): Promise<Head<Credentials> | undefined> {
  return readHead(deps.store, subjectOf(connector), credentialsSchema);
}

/** The platform says what credentials a connector gives; the next lease goes by it. The same again changes nothing. */
export async function setCredentials(
  deps: Deps,
  by: PersonKey,
  connector: string,
  declared: Declared,
): Promise<CredentialsSaid | NotHere | Refusal<'unknown-scope' | 'policy-too-large'>> {
  const refusal = await mayNotHere(deps, 'set-credentials', by);
  if (refusal) return refusal;
  const unfit =
    (await unfitFor(deps, connector, declared)) ?? (await tooLarge(deps, connector, declared));
  if (unfit) return unfit;
  return attempt(deps, async (): Promise<Step<CredentialsSaid>> => {
    const head = await loadCredentials(deps, connector);
    const digest = declarationDigest(declared, deps.sha);
    if (head && declarationDigest(head.state.declared, deps.sha) === digest) {
      return done({ kind: 'credentials', credentials: head.state });
    }
    const version = (head?.state.version ?? 0) + 1;
    const state = { connector, version, declared, setBy: by, setAt: deps.now() };
    const data = { kind: declared.kind, version, digest };
    return write(deps, head, state, { kind: 'credentials.set', data });
  });
}

/** Notes that the secret is another one by now, so that what was disclosed before opens nothing any more. */
export async function noteRotated(
  deps: Deps,
  by: PersonKey,
  connector: string,
): Promise<CredentialsSaid | NotHere> {
  const refusal = await mayNotHere(deps, 'set-credentials', by);
  if (refusal) return refusal;
  return attempt(deps, async (): Promise<Step<CredentialsSaid | NotHere>> => {
    const head = await loadCredentials(deps, connector);
    if (head?.state.declared.kind !== 'secret') {
      const say = `The credentials of ${connector} are no secret, so there is nothing to rotate.`;
      return done(refuse('no-credentials', say));
    }
    const state = { ...head.state, rotatedAt: deps.now() };
    const data = { version: state.version };
    return write(deps, head, state, { kind: 'credentials.rotated', data, by });
  });
}

/** What was declared, for those who look after it. */
export async function showCredentials(
  deps: Deps,
  by: PersonKey,
  connector: string,
): Promise<CredentialsSaid | NotHere> {
  const refusal = await mayNotHere(deps, 'see-credentials', by);
  if (refusal) return refusal;
  const head = await loadCredentials(deps, connector);
  if (head) return { kind: 'credentials', credentials: head.state };
  const say = `Nobody has said what credentials ${connector} gives: yardmaster credentials set ${connector} FILE.`;
  return refuse('no-credentials', say);
}

/** Only what the connector offers has a template: anything else is a slip of the pen. */
async function unfitFor(
  deps: Deps,
  connector: string,
  declared: Declared,
): Promise<Refusal<'no-component' | 'unknown-scope'> | undefined> {
  const releases = await releasesOf(deps, `connector/${connector}`);
  if (releases.length === 0) {
    return refuse('no-component', `There is no connector/${connector} in the catalog.`);
  }
  const offered = new Set(releases.flatMap((release) => release.surface.scopes));
  const unknown = scopesOf(declared).filter((scope) => !offered.has(scope));
  if (unknown.length === 0) return undefined;
  const say = `No version of connector/${connector} has ${unknown.join(', ')}. It has: ${[...offered].sort().join(', ') || 'no scopes'}.`;
  return refuse('unknown-scope', say);
}

/** What was granted already has to fit too; a scope that lost its template is refused when it is leased. */
async function tooLarge(
  deps: Deps,
  connector: string,
  declared: Declared,
): Promise<Refusal<'policy-too-large'> | undefined> {
  if (declared.kind !== 'aws-role') return undefined;
  const now = deps.now();
  const { workflows } = await deps.catalog.load();
  for (const workflow of workflows.values()) {
    if (!workflow.locks.some((lock) => lock.component === `connector/${connector}`)) continue;
    const scopes = grantedScopes(workflow, connector, now);
    const had = scopes.filter((scope) => Object.hasOwn(declared.scopes, scope));
    const policy = sessionPolicy(declared, had, now);
    if (policy.kind === 'policy' || policy.why !== 'policy-too-large') continue;
    const say = `${workflow.id} has access that would not fit any more. ${policy.say}`;
    return refuse('policy-too-large', say, { workflow: workflow.id });
  }
  return undefined;
}

function scopesOf(declared: Declared): readonly string[] {
  switch (declared.kind) {
    case 'aws-role':
      return Object.keys(declared.scopes);
    case 'secret':
      return declared.opens ?? [];
    case 'token':
    case 'none':
      return [];
  }
}

function write(
  deps: Deps,
  head: Head<Credentials> | undefined,
  state: Credentials,
  { kind, data, by = state.setBy }: Pick<Change['event'], 'kind' | 'data'> & { by?: PersonKey },
): Step<CredentialsSaid> {
  const actor = { kind: 'person' as const, id: by };
  const event = { kind, at: deps.now(), actor, data };
  return {
    kind: 'write',
    value: { kind: 'credentials', credentials: state },
    write: { changes: [{ subject: subjectOf(state.connector), from: head?.chain, state, event }] },
  };
}
