import { compactVerify, createLocalJWKSet, type JSONWebKeySet } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApi } from '../../lib/api/app.ts';
import { createCredentialsApi } from '../../lib/api/credentials-app.ts';
import { publicKeysOperation } from '../../lib/contract/keys.ts';
import { ASK, bearer, decide, openWorld, post, refusal, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

const RUN = {
  execution_id: 'run-1',
  action: ASK.action,
  target: ASK.target,
  arguments: ASK.arguments,
};

let count = 0;
async function asked(): Promise<string> {
  count += 1;
  const body = { ...ASK, idempotency_key: `consume-${count}` };
  const response = await world.api.request('/v1/approvals', post(world.key, body));
  return JSON.parse(await response.text()).id;
}

async function approved(): Promise<string> {
  const id = await asked();
  await decide(world.deps, id, 'approve');
  return id;
}

function consume(id: string, change: Readonly<Record<string, unknown>> = {}) {
  const body = post(world.key, { ...RUN, ...change });
  return world.api.request(`/v1/approvals/${id}/consume`, body);
}

test('one execution gets one receipt, and the same one again', async () => {
  const id = await approved();
  const first = await consume(id);
  expect(first.status).toBe(200);
  const { receipt, again } = JSON.parse(await first.text());
  expect(again).toBe(false);
  expect(JSON.parse(await (await consume(id)).text())).toEqual({
    receipt,
    again: true,
    leases: [],
  });
  const other = await refusal(consume(id, { execution_id: 'run-2' }));
  expect(other).toMatchObject({ status: 409, why: 'used' });
  const shown = await world.api.request(`/v1/approvals/${id}`, bearer(world.key));
  expect(JSON.parse(await shown.text())).toMatchObject({ used: { execution_id: 'run-1' } });
});

test('a receipt is checked with the public keys alone', async () => {
  const id = await approved();
  const { receipt } = JSON.parse(await (await consume(id)).text());
  const keys = publicKeysOperation.answer.parse(await (await world.api.request('/v1/keys')).json());
  const set: JSONWebKeySet = JSON.parse(JSON.stringify(keys));
  const { payload, protectedHeader } = await compactVerify(receipt, createLocalJWKSet(set));
  expect(protectedHeader).toMatchObject({ typ: 'yardmaster-receipt+jwt' });
  expect(JSON.parse(new TextDecoder().decode(payload))).toMatchObject({
    sub: id,
    aud: 'support-reply-drafter',
    execution_id: 'run-1',
  });
});

test('of eight executions at once one gets the receipt', async () => {
  const id = await approved();
  const runs = Array.from({ length: 8 }, (_, run) => consume(id, { execution_id: `race-${run}` }));
  const statuses = (await Promise.all(runs)).map((one) => one.status);
  expect(statuses.filter((one) => one === 200)).toHaveLength(1);
  expect(statuses.filter((one) => one === 409)).toHaveLength(7);
});

test.each([
  ['arguments', { to: 'customer@example.com', body: 'It is broken.' }],
  ['target', 'somebody-else@example.com'],
  ['action', 'close_ticket'],
])('nothing but what was approved is run: another %s', async (field, value) => {
  const id = await approved();
  const said = await refusal(consume(id, { [field]: value }));
  expect(said).toMatchObject({ status: 409, why: 'other-payload' });
});

test('keys in another order are the same arguments', async () => {
  const id = await approved();
  const { to, body } = ASK.arguments;
  expect((await consume(id, { arguments: { body, to } })).status).toBe(200);
});

test('who was denied, or never answered, gets nothing', async () => {
  const waiting = await asked();
  expect(await refusal(consume(waiting))).toMatchObject({ status: 409, why: 'still-waiting' });
  await decide(world.deps, waiting, 'deny', 'No.');
  expect(await refusal(consume(waiting))).toMatchObject({ status: 409, why: 'denied' });
  expect(await refusal(consume('apr_none'))).toMatchObject({ status: 404, why: 'no-approval' });
});

test.each([
  ['execution_id', ''],
  ['execution_id', undefined],
  ['arguments', undefined],
])('names %s when it is %j', async (field, value) => {
  const said = await refusal(consume('apr_x', { [field]: value }));
  expect(said).toMatchObject({ status: 422, errors: [{ field }] });
});

test('the function that signs serves consume and the keys, and the other leaves them out', async () => {
  const id = await approved();
  const path = `/v1/approvals/${id}/consume`;
  const without = createApi(world.deps, { consume: false });
  expect(await refusal(without.request(path, post(world.key, RUN)))).toMatchObject({
    status: 404,
    why: 'no-route',
  });
  expect((await without.request('/v1/keys')).status).toBe(404);
  const alone = createCredentialsApi(world.deps);
  expect((await alone.request(path, post(world.key, RUN))).status).toBe(200);
  expect((await alone.request('/v1/keys')).status).toBe(200);
  const asking = alone.request('/v1/approvals', post(world.key, ASK));
  expect(await refusal(asking)).toMatchObject({ status: 404 });
});

test('an approval that ran out is gone', async () => {
  const id = await approved();
  world.deps.pass(24 * 60);
  expect(await refusal(consume(id))).toMatchObject({ status: 410, why: 'expired' });
});
