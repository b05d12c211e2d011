import { claimCiKey, claimKey } from '../acts/claim-key.ts';
import { createIdentity, identitiesFor } from '../acts/identities.ts';
import { revokeCiKey, revokeKey, type ShownKey, shownKeys } from '../acts/keys.ts';
import { loadWorkflow, mayNotHere, noWorkflow } from '../acts/standing.ts';
import {
  claimCiKeyOperation,
  claimKeyOperation,
  createIdentityOperation,
  type IdentityAnswer,
  listIdentitiesOperation,
  listKeysOperation,
  revokeCiKeyOperation,
  revokeKeyOperation,
} from '../contract/keys.ts';
import type { Identity } from '../core/ci.ts';
import { servePerson } from './serve.ts';
import { answer, type Door } from './types.ts';

/** Keys of workflows: one-time codes from Slack become them, lists show them, people revoke them. */
export function serveKeys(door: Door): void {
  const { deps } = door;
  servePerson(door, claimKeyOperation, async ({ caller, body }) => {
    const claimed = await claimKey(deps, caller, body.code);
    if (claimed.kind === 'refused') return claimed;
    return answer({ workflow: claimed.of, key: claimed.key });
  });
  servePerson(door, listKeysOperation, async ({ caller, params }) => {
    const refusal = await mayNotHere(deps, 'find', caller);
    if (refusal) return refusal;
    const head = await loadWorkflow(deps, params.id);
    if (!head) return noWorkflow(params.id);
    const keys = await shownKeys(deps, 'workflow', head.state);
    return answer({ keys: keys.map(keyView) });
  });
  servePerson(door, revokeKeyOperation, async ({ caller, params }) => {
    const revoked = await revokeKey(deps, caller, params.id, params.key);
    return revoked.kind === 'refused' ? revoked : answer({ revoked: params.key });
  });
  serveIdentities(door);
}

function serveIdentities(door: Door): void {
  const { deps } = door;
  const view = async (identity: Identity): Promise<IdentityAnswer> => {
    const keys = await shownKeys(deps, 'identity', identity);
    const { id, team, createdAt } = identity;
    return { id, team, created_at: createdAt, keys: keys.map(keyView) };
  };
  servePerson(door, createIdentityOperation, async ({ caller, body }) => {
    const created = await createIdentity(deps, caller, body);
    return created.kind === 'refused' ? created : answer(await view(created.identity));
  });
  servePerson(door, listIdentitiesOperation, async ({ caller }) => {
    const identities = await identitiesFor(deps, caller);
    return answer({ identities: await Promise.all(identities.map(view)) });
  });
  servePerson(door, claimCiKeyOperation, async ({ caller, body }) => {
    const claimed = await claimCiKey(deps, caller, body.code);
    if (claimed.kind === 'refused') return claimed;
    return answer({ identity: claimed.of, key: claimed.key });
  });
  servePerson(door, revokeCiKeyOperation, async ({ caller, params }) => {
    const revoked = await revokeCiKey(deps, caller, params.id, params.key);
    return revoked.kind === 'refused' ? revoked : answer({ revoked: params.key });
  });
}

function keyView({ id, holder, issuedAt, endsAt, lastUsed }: ShownKey) {
  return { id, holder, issued_at: issuedAt, ends_at: endsAt, last_used_at: lastUsed };
}
