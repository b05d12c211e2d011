import { afterAll, beforeAll, expect, test } from 'vitest';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { loginOf, openWorld, post, refusal, WORKFLOW, type World } from './world.ts';

let world: World;
let owner: string;
beforeAll(async () => {
  world = await openWorld();
  owner = await loginOf(world.deps, PEOPLE.owner);
});
afterAll(() => world.stop());

const retire = (body: object, token = owner, id = WORKFLOW) =>
  world.api.request(`/v1/workflows/${id}/retire`, post(token, body));

test('a reason is needed, and a role', async () => {
  expect(await refusal(retire({}))).toMatchObject({ errors: [{ field: 'reason' }] });
  const colleague = await loginOf(world.deps, PEOPLE.colleague);
  expect(await refusal(retire({ reason: 'why' }, colleague))).toMatchObject({ status: 403 });
  expect(await refusal(retire({ reason: 'why' }, owner, 'none'))).toMatchObject({ status: 404 });
});

test('it is retired, twice the same, and its key says so', async () => {
  const answer = await (await retire({ reason: 'It is replaced.' })).json();
  expect(answer).toMatchObject({
    workflow: { id: WORKFLOW, status: 'retired', keys: [] },
    still_works: [],
    rotate: [],
  });
  expect((await retire({ reason: 'It is replaced.' })).status).toBe(200);
  const lease = world.api.request('/v1/leases', post(world.key, { connector: 'crm-readonly' }));
  expect(await refusal(lease)).toMatchObject({ status: 403, why: 'workflow-retired' });
});
