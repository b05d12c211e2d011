import {
  type CredentialsSaid,
  noteRotated,
  setCredentials,
  showCredentials,
} from '../acts/credentials.ts';
import type { Lent } from '../acts/lease.ts';
import { lease } from '../acts/lease.ts';
import type { Credential } from '../acts/lease-mint.ts';
import {
  type CredentialsAnswer,
  getCredentialsOperation,
  type LeaseAnswer,
  leaseOperation,
  rotatedOperation,
  setCredentialsOperation,
} from '../contract/leases.ts';
import type { Refusal } from '../core/result.ts';
import { servePerson, serveWorkflow } from './serve.ts';
import { type Answer, answer, type Door } from './types.ts';

/** Nobody in between keeps what is shown once. */
export const UNKEPT = { 'cache-control': 'no-store' };

/** Credentials for workflows: where the lease key, STS and connectors' secrets are. */
export function serveLeases(door: Door): void {
  const { deps } = door;
  serveWorkflow(door, leaseOperation, async ({ caller, body }) => {
    const { connector, scopes, request_id: request } = body;
    const lent = await lease(deps, caller.id, { connector, scopes, request });
    return lent.kind === 'refused' ? lent : answer(leaseView(lent), 200, UNKEPT);
  });
}

/** What the platform declares of connectors' credentials. */
export function serveCredentialsDeclared(door: Door): void {
  const { deps } = door;
  servePerson(door, getCredentialsOperation, async ({ caller, params }) =>
    said(await showCredentials(deps, caller, params.name)),
  );
  servePerson(door, setCredentialsOperation, async ({ caller, params, body }) =>
    said(await setCredentials(deps, caller, params.name, body)),
  );
  servePerson(door, rotatedOperation, async ({ caller, params }) =>
    said(await noteRotated(deps, caller, params.name)),
  );
}

function said(outcome: CredentialsSaid | Refusal): Answer<CredentialsAnswer> {
  if (outcome.kind === 'refused') return outcome;
  const { connector, version, declared, setBy, setAt, rotatedAt } = outcome.credentials;
  const rotated = rotatedAt === undefined ? {} : { rotated_at: rotatedAt };
  return answer({ connector, version, declared, set_by: setBy, set_at: setAt, ...rotated });
}

/** A lease as whoever asked for it is given it. */
export function leaseView({
  lease: it,
  credential,
  again,
}: Extract<Lent, { kind: 'lent' }>): LeaseAnswer {
  const { id, connector, kind, scopes, until, approval } = it;
  return {
    ...{ id, connector, kind, scopes, expires_at: until, again, disclosed: kind === 'secret' },
    ...(approval ? { approval } : {}),
    ...shown(credential),
  };
}

function shown(credential: Credential): Pick<LeaseAnswer, 'aws' | 'token' | 'secret'> {
  switch (credential.kind) {
    case 'aws-role': {
      const { accessKeyId, secretAccessKey, sessionToken } = credential;
      const aws = {
        access_key_id: accessKeyId,
        secret_access_key: secretAccessKey,
        session_token: sessionToken,
      };
      return { aws };
    }
    case 'token':
      return { token: credential.token };
    case 'secret':
      return credential.value === undefined ? {} : { secret: credential.value };
    case 'none':
      return {};
  }
}
