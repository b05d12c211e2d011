import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AccountRootPrincipal,
  type IGrantable,
  type IPrincipal,
  PolicyDocument,
  PolicyStatement,
} from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

/** Seals approvals' payloads. Whoever may use it is said in the functions' own rights. */
export function sealKey(scope: Construct): Key {
  return new Key(scope, 'SealKey', {
    description: 'Yardmaster: seals the payloads of approvals',
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
}

/** All that an account needs to look after a key, and nothing that uses it. */
const administration = [
  'kms:CancelKeyDeletion',
  'kms:Describe*',
  'kms:DisableKey',
  'kms:EnableKey',
  'kms:Get*',
  'kms:List*',
  'kms:PutKeyPolicy',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateKeyDescription',
];

/**
 * Signs receipts. "Only `functions/credentials` holds STS, connector secrets and receipt signing": the key's own
 * policy says so too. It does not delegate signing to the account, so no role that is made later can be given it
 * without a visible change of this policy.
 */
export function receiptKey(scope: Construct, signer: IGrantable): Key {
  return signingKey(scope, 'ReceiptKey', {
    description: 'Yardmaster: signs receipts',
    allowed: [[signer, ['kms:Sign', 'kms:GetPublicKey']]],
  });
}

/** Signs leases, with a key of its own: what a gateway takes for credentials is never a receipt. */
export function leaseKey(scope: Construct, signer: IGrantable): Key {
  return signingKey(scope, 'LeaseKey', {
    description: 'Yardmaster: signs leases',
    allowed: [[signer, ['kms:Sign', 'kms:GetPublicKey']]],
  });
}

/** Signs checkpoints: "Separate keys for receipts, leases and checkpoints". Another function publishes it. */
export function checkpointKey(
  scope: Construct,
  { signer, publisher }: { readonly signer: IGrantable; readonly publisher: IGrantable },
): Key {
  return signingKey(scope, 'CheckpointKey', {
    description: 'Yardmaster: signs checkpoints of the audit log',
    allowed: [
      [signer, ['kms:Sign', 'kms:GetPublicKey']],
      [publisher, ['kms:GetPublicKey']],
    ],
  });
}

type SigningKey = {
  readonly description: string;
  readonly allowed: readonly (readonly [IGrantable, readonly string[]])[];
};

function signingKey(scope: Construct, id: string, { description, allowed }: SigningKey): Key {
  const resources = ['*'];
  const statement = (principal: IPrincipal, actions: readonly string[]) =>
    new PolicyStatement({ principals: [principal], actions: [...actions], resources });
  const policy = new PolicyDocument({
    statements: [
      statement(new AccountRootPrincipal(), administration),
      ...allowed.map(([who, actions]) => statement(who.grantPrincipal, actions)),
    ],
  });
  return new Key(scope, id, {
    description,
    keySpec: KeySpec.ECC_NIST_EDWARDS25519,
    keyUsage: KeyUsage.SIGN_VERIFY,
    policy,
    removalPolicy: RemovalPolicy.RETAIN,
  });
}
