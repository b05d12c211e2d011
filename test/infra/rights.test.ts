import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, expect, test } from 'vitest';
import { type Allowed, actionsOn, allAllowed, text } from './policies.ts';
import { synthesizedTemplate } from './synthesized.ts';

let template: Template;
let allowed: Allowed[];
beforeAll(() => {
  template = synthesizedTemplate();
  allowed = allAllowed(template);
});

const roles = ['SlackRole', 'ApiRole', 'CredentialsRole', 'DeliverRole', 'JobsRole'];

test('nobody may update or delete a line of the audit table', () => {
  const onAudit = allowed.filter(({ resources }) =>
    resources.some((one) => one.startsWith('AuditTable')),
  );
  const actions = [...new Set(onAudit.flatMap((one) => one.actions))].sort();
  expect(actions).toEqual([
    'dynamodb:GetItem',
    'dynamodb:PutItem',
    'dynamodb:Query',
    'dynamodb:Scan',
  ]);
});

test("the one scan is the API's, of the audit table, for the auditor's export", () => {
  const scans = allowed.filter(({ actions }) => actions.includes('dynamodb:Scan'));
  expect(scans).toMatchObject([
    { role: expect.stringMatching(/^ApiRole/), resources: ['AuditTable.Arn'] },
  ]);
});

test('nobody has a right on all of a service', () => {
  const actions = allowed.flatMap((one) => one.actions);
  expect(actions.filter((action) => action.includes('*'))).toEqual([]);
});

/** What is made by others while the stack runs is named by the path that it is made under. */
const BY_PATH = [
  'arn:AWS::Partition:iam::*:role/yardmaster/*',
  'arn:AWS::Partition:secretsmanager:AWS::Region:AWS::AccountId:secret:yardmaster/*',
];

test('no policy names a resource by a wildcard, but for roles and secrets to be leased', () => {
  const wild = allowed.filter((one) => one.resources.some((resource) => resource.includes('*')));
  expect(wild.flatMap((one) => one.resources)).toEqual(BY_PATH);
  expect(wild.map((one) => one.role)).toEqual([
    expect.stringMatching(/^CredentialsRole/),
    expect.stringMatching(/^CredentialsRole/),
  ]);
});

test('"only functions/credentials holds STS": to take roles, tag their sessions and name their source', () => {
  const taking = allowed.filter(({ actions }) => actions.some((one) => one.startsWith('sts:')));
  expect(taking).toEqual([
    {
      role: expect.stringMatching(/^CredentialsRole/),
      actions: ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'],
      resources: [BY_PATH[0]],
    },
  ]);
});

test('no role takes rights from a managed policy or keeps them inside', () => {
  for (const { Properties } of Object.values(template.findResources('AWS::IAM::Role'))) {
    expect(Properties).not.toHaveProperty('ManagedPolicyArns');
    expect(Properties).not.toHaveProperty('Policies');
  }
});

const onRegistry: [string, string[]][] = [
  ['SlackRole', ['BatchGetItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query']],
  ['ApiRole', ['BatchGetItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query']],
  ['CredentialsRole', ['BatchGetItem', 'GetItem', 'PutItem', 'Query']],
  ['DeliverRole', ['BatchGetItem', 'GetItem', 'PutItem', 'Query']],
  ['JobsRole', ['BatchGetItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query']],
];

test.each(onRegistry)('%s may on the registry exactly what it needs', (role, actions) => {
  const full = actions.map((action) => `dynamodb:${action}`);
  expect(actionsOn(allowed, role, 'RegistryTable.Arn')).toEqual(full);
});

/** "Separate keys for receipts, leases and checkpoints": and who may sign with which. */
const SIGNING: [string, string][] = [
  ['ReceiptKey', 'CredentialsRole'],
  ['LeaseKey', 'CredentialsRole'],
  ['CheckpointKey', 'JobsRole'],
];

test.each(SIGNING)('with the %s nobody signs but %s', (name, signer) => {
  const signs = roles.filter((role) =>
    allowed.some(
      ({ role: who, actions, resources }) =>
        who.startsWith(role) &&
        actions.includes('kms:Sign') &&
        resources.some((one) => one.startsWith(name)),
    ),
  );
  expect(signs).toEqual([signer]);
});

test('the public halves are fetched by the signers, and by the one that publishes them all', () => {
  const fetched = (name: string) =>
    roles.filter((role) =>
      allowed.some(
        ({ role: who, actions, resources }) =>
          who.startsWith(role) &&
          actions.includes('kms:GetPublicKey') &&
          resources.some((one) => one.startsWith(name)),
      ),
    );
  expect(fetched('ReceiptKey')).toEqual(['CredentialsRole']);
  expect(fetched('LeaseKey')).toEqual(['CredentialsRole']);
  expect(fetched('CheckpointKey')).toEqual(['CredentialsRole', 'JobsRole']);
});

test.each(SIGNING)("the %s's own policy lets nobody else sign", (name, signer) => {
  const keys = template.findResources('AWS::KMS::Key', {
    Properties: { KeySpec: 'ECC_NIST_EDWARDS25519' },
  });
  const key = Object.entries(keys).find(([id]) => id.startsWith(name))?.[1];
  const statements: { Action: string[]; Principal: { AWS: unknown } }[] =
    key?.Properties.KeyPolicy.Statement ?? [];
  const signing = statements.filter(({ Action }) =>
    [Action].flat().some((one) => /^kms:(\*|S\*|Sign)/.test(one)),
  );
  expect(signing.map(({ Principal }) => text(Principal.AWS))).toEqual([
    expect.stringMatching(new RegExp(`^${signer}.*\\.Arn$`)),
  ]);
  expect(key?.Properties.KeyUsage).toBe('SIGN_VERIFY');
});

test("only what talks to Slack reads Slack's secret, and none of it reads a connector's", () => {
  const secrets = allowed.filter((one) => one.actions.includes('secretsmanager:GetSecretValue'));
  const readers = secrets.filter((one) => !one.resources.includes(BY_PATH[1] ?? ''));
  const names = roles.filter((role) => readers.some((one) => one.role.startsWith(role)));
  expect(names).toEqual(['SlackRole', 'ApiRole', 'DeliverRole', 'JobsRole']);
});
