import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeKeyCode } from '../../lib/acts/key-codes.ts';
import { takeCiCode } from '../../lib/acts/keys.ts';
import { keyOf, PEOPLE } from '../../lib/local/sample/organisation.ts';
import { bearer, loginOf, openWorld, post, refusal, WORKFLOW, type World } from './world.ts';

let world: World;
let owner: string;
let admin: string;
let colleague: string;
beforeAll(async () => {
  world = await openWorld();
  owner = await loginOf(world.deps, PEOPLE.owner);
  admin = await loginOf(world.deps, PEOPLE.admin);
  colleague = await loginOf(world.deps, PEOPLE.colleague);
});
afterAll(() => world.stop());

function send(path: string, body: unknown, token = owner) {
  return world.api.request(path, post(token, body));
}

async function read(path: string, token = owner) {
  return JSON.parse(await (await world.api.request(path, bearer(token))).text());
}

async function code(): Promise<string> {
  const given = await takeKeyCode(world.deps, keyOf(PEOPLE.owner), WORKFLOW, 'at-once');
  if (given.kind !== 'code') throw new Error(given.say);
  return given.code;
}

const statusOf = async (key: string) =>
  (await world.api.request('/v1/approvals/x', bearer(key))).status;

test('a code claims the key once, for its own person, and the key before it stops', async () => {
  const typed = (await code()).toLowerCase().replaceAll('-', ' ');
  const stolen = refusal(send('/v1/keys/claim', { code: typed }, colleague));
  expect(await stolen).toMatchObject({ status: 403, why: 'not-your-code' });
  const nobody = refusal(world.api.request('/v1/keys/claim', post(undefined, { code: typed })));
  expect(await nobody).toMatchObject({ status: 401 });
  const response = await send('/v1/keys/claim', { code: typed });
  expect(response.status).toBe(200);
  const { workflow, key } = JSON.parse(await response.text());
  expect(workflow).toBe(WORKFLOW);
  expect([await statusOf(key), await statusOf(world.key)]).toEqual([404, 401]);
  expect(await refusal(send('/v1/keys/claim', { code: typed }))).toMatchObject({ why: 'bad-code' });
});

test('keys are listed with their last use and without themselves, and revoked', async () => {
  const response = await send('/v1/keys/claim', { code: await code() });
  const { key } = JSON.parse(await response.text());
  const list = () => read(`/v1/workflows/${WORKFLOW}/keys`);
  const [first] = (await list()).keys;
  expect(first).toEqual({
    id: expect.stringMatching(/^key_/),
    holder: keyOf(PEOPLE.owner),
    issued_at: world.deps.now(),
  });
  await statusOf(key);
  expect((await list()).keys).toMatchObject([{ last_used_at: world.deps.now() }]);
  const revoke = (token: string) =>
    world.api.request(`/v1/workflows/${WORKFLOW}/keys/${first.id}/revoke`, {
      method: 'POST',
      ...bearer(token),
    });
  expect(await refusal(revoke(colleague))).toMatchObject({ why: 'not-allowed' });
  expect(await (await revoke(admin)).json()).toEqual({ revoked: first.id });
  expect(await statusOf(key)).toBe(401);
  expect(await refusal(revoke(admin))).toMatchObject({ status: 404, why: 'no-key' });
  expect((await list()).keys).toEqual([]);
});

test('every wrong code is answered alike', async () => {
  const late = await code();
  const answers = [await refusal(send('/v1/keys/claim', { code: 'XXXX-XXXX-XXXX' }))];
  world.deps.pass(15);
  answers.push(await refusal(send('/v1/keys/claim', { code: late })));
  expect(answers[0]).toMatchObject({ status: 403, why: 'bad-code' });
  expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
});

test.each([undefined, '', 7, 'x'.repeat(101)])(
  'a code that is %j is refused by its field',
  async (typed) => {
    for (const path of ['/v1/keys/claim', '/v1/identities/claim']) {
      expect(await refusal(send(path, { code: typed }))).toMatchObject({
        errors: [{ field: 'code' }],
      });
    }
  },
);

test('a CI identity is created, listed, given a key, and that is revoked', async () => {
  const wanted = { id: 'ci-support-main', team: 'team-support' };
  expect(await refusal(send('/v1/identities', wanted, colleague))).toMatchObject({ status: 403 });
  const created = await send('/v1/identities', wanted);
  expect(await created.json()).toEqual({ ...wanted, created_at: world.deps.now(), keys: [] });
  const given = await takeCiCode(world.deps, keyOf(PEOPLE.owner), wanted.id);
  const typed = given.kind === 'code' ? given.code : '';
  const claimed = await send('/v1/identities/claim', { code: typed });
  const { identity, key } = JSON.parse(await claimed.text());
  expect(identity).toBe(wanted.id);
  const found = async () => (await world.api.request('/v1/workflows/none', bearer(key))).status;
  expect(await found()).toBe(404);
  const { identities } = await read('/v1/identities');
  expect(identities).toMatchObject([{ id: wanted.id, keys: [{ last_used_at: world.deps.now() }] }]);
  expect(await read('/v1/identities', colleague)).toEqual({ identities: [] });
  const id = identities[0].keys[0].id;
  const path = `/v1/identities/${wanted.id}/keys/${id}/revoke`;
  const revoked = await world.api.request(path, { method: 'POST', ...bearer(admin) });
  expect(await revoked.json()).toEqual({ revoked: id });
  expect(await found()).toBe(401);
});
