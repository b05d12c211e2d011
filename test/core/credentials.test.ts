import { describe, expect, test } from 'vitest';
import { declarationDigest, declaredSchema } from '../../lib/core/credentials.ts';
import { sha } from './perfect.ts';

const STATEMENT = { Action: 's3:GetObject', Resource: 'arn:aws:s3:::crm/*' };
const ROLE = {
  kind: 'aws-role',
  role_arn: 'arn:aws:iam::123456789012:role/yardmaster/crm',
  external_id: 'yardmaster-1',
  scopes: { 'crm.read': [STATEMENT] },
};
const SECRET = {
  kind: 'secret',
  secret: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:yardmaster/crm-AbCdEf',
};

const problems = (said: unknown) =>
  (declaredSchema.safeParse(said).error?.issues ?? []).map((one) => one.path.join('.'));

test.each([
  ['aws-role', ROLE],
  ['secret', SECRET],
  ['a secret of one machine', { kind: 'secret', secret: 'local:crm', opens: ['crm.read'] }],
  ['token', { kind: 'token' }],
  ['none', { kind: 'none' }],
])('takes %s as it should be', (_, said) => {
  expect(problems(said)).toEqual([]);
});

const withStatement = (change: object) => ({
  ...ROLE,
  scopes: { 'crm.read': [{ ...STATEMENT, ...change }] },
});

describe('refuses', () => {
  test.each([
    ['a kind that nobody knows', { kind: 'password' }, 'kind'],
    ['a secret in place of where it is kept', { ...SECRET, secret: 'hunter2' }, 'secret'],
    [
      'a secret of another name, which the function may not read',
      { ...SECRET, secret: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:other' },
      'secret',
    ],
    [
      'a role off the path, which the function may not take',
      { ...ROLE, role_arn: 'arn:aws:iam::123456789012:role/Admin' },
      'role_arn',
    ],
    ['words nobody asked for', { ...ROLE, password: 'x' }, ''],
    ['a scope without statements', { ...ROLE, scopes: { 'crm.read': [] } }, 'scopes.crm.read'],
    ['a statement that denies', withStatement({ Effect: 'Deny' }), 'scopes.crm.read.0.Effect'],
    ['NotAction', withStatement({ NotAction: 's3:PutObject' }), 'scopes.crm.read.0'],
    ['a principal', withStatement({ Principal: '*' }), 'scopes.crm.read.0'],
    ['what is no action', withStatement({ Action: 'read' }), 'scopes.crm.read.0.Action'],
    ['what is no resource', withStatement({ Resource: 'crm' }), 'scopes.crm.read.0.Resource'],
  ])('%s', (_, said, field) => {
    expect(problems(said)).toContain(field);
  });
});

/** "No `*` resource and action unless said so explicitly." */
test.each([
  ['*', '*', true],
  ['s3:*', '*', true],
  ['s3:Get*', '*', true],
  ['s3:Get?bject', 'arn:aws:s3:::*', true],
  ['s3:ListAllMyBuckets', '*', false],
  ['s3:*', 'arn:aws:s3:::crm/*', false],
])('%s on %s has to be meant: %s', (Action, Resource, isWide) => {
  const said = withStatement({ Action, Resource });
  expect(problems(said)).toEqual(isWide ? ['scopes.crm.read'] : []);
  expect(problems({ ...said, wide_scopes: ['crm.read'] })).toEqual([]);
});

test('the digest tells declarations apart, and not the order of their words', () => {
  const { kind, ...rest } = ROLE;
  const digest = (said: unknown) => declarationDigest(declaredSchema.parse(said), sha);
  expect(digest({ ...rest, kind })).toBe(digest(ROLE));
  expect(digest(withStatement({ Action: 's3:PutObject' }))).not.toBe(digest(ROLE));
});
