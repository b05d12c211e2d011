import type { Identity } from '../core/ci.ts';
import type { PersonKey } from '../core/people.ts';
import type { Refusal } from '../core/result.ts';
import { mayNot } from '../core/roles.ts';
import { DEFAULT_OVERLAP, type Overlap, withoutKey } from '../core/rotation.ts';
import { CODE_MINUTES } from '../core/secret.ts';
import { minutesAfter } from '../core/time.ts';
import { keysInForce, type Workflow } from '../core/workflow.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { loadIdentity, mayNotIssue, noIdentity } from './identities.ts';
import { type CodeGiven, codeStep, type Keyed, keyedIdentity, keyedWorkflow } from './keyed.ts';
import { secretItem } from './secrets.ts';
import { lastUses } from './seen.ts';
import { loadWorkflow, noWorkflow, standingTo } from './standing.ts';

type Revoked = { readonly kind: 'revoked' };
type NotRevoked = Refusal<'no-workflow' | 'no-identity' | 'no-key' | 'not-allowed' | 'no-team'>;

/** "Revoked at once": the very next request with the key is refused. */
export async function revokeKey(
  deps: Deps,
  by: PersonKey,
  id: string,
  keyId: string,
): Promise<Revoked | NotRevoked> {
  return attempt(deps, async (): Promise<Step<Revoked | NotRevoked>> => {
    const head = await loadWorkflow(deps, id);
    if (!head) return done(noWorkflow(id));
    const refusal = mayNot('revoke-key', by, await standingTo(deps, head.state));
    return refusal ? done(refusal) : revokeStep(deps, keyedWorkflow(deps, head), by, keyId);
  });
}

/** The same for a CI identity. */
export async function revokeCiKey(
  deps: Deps,
  by: PersonKey,
  id: string,
  keyId: string,
): Promise<Revoked | NotRevoked> {
  return attempt(deps, async (): Promise<Step<Revoked | NotRevoked>> => {
    const head = await loadIdentity(deps, id);
    if (!head) return done(noIdentity(id));
    const refusal = await mayNotIssue(deps, by, head.state.team, 'revoke-key');
    return refusal ? done(refusal) : revokeStep(deps, keyedIdentity(deps, head), by, keyId);
  });
}

/**
 * Its hash opens nothing from the same transaction on; what is left says that it was revoked. "An
 * event that says what the key did": when it was used last.
 */
async function revokeStep(
  deps: Deps,
  keyed: Keyed,
  by: PersonKey,
  keyId: string,
): Promise<Step<Revoked | Refusal<'no-key'>>> {
  const without = withoutKey(keyed.keys, keyId, deps.now());
  if (without.kind === 'refused') return done(without);
  const used = (await lastUses(deps, keyed.subject, [keyId])).get(keyId);
  const data = { key: keyId, lastUsed: used ?? 'never' };
  const change = keyed.step({ what: 'key-revoked', by, data }, without.keys);
  const left = { type: 'revoked-key' as const, of: keyed.subject, keyId, at: deps.now() };
  const puts = [secretItem(without.key.hash, left)];
  return { kind: 'write', value: { kind: 'revoked' }, write: { changes: [change], puts } };
}

type NoCode = Refusal<'no-identity' | 'not-allowed' | 'no-team'>;

/** A one-time code for a CI identity's key. */
export async function takeCiCode(
  deps: Deps,
  person: PersonKey,
  id: string,
  overlap: Overlap = DEFAULT_OVERLAP,
): Promise<CodeGiven | NoCode> {
  return attempt(deps, async (): Promise<Step<CodeGiven | NoCode>> => {
    const head = await loadIdentity(deps, id);
    if (!head) return done(noIdentity(id));
    const refusal = await mayNotIssue(deps, person, head.state.team);
    if (refusal) return done(refusal);
    const expiresAt = minutesAfter(deps.now(), CODE_MINUTES);
    const secret = { type: 'ci-code' as const, identity: id, person, overlap, expiresAt };
    return codeStep(deps, keyedIdentity(deps, head), secret);
  });
}

/** A key as people are shown it: whose, since when, until when, and when it was last used. */
export interface ShownKey {
  readonly id: string;
  readonly holder: PersonKey;
  readonly issuedAt: string;
  readonly endsAt: string | undefined;
  /** Undefined: never used. */
  readonly lastUsed: string | undefined;
}

/** A workflow's or a CI identity's keys in force, the newest first. */
export async function shownKeys(
  deps: Deps,
  kind: 'workflow' | 'identity',
  it: Pick<Workflow | Identity, 'id' | 'keys'>,
): Promise<ShownKey[]> {
  const keys = keysInForce(it.keys, deps.now());
  const ids = keys.map((key) => key.id);
  const uses = await lastUses(deps, `${kind}/${it.id}`, ids);
  return keys
    .map(({ id, holder, issuedAt, endsAt }) => ({
      ...{ id, holder, issuedAt, endsAt },
      lastUsed: uses.get(id),
    }))
    .reverse();
}
