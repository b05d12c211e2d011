import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';
import type { Lending } from '../acts/deps.ts';
import { refuse } from '../core/result.ts';
import type { RoleSession } from '../core/role-session.ts';

/**
 * Takes a role for one lease. What STS refuses for good is told apart from what may work a moment
 * later; what it says besides never reaches the caller, as it names accounts and principals.
 */
export function stsRoles(sts: STSClient): Lending['assume'] {
  return async (role) => {
    try {
      const { Credentials, PackedPolicySize } = await sts.send(new AssumeRoleCommand(input(role)));
      const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials ?? {};
      if (!AccessKeyId || !SecretAccessKey || !SessionToken) return unavailable();
      return {
        kind: 'session',
        accessKeyId: AccessKeyId,
        secretAccessKey: SecretAccessKey,
        sessionToken: SessionToken,
        packed: PackedPolicySize,
      };
    } catch (error) {
      return refusalOf(error instanceof Error ? error.name : '');
    }
  };
}

function input(role: RoleSession) {
  return {
    RoleArn: role.roleArn,
    RoleSessionName: role.sessionName,
    SourceIdentity: role.sourceIdentity,
    DurationSeconds: role.seconds,
    Policy: role.policy,
    Tags: Object.entries(role.tags).map(([Key, Value]) => ({ Key, Value })),
    ...(role.externalId === undefined ? {} : { ExternalId: role.externalId }),
  };
}

function refusalOf(name: string) {
  switch (name) {
    case 'PackedPolicyTooLargeException':
    case 'PackedPolicyTooLarge':
      return refuse(
        'policy-too-large',
        'Packed together, the policy and the tags of this lease are larger than AWS takes. Ask for fewer scopes.',
      );
    case 'AccessDenied':
    case 'AccessDeniedException':
    case 'NoSuchEntity':
    case 'ValidationError':
    case 'MalformedPolicyDocument':
    case 'MalformedPolicyDocumentException':
      return refuse(
        'role-refused',
        "AWS does not let this role be taken like this. A platform admin checks the connector's credentials and the role's trust policy: it allows sts:AssumeRole, sts:TagSession and sts:SetSourceIdentity, with the external id if there is one.",
      );
    default:
      return unavailable();
  }
}

function unavailable() {
  return refuse(
    'sts-unavailable',
    'AWS gave no credentials just now. Nothing went out; ask again in a moment.',
  );
}
