import { afterAll, beforeAll, expect, test } from 'vitest';
import { OPERATIONS } from '../../lib/contract/service.ts';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { ASK, loginOf, openWorld, post, refusal, type World, workflowKey } from './world.ts';

let world: World;
let person: string;
let otherKey: string;

beforeAll(async () => {
  world = await openWorld();
  person = await loginOf(world.deps, PEOPLE.owner);
  otherKey = await workflowKey(world.deps, {
    ...JSON.parse(
      '{"owner":"team-support","uses":[{"skill":"tone-brand-voice","version":"2.0.x"}]}',
    ),
    workflow: 'another-one',
  });
});
afterAll(() => world.stop());

const guarded = OPERATIONS.filter((one) => one.who !== 'anybody').map((one) => ({
  ...one,
  url: one.path.replaceAll(/\{\w+\}/g, 'x'),
}));

function call({ method, url }: { method: string; url: string }, authorization?: string) {
  const headers = { ...(authorization ? { authorization } : {}) };
  return refusal(world.api.request(url, { method: method.toUpperCase(), headers }));
}

test.each(guarded)('$id refuses a call without a token', async (one) => {
  expect(await call(one)).toMatchObject({ status: 401, why: 'unauthenticated' });
});

test.each([
  ['an unknown token', 'Bearer ymw_unknown'],
  ['no scheme', 'ymw_unknown'],
  ['another scheme', 'Basic eDp5'],
  ['an empty token', 'Bearer '],
  ['two tokens', 'Bearer a b'],
])('refuses %s, and says the same of each', async (_, authorization) => {
  const said = await call({ method: 'get', url: '/v1/approvals/x' }, authorization);
  expect(said).toMatchObject({ status: 401, why: 'unauthenticated' });
  expect(said.detail).toBe((await call({ method: 'get', url: '/v1/approvals/x' })).detail);
});

test('a missing token is answered with the scheme to use', async () => {
  const response = await world.api.request('/v1/approvals/x');
  expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
});

test.each(guarded.filter((one) => one.who === 'person'))(
  "$id refuses a workflow's key and names what to use",
  async (one) => {
    const said = await call(one, `Bearer ${world.key}`);
    expect(said).toMatchObject({ status: 403, why: 'login-required' });
    expect(said.detail).toContain('yardmaster login');
  },
);

test.each(guarded.filter((one) => one.who === 'workflow'))(
  "$id refuses a person's login and names what to use",
  async (one) => {
    const said = await call(one, `Bearer ${person}`);
    expect(said).toMatchObject({ status: 403, why: 'workflow-key-required' });
    expect(said.detail).toContain('yardmaster key claim');
  },
);

test("another workflow's key finds no trace of an approval", async () => {
  const asked = await world.api.request('/v1/approvals', post(world.key, ASK));
  const { id } = JSON.parse(await asked.text());
  const { action, target, arguments: args } = ASK;
  const run = { execution_id: 'run-1', action, target, arguments: args };
  const own = { headers: { authorization: `Bearer ${otherKey}` } };
  const expected = { status: 404, why: 'no-approval' };
  expect(await refusal(world.api.request(`/v1/approvals/${id}`, own))).toMatchObject(expected);
  expect(await refusal(world.api.request(`/v1/approvals/${id}/wait`, own))).toMatchObject(expected);
  const consume = world.api.request(`/v1/approvals/${id}/consume`, post(otherKey, run));
  expect(await refusal(consume)).toMatchObject(expected);
});

test('a login ends after its 12 hours', async () => {
  const token = await loginOf(world.deps, PEOPLE.owner);
  const find = () =>
    world.api.request('/v1/components?q=reply', { headers: { authorization: `Bearer ${token}` } });
  expect((await find()).status).toBe(200);
  world.deps.pass(12 * 60);
  expect((await find()).status).toBe(401);
});
