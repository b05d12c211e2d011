import { afterAll, beforeAll, expect, test } from 'vitest';
import { OPERATIONS } from '../../lib/contract/service.ts';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { ciKey } from '../acts/keys-kit.ts';
import { ASK, loginOf, openWorld, post, refusal, type World, workflowKey } from './world.ts';

let world: World;
let ci: string;
let otherKey: string;

beforeAll(async () => {
  world = await openWorld();
  ci = await ciKey(world.deps);
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

const KINDS = ['person', 'workflow', 'ci'] as const;

/** Who gets past the door of which operation, and with what the others are told to come back. */
const TABLE = {
  person: { person: 'in', workflow: 'login-required', ci: 'login-required' },
  workflow: { person: 'workflow-key-required', workflow: 'in', ci: 'workflow-key-required' },
  'person-or-ci': { person: 'in', workflow: 'login-required', ci: 'in' },
} as const;

const cells = guarded.flatMap((one) =>
  KINDS.map((kind) => ({
    ...one,
    kind,
    expected: one.who === 'anybody' ? 'in' : TABLE[one.who][kind],
  })),
);

async function tokenOf(kind: (typeof KINDS)[number]): Promise<string> {
  // A login of its own: one of the operations ends it.
  if (kind === 'person') return loginOf(world.deps, PEOPLE.owner);
  return kind === 'ci' ? ci : world.key;
}

const HINTS = {
  'login-required': 'yardmaster login',
  'workflow-key-required': 'yardmaster key claim',
} as const;

test.each(cells.filter((one) => one.expected !== 'in'))(
  '$id refuses $kind with "$expected" and names what to use',
  async ({ expected, kind, ...one }) => {
    const said = await call(one, `Bearer ${await tokenOf(kind)}`);
    expect(said).toMatchObject({ status: 403, why: expected });
    expect(said.detail).toContain(expected === 'in' ? '' : HINTS[expected]);
  },
);

test.each(cells.filter((one) => one.expected === 'in'))(
  '$id lets $kind in',
  async ({ method, url, kind }) => {
    const headers = { authorization: `Bearer ${await tokenOf(kind)}` };
    const text = await (
      await world.api.request(url, { method: method.toUpperCase(), headers })
    ).text();
    expect(text).not.toMatch(/problem:(unauthenticated|login-required|workflow-key-required)/);
  },
);

test('a workflow key may only ask, withdraw what it asked, consume, report, lease and append', () => {
  const may =
    /^((?:ask|get|waitFor|cancel|consume)Approval|tellOutcome|report\w*|lease\w*|append\w*)$/;
  const opened = OPERATIONS.filter((one) => one.who === 'workflow').map((one) => one.id);
  expect(opened.length).toBeGreaterThan(3);
  expect(opened.filter((id) => !may.test(id))).toEqual([]);
});

test('what is open to anybody is what comes before a login', () => {
  const open = OPERATIONS.filter((one) => one.who === 'anybody').map((one) => one.id);
  // Schemas hold no data of anybody: an editor fetches them without a login.
  expect(open.sort()).toEqual([
    'document',
    'fetchLogin',
    'health',
    'manifestSchema',
    'publicKeys',
    'releaseSchema',
    'startLogin',
  ]);
});

test('a CI job’s token is not even looked at where CI may not come in', async () => {
  const said = await call({ method: 'get', url: '/v1/approvals/x' }, 'Bearer a.b.c');
  expect(said).toMatchObject({ status: 403, why: 'workflow-key-required' });
  const read = await call({ method: 'get', url: '/v1/workflows/x' }, 'Bearer a.b.c');
  expect(read).toMatchObject({ status: 401, why: 'unauthenticated' });
});

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
