import type { AwsRole } from './credentials.ts';
import { type Sha256, toHex } from './hash.ts';
import { LEASE_SECONDS, type Lease } from './lease.ts';

/** What STS is asked for, in our words. */
export interface RoleSession {
  readonly roleArn: string;
  readonly externalId: string | undefined;
  readonly sessionName: string;
  readonly sourceIdentity: string;
  /** The session policy as text. */
  readonly policy: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly seconds: number;
}

const MOST_IDENTITY = 64;
const HASH_DIGITS = 12;

/**
 * "Source identity = short workflow id, session name = lease id, the rest in tags": what CloudTrail
 * shows of every call that is made with the credentials.
 */
export function roleSession(role: AwsRole, lease: Lease, policy: string, sha: Sha256): RoleSession {
  const { id, workflow, team, revision, connector, approval } = lease;
  const tags = {
    workflow,
    team,
    revision: String(revision),
    connector,
    ...(approval ? { approval: approval.id, digest: approval.digest } : {}),
  };
  return {
    roleArn: role.role_arn,
    externalId: role.external_id,
    sessionName: id,
    sourceIdentity: shortId(workflow, sha),
    policy,
    tags: Object.fromEntries(
      Object.entries(tags).map(([name, value]) => [`yardmaster:${name}`, tagValue(value)]),
    ),
    seconds: LEASE_SECONDS,
  };
}

/** The workflow's id where STS takes it (2 to 64 characters), else its beginning and a part of its hash. */
export function shortId(workflow: string, sha: Sha256): string {
  const plain = workflow.replaceAll(/[^\w+=,.@-]/g, '-');
  if (plain === workflow && plain.length >= 2 && plain.length <= MOST_IDENTITY) return plain;
  const hash = toHex(sha(workflow)).slice(0, HASH_DIGITS);
  return `${plain.slice(0, MOST_IDENTITY - HASH_DIGITS - 1)}-${hash}`;
}

/** What STS takes as the value of a tag: at most 256 letters, digits and `_.:/=+-@`. */
function tagValue(value: string): string {
  return value.replaceAll(/[^\p{L}\p{N}_.:/=+@ -]/gu, '-').slice(0, 256);
}
