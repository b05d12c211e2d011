import { afterAll, beforeAll, expect, test } from 'vitest';
import { approvalAnswerSchema } from '../../lib/contract/approvals.ts';
import { ASK, bearer, decide, openWorld, post, refusal, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

let count = 0;
async function asked(): Promise<string> {
  count += 1;
  const body = { ...ASK, idempotency_key: `outcome-${count}` };
  const response = await world.api.request('/v1/approvals', post(world.key, body));
  return JSON.parse(await response.text()).id;
}
async function used(): Promise<string> {
  const id = await asked();
  await decide(world.deps, id, 'approve');
  const { action, target, arguments: given } = ASK;
  const run = { execution_id: 'run-1', action, target, arguments: given };
  await world.api.request(`/v1/approvals/${id}/consume`, post(world.key, run));
  return id;
}
const SAID = { execution_id: 'run-1', outcome: 'done' };
const say = (id: string, body: object = SAID) =>
  world.api.request(`/v1/approvals/${id}/outcome`, post(world.key, body));
const cancel = (id: string) =>
  world.api.request(`/v1/approvals/${id}/cancel`, { ...post(world.key, {}), body: null });
async function read(response: Response | Promise<Response>) {
  return approvalAnswerSchema.parse(await (await response).json());
}
const get = (id: string) => read(world.api.request(`/v1/approvals/${id}`, bearer(world.key)));

test('what became of an execution is said once, and the same again is the same answer', async () => {
  const id = await used();
  expect((await get(id)).used).toEqual({ execution_id: 'run-1', at: world.deps.now() });
  const first = await read(say(id));
  expect(first.used).toMatchObject({ outcome: 'done', outcome_at: world.deps.now() });
  expect(await read(say(id, { ...SAID, note_digest: 'a'.repeat(64) }))).toEqual(first);
  expect(await refusal(say(id, { ...SAID, outcome: 'failed' }))).toMatchObject({
    status: 409,
    why: 'other-outcome',
  });
  expect(await refusal(say(id, { ...SAID, execution_id: 'run-2' }))).toMatchObject({
    status: 409,
    why: 'other-execution',
  });
});

test.each([
  ['a word of its own', { ...SAID, outcome: 'success' }, 'outcome'],
  ['free text', { ...SAID, note: 'It went well.' }, 'note'],
  ['a note for a digest', { ...SAID, note_digest: 'It went well.' }, 'note_digest'],
])('%s is not taken', async (_, body, field) => {
  const { status, errors } = await refusal(say(await asked(), body));
  expect(status).toBe(422);
  expect(JSON.stringify(errors)).toContain(field);
});

test('a waiting request is withdrawn, and an approved one is left unused', async () => {
  const id = await asked();
  const gone = await read(cancel(id));
  expect(gone).toMatchObject({
    state: 'cancelled',
    reason: 'The agent does not need it any more.',
  });
  expect(await read(cancel(id))).toEqual(gone);
  const other = await asked();
  await decide(world.deps, other, 'approve');
  expect(await refusal(cancel(other))).toMatchObject({ status: 409, why: 'already-ended' });
  expect(await refusal(cancel('apr_none'))).toMatchObject({ status: 404 });
  expect(await refusal(say(id))).toMatchObject({ status: 409, why: 'not-used' });
});

test('silence is told as it is read, swept or not', async () => {
  const [silent, unused] = [await used(), await asked()];
  await decide(world.deps, unused, 'approve');
  world.deps.pass(15);
  expect((await get(silent)).used).toMatchObject({ outcome: 'unknown' });
  expect((await get(unused)).lapsed).toBeUndefined();
  world.deps.pass(24 * 60);
  expect(await get(unused)).toMatchObject({ state: 'approved', lapsed: true });
  expect((await read(say(silent))).used).toMatchObject({ outcome: 'done' });
});
