import type { Declared } from '../core/credentials.ts';
import { LEASE_TYPE, type Lease, leaseClaims } from '../core/lease.ts';
import type { Refusal } from '../core/result.ts';
import { roleSession } from '../core/role-session.ts';
import { sessionPolicy } from '../core/session-policy.ts';
import type { Deps } from './deps.ts';

/** What goes out with a lease, once, to whoever asked. It is stored nowhere and never logged. */
export type Credential =
  | {
      readonly kind: 'aws-role';
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
      readonly sessionToken: string;
    }
  | { readonly kind: 'token'; readonly token: string }
  /** `value` is absent the second time: what was disclosed once is not sent again. */
  | { readonly kind: 'secret'; readonly value?: string }
  | { readonly kind: 'none' };

export type MintRefusal =
  | 'no-template'
  | 'policy-too-large'
  | 'sts-unavailable'
  | 'role-refused'
  | 'secret-unavailable';

type Minted = { readonly kind: 'minted'; readonly credential: Credential } | Refusal<MintRefusal>;

/** Makes the credentials of a lease whose record stands. */
export async function mint(deps: Deps, lease: Lease, declared: Declared): Promise<Minted> {
  switch (declared.kind) {
    case 'aws-role':
      return assumeRole(deps, lease, declared);
    case 'token': {
      const claims = leaseClaims(lease, deps.settings.baseUrl, deps.now());
      const token = await deps.lending.signer.sign(claims, LEASE_TYPE);
      return { kind: 'minted', credential: { kind: 'token', token } };
    }
    case 'secret': {
      const kept = await deps.lending.secret(declared.secret);
      if (kept.kind === 'refused') return kept;
      return { kind: 'minted', credential: { kind: 'secret', value: kept.value } };
    }
    case 'none':
      return { kind: 'minted', credential: { kind: 'none' } };
  }
}

async function assumeRole(
  deps: Deps,
  lease: Lease,
  role: Extract<Declared, { kind: 'aws-role' }>,
): Promise<Minted> {
  const policy = sessionPolicy(role, lease.scopes, lease.until);
  if (policy.kind === 'refused') return policy;
  const session = await deps.lending.assume(roleSession(role, lease, policy.text, deps.sha));
  if (session.kind === 'refused') return session;
  const { accessKeyId, secretAccessKey, sessionToken } = session;
  const credential = { kind: 'aws-role' as const, accessKeyId, secretAccessKey, sessionToken };
  return { kind: 'minted', credential };
}
