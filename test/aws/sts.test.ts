import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { createEmulator, type Emulator } from 'emulate';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { stsRoles } from '../../lib/aws/sts.ts';
import type { RoleSession } from '../../lib/core/role-session.ts';

const SESSION: RoleSession = {
  roleArn: 'arn:aws:iam::123456789012:role/yardmaster/crm',
  externalId: 'yardmaster-1',
  sessionName: 'les_1',
  sourceIdentity: 'reply-bot',
  policy: '{"Version":"2012-10-17"}',
  tags: { 'yardmaster:workflow': 'reply-bot', 'yardmaster:connector': 'crm' },
  seconds: 900,
};
const KEYS = { AccessKeyId: 'ASIA1', SecretAccessKey: 'secret', SessionToken: 'session' };
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const client = new STSClient({ region: 'us-east-1', credentials });
const sts = mockClient(client);
const assume = stsRoles(client);
beforeEach(() => {
  sts.reset();
});

test('asks for exactly the session of the lease', async () => {
  sts.on(AssumeRoleCommand).resolves({
    Credentials: { ...KEYS, Expiration: new Date(0) },
    PackedPolicySize: 7,
  });
  expect(await assume(SESSION)).toEqual({
    kind: 'session',
    accessKeyId: 'ASIA1',
    secretAccessKey: 'secret',
    sessionToken: 'session',
    packed: 7,
  });
  expect(sts.commandCalls(AssumeRoleCommand)[0]?.args[0].input).toEqual({
    RoleArn: SESSION.roleArn,
    RoleSessionName: 'les_1',
    SourceIdentity: 'reply-bot',
    ExternalId: 'yardmaster-1',
    DurationSeconds: 900,
    Policy: SESSION.policy,
    Tags: [
      { Key: 'yardmaster:workflow', Value: 'reply-bot' },
      { Key: 'yardmaster:connector', Value: 'crm' },
    ],
  });
});

test('without an external id none is sent', async () => {
  sts.on(AssumeRoleCommand).resolves({ Credentials: { ...KEYS, Expiration: new Date(0) } });
  await assume({ ...SESSION, externalId: undefined });
  expect(sts.commandCalls(AssumeRoleCommand)[0]?.args[0].input).not.toHaveProperty('ExternalId');
});

test.each([
  ['PackedPolicyTooLargeException', 'policy-too-large'],
  ['AccessDenied', 'role-refused'],
  ['MalformedPolicyDocumentException', 'role-refused'],
  ['ThrottlingException', 'sts-unavailable'],
  ['TimeoutError', 'sts-unavailable'],
])('%s is %s, and nothing of what STS said is passed on', async (name, why) => {
  const error = Object.assign(new Error('arn:aws:iam::123456789012:user/somebody'), { name });
  sts.on(AssumeRoleCommand).rejects(error);
  const refused = await assume(SESSION);
  expect(refused).toMatchObject({ kind: 'refused', why });
  expect(JSON.stringify(refused)).not.toContain('123456789012');
});

test('an answer without keys is none', async () => {
  sts.on(AssumeRoleCommand).resolves({});
  expect(await assume(SESSION)).toMatchObject({ why: 'sts-unavailable' });
});

/** It keeps no session policies, tags or times: what it has is the protocol, for the real SDK. */
let played: Emulator;
beforeAll(async () => {
  const iam = { roles: [{ role_name: 'crm', path: '/yardmaster/' }] };
  played = await createEmulator({ service: 'aws', port: 0, seed: { aws: { iam } } });
});
afterAll(() => played.close());

test('an STS that is played on this machine gives keys for a role that it has, and no other', async () => {
  const there = new STSClient({ endpoint: `${played.url}/sts/`, region: 'us-east-1', credentials });
  expect(await stsRoles(there)(SESSION)).toMatchObject({
    kind: 'session',
    accessKeyId: expect.stringMatching(/^ASIA/),
  });
  const other = 'arn:aws:iam::123456789012:role/yardmaster/other';
  expect(await stsRoles(there)({ ...SESSION, roleArn: other })).toMatchObject({
    why: 'role-refused',
  });
  there.destroy();
});
