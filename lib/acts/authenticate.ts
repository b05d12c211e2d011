import type { CiJob } from '../core/ci.ts';
import { endedWithPerson } from '../core/login.ts';
import type { PersonKey } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { retiredRefusal } from '../core/retire.ts';
import type { Secret } from '../core/secret.ts';
import { plainDate } from '../core/time.ts';
import { type KeyRecord, keysInForce, type Workflow } from '../core/workflow.ts';
import { ciOfToken } from './ci-token.ts';
import type { Deps } from './deps.ts';
import { loadIdentity } from './identities.ts';
import { loadPerson } from './logins.ts';
import { noteRefusal } from './refusals.ts';
import { hashOf, lookUp } from './secrets.ts';
import { noteUse } from './seen.ts';
import { loadOrganisation, loadTeam, loadWorkflow } from './standing.ts';

/** Who sent a request, as its bearer token proves. */
export type Caller =
  /** `login` names the login that the token belongs to. */
  | { readonly kind: 'person'; readonly person: PersonKey; readonly login: string }
  | { readonly kind: 'workflow'; readonly workflow: Workflow }
  | CiJob;

type Known<C = Caller> = { readonly kind: 'caller'; readonly caller: C };
type NotKnown = Refusal<
  | 'workflow-retired'
  | 'unauthenticated'
  | 'key-revoked'
  | 'issuer-unreachable'
  | 'no-team-for-token'
>;

const SAY =
  'Send "Authorization: Bearer …" with a key that is in force: a workflow key from "yardmaster key claim", a CI key from "yardmaster ci claim" or a login from "yardmaster login".';

/** The caller behind a token; one sentence for every kind of wrong token, so that none is confirmed. */
export async function authenticate(
  deps: Deps,
  token: string | undefined,
): Promise<Known | NotKnown> {
  if (!token) return unauthenticated();
  if (isJwt(token)) return ciOfToken(deps, token);
  const secret = await lookUp(deps, token);
  switch (secret?.type) {
    case 'login':
      return personOf(deps, secret);
    case 'workflow-key':
      return workflowOf(deps, secret, token);
    case 'ci-key':
      return identityOf(deps, secret, token);
    case 'revoked-key':
      return revoked(deps, secret);
    default:
      return unauthenticated();
  }
}

/** "A bearer token that is a JWT (three dot-separated parts)": keys and logins of ours have no dots. */
export function isJwt(token: string): boolean {
  return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(token);
}

function unauthenticated(): Refusal<'unauthenticated'> {
  return refuse('unauthenticated', SAY);
}

/**
 * Only whoever has the key itself learns that it was one. Its use is in the log, once in ten minutes:
 * somebody goes on with a key that may have leaked.
 */
async function revoked(
  deps: Deps,
  { of, keyId, at }: Extract<Secret, { type: 'revoked-key' }>,
): Promise<Refusal<'key-revoked' | 'workflow-retired'>> {
  if (await noteUse(deps, of, keyId)) {
    const refused = { act: 'use-key', about: of, why: 'key-revoked' };
    await noteRefusal(deps, { kind: 'system', id: keyId }, refused);
  }
  const workflow = /^workflow\/(.+)$/.exec(of)?.[1];
  const head = workflow === undefined ? undefined : await loadWorkflow(deps, workflow);
  if (head?.state.status === 'retired') return retiredRefusal(head.state.id);
  const say = `This key was revoked (${plainDate(at)}). Take a fresh one: "${deps.settings.command} keys" in Slack gives a code for "yardmaster key claim".`;
  return refuse('key-revoked', say);
}

async function personOf(
  deps: Deps,
  secret: Extract<Secret, { type: 'login' }>,
): Promise<Known | NotKnown> {
  const [head, organisation] = await Promise.all([
    loadPerson(deps, secret.person),
    loadOrganisation(deps),
  ]);
  for (const ended of [head?.state, organisation]) {
    if (endedWithPerson(ended, secret.issuedAt)) return unauthenticated();
  }
  const { person, login } = secret;
  return { kind: 'caller', caller: { kind: 'person', person, login } };
}

async function workflowOf(
  deps: Deps,
  secret: Extract<Secret, { type: 'workflow-key' }>,
  token: string,
): Promise<Known | NotKnown> {
  const workflow = (await loadWorkflow(deps, secret.workflow))?.state;
  const key = keyInForce(deps, workflow?.keys, token);
  if (!workflow || !key) return unauthenticated();
  await noteUse(deps, `workflow/${workflow.id}`, key.id);
  return { kind: 'caller', caller: { kind: 'workflow', workflow } };
}

async function identityOf(
  deps: Deps,
  secret: Extract<Secret, { type: 'ci-key' }>,
  token: string,
): Promise<Known | NotKnown> {
  const identity = (await loadIdentity(deps, secret.identity))?.state;
  const key = keyInForce(deps, identity?.keys, token);
  if (!identity || !key) return unauthenticated();
  const [team] = await Promise.all([
    loadTeam(deps, identity.team),
    noteUse(deps, `identity/${identity.id}`, key.id),
  ]);
  const teams = [team?.id ?? identity.team];
  return { kind: 'caller', caller: { kind: 'ci', identity: identity.id, teams } };
}

function keyInForce(deps: Deps, keys: readonly KeyRecord[] | undefined, token: string) {
  const hash = hashOf(deps, token);
  return keysInForce(keys, deps.now()).find((key) => key.hash === hash);
}
