import { createLocalJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { decideApproval } from '../../lib/acts/decide.ts';
import { keyOf, PEOPLE } from '../../lib/local/sample/organisation.ts';
import type { Lambda } from '../kit/lambda-runtime.ts';
import {
  ASK,
  ask,
  type Cloud,
  http,
  openCloud,
  runningWorkflow,
  WORKFLOW,
  withToken,
} from './kit.ts';

let cloud: Cloud;
let credentials: Lambda;
let key: string;
let before: number;
let approval: { id: string; digest: string };
beforeAll(async () => {
  cloud = await openCloud(['credentials']);
  key = await runningWorkflow(cloud.deps);
  approval = await approved();
  before = cloud.aws.calls().length;
  credentials = await cloud.start('credentials');
});
afterAll(() => cloud.stop());

const { action, target } = ASK;
const RUN = { execution_id: 'run-1', action, target, arguments: ASK.arguments };
const jwksSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });
const receiptSchema = z.object({ receipt: z.string(), again: z.boolean() });

test('refuses what was not approved, with a problem of its own', async () => {
  const other = { ...RUN, arguments: { to: target, body: 'It is broken.' } };
  const answer = await consume(other);
  expect(answer.statusCode).toBe(409);
  expect(answer.headers['content-type']).toContain('application/problem+json');
  expect(answer.body).toContain('other-payload');
});

test('gives one receipt, which the published keys verify', async () => {
  const first = await consume(RUN);
  expect(first).toMatchObject({ statusCode: 200, json: { again: false } });
  const { receipt } = receiptSchema.parse(first.json);
  const published = await http(credentials, { method: 'GET', path: '/v1/keys' });
  const jwks = createLocalJWKSet(jwksSchema.parse(published.json));
  const { payload } = await jwtVerify(receipt, jwks, {
    issuer: 'https://yard.example.com',
    audience: WORKFLOW,
    typ: 'yardmaster-receipt+jwt',
  });
  expect(payload).toMatchObject({
    sub: approval.id,
    digest: approval.digest,
    execution_id: 'run-1',
  });
  expect(Number(payload.exp) - Number(payload.iat)).toBeLessThanOrEqual(120);

  expect((await consume(RUN)).json).toEqual({ receipt, again: true, leases: [] });
  const second = await consume({ ...RUN, execution_id: 'run-2' });
  expect(second).toMatchObject({ statusCode: 409 });
});

test('signed with the receipt key alone, and fetched the other ones to publish them', () => {
  const [first, second, ...published] = cloud.aws.calls().slice(before);
  expect([first, second]).toEqual([
    { service: 'kms', action: 'GetPublicKey', id: 'arn:receipt-key' },
    { service: 'kms', action: 'Sign', id: 'arn:receipt-key' },
  ]);
  expect(published.map(({ action, id }) => `${action} ${id}`).sort()).toEqual([
    'GetPublicKey arn:checkpoint-key',
    'GetPublicKey arn:lease-key',
  ]);
});

test('serves nothing else of the API', async () => {
  const ask = { method: 'POST', path: '/v1/approvals', json: ASK };
  expect(await http(credentials, withToken(key, ask))).toMatchObject({ statusCode: 404 });
});

test("takes no other workflow's key, and no key at all", async () => {
  const call = { method: 'POST', path: `/v1/approvals/${approval.id}/consume`, json: RUN };
  const wrong = await http(credentials, withToken('ymw_wrong', call));
  expect(wrong).toMatchObject({ statusCode: 401 });
  expect(credentials.logs()).not.toContain('ymw_wrong');
});

function consume(run: object) {
  const call = { method: 'POST', path: `/v1/approvals/${approval.id}/consume`, json: run };
  return http(credentials, withToken(key, call));
}

/** Asked by the workflow and approved by the colleague. */
async function approved() {
  const { id, digest } = await ask(cloud.deps);
  const choice = { choice: 'approve' as const, digest, reason: '' };
  const decided = await decideApproval(cloud.deps, keyOf(PEOPLE.colleague), id, choice);
  if (decided.kind !== 'decided') throw new Error(decided.say);
  return { id, digest };
}
