import { Stack } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';

export const functionNames = ['slack', 'api', 'credentials', 'deliver', 'jobs'] as const;
export type FunctionName = (typeof functionNames)[number];

type Rights = {
  readonly registry: readonly string[];
  readonly indexes: readonly ('list' | 'due')[];
  readonly audit: readonly string[];
  readonly seal: readonly string[];
  readonly receipt: readonly string[];
  readonly lease: readonly string[];
  readonly checkpoint: readonly string[];
  readonly slackSecret: boolean;
  /** On roles of the path `/yardmaster/`, in whatever account: their trust policies say who may take them. */
  readonly roles: readonly string[];
  /** On secrets of this account whose name begins with `yardmaster/`. */
  readonly connectorSecrets: readonly string[];
};

const look = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];
const put = 'dynamodb:PutItem';
const remove = 'dynamodb:DeleteItem';

/** Every change puts its audit line, and reads it back after a lost answer. */
const writesAudit = ['dynamodb:GetItem', put];

/** "Only `functions/credentials` holds STS, connector secrets and receipt signing." */
const noCredentials = { roles: [], connectorSecrets: [] };

/**
 * What each function may do, and nothing besides. State changes are whole puts with a condition, so nobody updates;
 * registering, claiming and storing the catalog anew remove items. Audit: "puts only; no update or delete right anywhere in the stack".
 * The one scan is the auditor's export of the whole log, which costs what it returns.
 */
export const rights: Readonly<Record<FunctionName, Rights>> = {
  slack: {
    registry: [...look, put, remove],
    indexes: ['list'],
    audit: [...writesAudit, 'dynamodb:Query'],
    seal: ['kms:Decrypt'],
    receipt: [],
    lease: [],
    checkpoint: [],
    slackSecret: true,
    ...noCredentials,
  },
  api: {
    registry: [...look, put, remove],
    indexes: ['list'],
    audit: [...writesAudit, 'dynamodb:Query', 'dynamodb:Scan'],
    seal: ['kms:GenerateDataKey', 'kms:Decrypt'],
    receipt: [],
    lease: [],
    checkpoint: [],
    /** To ask Slack whose address an imported row holds. */
    slackSecret: true,
    ...noCredentials,
  },
  credentials: {
    registry: [...look, put],
    indexes: [],
    audit: writesAudit,
    seal: [],
    receipt: ['kms:Sign', 'kms:GetPublicKey'],
    lease: ['kms:Sign', 'kms:GetPublicKey'],
    /** To publish it. */
    checkpoint: ['kms:GetPublicKey'],
    slackSecret: false,
    roles: ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'],
    connectorSecrets: ['secretsmanager:GetSecretValue'],
  },
  deliver: {
    registry: [...look, put],
    indexes: ['list'],
    audit: [],
    seal: ['kms:Decrypt'],
    receipt: [],
    lease: [],
    checkpoint: [],
    slackSecret: true,
    ...noCredentials,
  },
  jobs: {
    registry: [...look, put, remove],
    indexes: ['list', 'due'],
    audit: [...writesAudit, 'dynamodb:Query'],
    seal: ['kms:Decrypt'],
    receipt: [],
    lease: [],
    checkpoint: ['kms:Sign', 'kms:GetPublicKey'],
    slackSecret: true,
    ...noCredentials,
  },
};

export type Resources = {
  readonly registry: Table;
  readonly audit: Table;
  readonly sealKey: Key;
  readonly receiptKey: Key;
  readonly leaseKey: Key;
  readonly checkpointKey: Key;
  readonly slackSecret: Secret;
};

/** Gives a function's role what the table above says. */
export function grantRights(role: Role, name: FunctionName, resources: Resources): void {
  const mine = rights[name];
  const { registry, audit, sealKey, receiptKey, leaseKey, checkpointKey, slackSecret } = resources;
  allow(role, mine.registry, [registry.tableArn]);
  allow(
    role,
    ['dynamodb:Query'],
    mine.indexes.map((index) => `${registry.tableArn}/index/${index}`),
  );
  allow(role, mine.audit, [audit.tableArn]);
  allow(role, mine.seal, [sealKey.keyArn]);
  allow(role, mine.receipt, [receiptKey.keyArn]);
  allow(role, mine.lease, [leaseKey.keyArn]);
  allow(role, mine.checkpoint, [checkpointKey.keyArn]);
  allow(role, mine.slackSecret ? ['secretsmanager:GetSecretValue'] : [], [slackSecret.secretArn]);
  allow(role, mine.roles, [leasableRoles(role)]);
  allow(role, mine.connectorSecrets, [leasableSecrets(role)]);
}

/** Roles that somebody made to be leased: connectors are declared while the stack runs, so the path stands for them. */
function leasableRoles(scope: Construct): string {
  const { partition } = Stack.of(scope);
  return `arn:${partition}:iam::*:role/yardmaster/*`;
}

function leasableSecrets(scope: Construct): string {
  const { partition, region, account } = Stack.of(scope);
  return `arn:${partition}:secretsmanager:${region}:${account}:secret:yardmaster/*`;
}

function allow(role: Role, actions: readonly string[], resources: readonly string[]): void {
  if (actions.length === 0 || resources.length === 0) return;
  role.addToPolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
}
