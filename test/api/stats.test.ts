import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileRequest } from '../../lib/acts/request.ts';
import { statsOperation } from '../../lib/contract/stats.ts';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { NEED } from '../acts/stage.ts';
import { bearer, loginOf, openWorld, refusal, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await fileRequest(world.deps, NEED, 'nothing fits');
});
afterAll(() => world.stop());

async function read(someone: (typeof PEOPLE)['owner']) {
  const response = await world.api.request('/v1/stats', bearer(await loginOf(world.deps, someone)));
  return statsOperation.answer.parse(await response.json());
}

test('a person reads their own teams’ figures, an auditor all', async () => {
  const own = await read(PEOPLE.owner);
  expect(own).toMatchObject({
    scope: ['team-support'],
    total: { requests: 1, sent: 1, waiting: 1, to_registered: { of: 0 }, to_first_use: { of: 0 } },
    teams: [{ team: 'team-support', requests: 1 }],
  });
  expect(own.months.map((one) => one.month)).toEqual(['2026-11', '2026-10', '2026-09']);
  expect(await read(PEOPLE.auditor)).toMatchObject({ scope: 'all' });
  expect(await read(PEOPLE.salesLead)).toMatchObject({ total: { requests: 0 }, teams: [] });
});

test('a workflow key reads none', async () => {
  const response = world.api.request('/v1/stats', bearer(world.key));
  expect(await refusal(response)).toMatchObject({ why: 'login-required' });
});
