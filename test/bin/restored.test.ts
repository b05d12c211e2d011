import { afterAll, beforeAll, expect, test } from 'vitest';
import { markRestored } from '../../lib/acts/restored.ts';
import { approvalAnswerSchema } from '../../lib/contract/approvals.ts';
import { ASK, bearer, decide, openWorld, post, refusal, type World } from '../api/world.ts';
import { terminal } from './terminal.ts';

let world: World;
let ids: { approved: string; waiting: string; denied: string };
beforeAll(async () => {
  world = await openWorld();
  ids = { approved: await ask('one'), waiting: await ask('two'), denied: await ask('three') };
  await decide(world.deps, ids.approved, 'approve');
  await decide(world.deps, ids.denied, 'deny', 'Wrong customer.');
  world.deps.pass(1);
  await markRestored(world.deps, world.deps.now());
});
afterAll(() => world.stop());

const read = async (response: Response | Promise<Response>) =>
  approvalAnswerSchema.parse(await (await response).json());
const ask = async (key: string) => {
  const body = { ...ASK, idempotency_key: key };
  return (await read(world.api.request('/v1/approvals', post(world.key, body)))).id;
};
const get = (path: string) => world.api.request(`/v1/approvals/${path}`, bearer(world.key));

test.each(['approved', 'waiting'] as const)(
  'what was %s before a restore is void at every door that reads it, as consuming says',
  async (was) => {
    const id = ids[was];
    const { action, target, arguments: given } = ASK;
    const call = { execution_id: 'run-1', action, target, arguments: given };
    const consumed = await refusal(
      world.api.request(`/v1/approvals/${id}/consume`, post(world.key, call)),
    );
    expect(consumed).toMatchObject({ status: 410, why: 'void-since-restore' });
    expect(await read(get(id))).toMatchObject({ state: 'void', reason: consumed.detail });
    expect(await read(get(`${id}/wait?seconds=30`))).toMatchObject({ state: 'void' });
    const { type } = terminal(world.api.fetch);
    const waited = await type(['approval', 'wait', id], { YARDMASTER_KEY: world.key });
    expect(waited.code).toBe(1);
    expect(waited.out).toMatch(new RegExp(`^${id} {2}void: It was asked before the registry was`));
  },
);

test('what was denied stays denied, and what is asked since counts', async () => {
  expect(await read(get(ids.denied))).toMatchObject({ state: 'denied', reason: 'Wrong customer.' });
  expect(await read(get(await ask('since')))).toMatchObject({ state: 'waiting' });
});
