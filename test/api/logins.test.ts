import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerLogin } from '../../lib/acts/login.ts';
import { keyOf, PEOPLE } from '../../lib/local/sample/organisation.ts';
import { CLAIM } from '../kit/logins.ts';
import { bearer, loginOf, openWorld, post, refusal, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

const owner = keyOf(PEOPLE.owner);

async function send(path: string, body: unknown, token?: string) {
  return world.api.request(path, post(token, body));
}

async function started() {
  const response = await send('/v1/login/device', CLAIM);
  expect(response.status).toBe(200);
  return JSON.parse(await response.text());
}

const fetched = (device_code: unknown) => send('/v1/login/token', { device_code });

test('a login is begun by anybody, confirmed in Slack, and fetched', async () => {
  const login = await started();
  expect(login).toMatchObject({ expires_in: 900, interval: 5 });
  expect(login.confirm).toBe(`/yard login ${login.user_code}`);
  await answerLogin(world.deps, owner, login.user_code, 'confirmed');
  const response = await fetched(login.device_code);
  expect(response.status).toBe(200);
  const { person, token, expires_at } = JSON.parse(await response.text());
  expect([person, expires_at]).toEqual([owner, '2026-11-23T21:00:00.000Z']);
  expect((await world.api.request('/v1/workflows/none', bearer(token))).status).toBe(404);
});

test('until it is confirmed the problem says how long to wait', async () => {
  const { device_code } = await started();
  const response = await fetched(device_code);
  expect(response.status).toBe(400);
  const problem = JSON.parse(await response.text());
  expect(problem).toMatchObject({
    type: 'urn:yardmaster:problem:authorization-pending',
    interval: 5,
  });
  const soon = JSON.parse(await (await fetched(device_code)).text());
  expect(soon).toMatchObject({ type: 'urn:yardmaster:problem:slow-down', interval: 5 });
});

test('the ways in which it ends are told apart', async () => {
  const denied = await started();
  await answerLogin(world.deps, owner, denied.user_code, 'denied');
  expect(await refusal(fetched(denied.device_code))).toMatchObject({
    status: 403,
    why: 'access-denied',
  });
  const late = await started();
  world.deps.pass(15);
  for (const code of [late.device_code, late.user_code, 'ymd_none']) {
    expect(await refusal(fetched(code))).toMatchObject({ status: 400, why: 'code-expired' });
  }
});

test('logging out ends this login and no other', async () => {
  const [mine, other] = [
    await loginOf(world.deps, PEOPLE.owner),
    await loginOf(world.deps, PEOPLE.owner),
  ];
  const out = await world.api.request('/v1/login/end', { method: 'POST', ...bearer(mine) });
  expect(await out.json()).toEqual({ ended: true });
  const status = async (token: string) =>
    (await world.api.request('/v1/workflows/none', bearer(token))).status;
  expect([await status(mine), await status(other)]).toEqual([401, 404]);
});

test.each([
  ['client', { host: 'x' }],
  ['host', { client: 'x' }],
  ['client', { ...CLAIM, client: 'x'.repeat(101) }],
  ['host', { ...CLAIM, host: '' }],
  ['host', { ...CLAIM, host: 'a\uD800' }],
])('a login without a proper %s is refused by its field', async (field, body) => {
  expect(await refusal(send('/v1/login/device', body))).toMatchObject({ errors: [{ field }] });
});

test.each([undefined, '', 7, 'x'.repeat(201)])('%j is refused as a device code', async (code) => {
  expect(await refusal(fetched(code))).toMatchObject({ errors: [{ field: 'device_code' }] });
});
