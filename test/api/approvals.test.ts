import { afterAll, beforeAll, expect, test } from 'vitest';
import { decideApproval } from '../../lib/acts/decide.ts';
import { createApi } from '../../lib/api/app.ts';
import { approvalAnswerSchema } from '../../lib/contract/approvals.ts';
import { keyOf, PEOPLE } from '../../lib/local/sample/organisation.ts';
import { START } from '../kit/deps.ts';
import { ASK, bearer, decide, openWorld, post, refusal, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

let count = 0;
/** A call of its own: another idempotency key each time. */
function fresh(change: Readonly<Record<string, unknown>> = {}) {
  count += 1;
  return { ...ASK, idempotency_key: `fresh-${count}`, ...change };
}

function ask(body: unknown) {
  return world.api.request('/v1/approvals', post(world.key, body));
}

async function read(response: Response | Promise<Response>) {
  return approvalAnswerSchema.parse(await (await response).json());
}

function get(path: string) {
  return world.api.request(`/v1/approvals/${path}`, bearer(world.key));
}

test('asking answers 201 with all that the agent needs to go on', async () => {
  const response = await ask(fresh());
  expect(response.status).toBe(201);
  const approval = await read(response);
  expect(approval).toMatchObject({
    workflow: 'support-reply-drafter',
    state: 'waiting',
    on_behalf_of: keyOf(PEOPLE.owner),
    quorum: 1,
    approvals: 0,
    asked_at: START,
    wait_url: `http://127.0.0.1:4601/v1/approvals/${approval.id}/wait`,
  });
  const { digest } = approval;
  expect(approval.fingerprint).toBe(`${digest.slice(0, 4)}-${digest.slice(4, 8)}`);
  expect(response.headers.get('location')).toBe(`/v1/approvals/${approval.id}`);
});

test('the same key with the same fields is the same approval: 200', async () => {
  const body = fresh();
  const first = await read(ask(body));
  const again = await ask(body);
  expect(again.status).toBe(200);
  expect(await read(again)).toEqual(first);
});

test('five at once with one key make one approval', async () => {
  const body = fresh();
  const all = await Promise.all(Array.from({ length: 5 }, () => ask(body)));
  expect(all.map((one) => one.status).sort()).toEqual([200, 200, 200, 200, 201]);
  const ids = await Promise.all(all.map(async (one) => (await read(one)).id));
  expect(new Set(ids).size).toBe(1);
});

test.each([
  ['action', 'close_ticket'],
  ['target', 'somebody-else@example.com'],
  ['arguments', { to: 'customer@example.com', body: 'It is broken.' }],
  ['reason', 'Another reason.'],
  ['on_behalf_of', PEOPLE.colleague.id],
])('the same key with another %s is 409, for ever', async (field, value) => {
  const body = fresh();
  await ask(body);
  const other = ask({ ...body, [field]: value });
  expect(await refusal(other)).toMatchObject({ status: 409, why: 'key-reused' });
});

test.each([
  ['action', 'Send E-Mail'],
  ['action', undefined],
  ['target', ''],
  ['target', 'x'.repeat(501)],
  ['target', '\ud800'],
  ['arguments', undefined],
  ['reason', undefined],
  ['reason', '\udc00 alone'],
  ['on_behalf_of', 'somebody'],
  ['idempotency_key', ''],
  ['idempotency_key', '\ud83d'],
  ['idempotency_key', 7],
])('names %s when it is %j', async (field, value) => {
  const said = await refusal(ask(fresh({ [field]: value })));
  expect(said).toMatchObject({ status: 422, why: 'invalid' });
  expect(said.errors?.map((one) => one.field)).toEqual([field]);
});

test('an unknown field is named, not ignored', async () => {
  const said = await refusal(ask(fresh({ idempotencyKey: 'x' })));
  expect(said.why).toBe('invalid');
  expect(said.detail).toContain('idempotencyKey');
});

test.each([['delete_everything', 422, 'unknown-action']])(
  'refuses the action %s, which nobody listed',
  async (action, status, why) => {
    expect(await refusal(ask(fresh({ action })))).toMatchObject({ status, why });
  },
);

test('reading shows the approval, also when its id is foolish', async () => {
  const { id } = await read(ask(fresh()));
  expect(await read(get(id))).toMatchObject({ id, state: 'waiting' });
  expect(await refusal(get('apr_none'))).toMatchObject({ status: 404, why: 'no-approval' });
  expect(await refusal(get('x'.repeat(3000)))).toMatchObject({ status: 422, why: 'invalid' });
});

test('waiting for nothing answers "waiting" and when to come again', async () => {
  const { id } = await read(ask(fresh()));
  const response = await get(`${id}/wait?seconds=0`);
  expect(response.status).toBe(200);
  expect(response.headers.get('retry-after')).toBe('1');
  expect(await read(response)).toMatchObject({ id, state: 'waiting' });
});

test('a wait is as long as this place grants, whatever is asked for', async () => {
  const { deps, key } = world;
  const { id } = await read(ask(fresh()));
  let waited = 0;
  const pause = async (ms: number) => {
    waited += ms;
  };
  const api = createApi({ ...deps, store: { ...deps.store, pause } });
  const response = api.request(`/v1/approvals/${id}/wait?seconds=60`, bearer(key));
  expect(await read(response)).toMatchObject({ state: 'waiting' });
  expect(waited).toBe(deps.settings.waitSeconds * 1000);
});

test('a wait answers as soon as somebody has decided', async () => {
  const { id } = await read(ask(fresh()));
  const waiting = get(`${id}/wait`);
  await decide(world.deps, id, 'approve');
  const response = await waiting;
  expect(response.headers.get('retry-after')).toBeNull();
  expect(await read(response)).toMatchObject({ state: 'approved', ended_by: 'Support colleague' });
});

test('a denial carries its reason', async () => {
  const { id } = await read(ask(fresh()));
  await decide(world.deps, id, 'deny', 'Wrong customer.');
  const expected = { state: 'denied', reason: 'Wrong customer.', ended_by: 'Support colleague' };
  expect(await read(get(`${id}/wait`))).toMatchObject(expected);
  expect(await read(get(id))).toMatchObject(expected);
});

test('what would be approved instead comes with the denial, in the answer to the wait', async () => {
  const { id, digest } = await read(ask(fresh()));
  const words = { reason: 'Too much.', suggestion: 'Half of it.' };
  await decideApproval(world.deps, keyOf(PEOPLE.colleague), id, {
    choice: 'deny',
    digest,
    ...words,
  });
  const expected = { state: 'denied', reason: 'Too much.', suggested_change: 'Half of it.' };
  expect(await read(get(`${id}/wait`))).toMatchObject(expected);
});

test.each(['abc', '-1', '61', '1.5'])('refuses to wait %s seconds', async (seconds) => {
  const said = await refusal(get(`apr_x/wait?seconds=${seconds}`));
  expect(said).toMatchObject({ status: 422, errors: [{ field: 'seconds' }] });
});

test('an approval whose time is over has expired, swept or not', async () => {
  const { id } = await read(ask(fresh()));
  world.deps.pass(24 * 60);
  expect(await read(get(`${id}/wait`))).toMatchObject({ state: 'expired' });
});
