import { createLocalJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { setCredentials } from '../../lib/acts/credentials.ts';
import { pauseWorkflow } from '../../lib/acts/pause.ts';
import { declaredSchema } from '../../lib/core/credentials.ts';
import { rights } from '../../lib/infra/rights.ts';
import { keyOf, PEOPLE } from '../../lib/local/sample/organisation.ts';
import { type FakeSts, startFakeSts } from '../kit/fake-sts.ts';
import type { Lambda } from '../kit/lambda-runtime.ts';
import {
  type Cloud,
  CONNECTOR_SECRET,
  http,
  openCloud,
  runningWorkflow,
  withToken,
} from './kit.ts';

let cloud: Cloud;
let sts: FakeSts;
let credentials: Lambda;
let key: string;
let before: number;
beforeAll(async () => {
  [cloud, sts] = await Promise.all([openCloud(['credentials']), startFakeSts()]);
  key = await runningWorkflow(cloud.deps);
  before = cloud.aws.calls().length;
  credentials = await cloud.start('credentials', sts.env);
});
afterAll(async () => {
  await cloud.stop();
  await sts.stop();
});

const CONNECTOR = 'crm-readonly';
const SCOPE = 'crm.tickets.read';
const ROLE = {
  kind: 'aws-role',
  role_arn: 'arn:aws:iam::123456789012:role/yardmaster/crm',
  scopes: { [SCOPE]: [{ Action: 's3:GetObject', Resource: 'arn:aws:s3:::crm/*' }] },
};
const jwksSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });
const tokenSchema = z.object({ token: z.string() });

async function declared(said: object): Promise<void> {
  const admin = keyOf(PEOPLE.admin);
  await setCredentials(cloud.deps, admin, CONNECTOR, declaredSchema.parse(said));
}

function lease() {
  const call = { method: 'POST', path: '/v1/leases', json: { connector: CONNECTOR } };
  return http(credentials, withToken(key, call));
}

test('a role is taken with what the lease is about, and nobody in between keeps the answer', async () => {
  await declared(ROLE);
  const answer = await lease();
  expect(answer).toMatchObject({
    statusCode: 200,
    json: {
      kind: 'aws-role',
      scopes: [SCOPE],
      disclosed: false,
      aws: { access_key_id: 'ASIAOFTHETESTS', session_token: 'session-of-the-tests' },
    },
  });
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(sts.calls()).toMatchObject([
    {
      Action: 'AssumeRole',
      RoleArn: ROLE.role_arn,
      SourceIdentity: 'reply-bot',
      DurationSeconds: '900',
      Policy: expect.stringContaining('arn:aws:s3:::crm/*'),
    },
  ]);
});

test('a token is checked with the published keys', async () => {
  await declared({ kind: 'token' });
  const { token } = tokenSchema.parse((await lease()).json);
  const published = await http(credentials, { method: 'GET', path: '/v1/keys' });
  const jwks = createLocalJWKSet(jwksSchema.parse(published.json));
  const { payload } = await jwtVerify(token, jwks, {
    issuer: 'https://yard.example.com',
    audience: `connector/${CONNECTOR}`,
    typ: 'yardmaster-lease+jwt',
  });
  expect(payload).toMatchObject({ sub: 'reply-bot', scopes: [SCOPE] });
});

test('a secret is read where it is kept, and disclosed', async () => {
  await declared({ kind: 'secret', secret: CONNECTOR_SECRET });
  expect((await lease()).json).toMatchObject({ disclosed: true, secret: 'hunter2' });
});

test('"every AWS call is recorded and allowed by the role of the function", and no right is spare', () => {
  const made = cloud.aws.calls().slice(before);
  const onKey = (id: string) =>
    [...new Set(made.filter((one) => one.id === id).map((one) => `kms:${one.action}`))].sort();
  expect(onKey('arn:lease-key')).toEqual([...rights.credentials.lease].sort());
  const secrets = made.filter((one) => one.service === 'secretsmanager');
  expect(secrets).toEqual([
    { service: 'secretsmanager', action: 'GetSecretValue', id: CONNECTOR_SECRET },
  ]);
  expect(rights.credentials.connectorSecrets).toEqual(['secretsmanager:GetSecretValue']);
  // The tags and the source of one AssumeRole are rights of their own.
  const [assumed = {}] = sts.calls();
  expect(rights.credentials.roles).toEqual([
    `sts:${assumed.Action}`,
    ...('SourceIdentity' in assumed ? ['sts:SetSourceIdentity'] : []),
    ...('Tags.member.1.Key' in assumed ? ['sts:TagSession'] : []),
  ]);
});

test('a pause stops the very next one, and no credentials are in the logs', async () => {
  await pauseWorkflow(cloud.deps, keyOf(PEOPLE.owner), 'reply-bot', 'It writes to everybody.');
  const refused = await lease();
  expect(refused).toMatchObject({ statusCode: 403 });
  expect(refused.body).toContain('urn:yardmaster:problem:workflow-paused');
  for (const kept of ['hunter2', 'secret-of-the-tests', 'session-of-the-tests']) {
    expect(credentials.logs()).not.toContain(kept);
  }
});
