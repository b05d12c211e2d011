import { afterAll, beforeAll, expect, test } from 'vitest';
import { dependentsOperation } from '../../lib/contract/dependents.ts';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { bearer, loginOf, openWorld, WORKFLOW, type World } from './world.ts';

let world: World;
let owner: string;
beforeAll(async () => {
  world = await openWorld();
  owner = await loginOf(world.deps, PEOPLE.owner);
});
afterAll(() => world.stop());

async function ask(path: string) {
  return world.api.request(`/v1/components/${path}`, bearer(owner));
}

test('answers who depends on a component, in the form that is described', async () => {
  const response = await ask('skill/tone-brand-voice/dependents?range=2.x');
  const said = dependentsOperation.answer.parse(await response.json());
  expect(said).toMatchObject({ component: 'skill/tone-brand-voice', range: '2.x', cut: false });
  expect(said.dependents[0]).toMatchObject({ workflow: WORKFLOW, by: 'locked', via: [] });
  expect(said.read_units).toBeGreaterThan(0);
});

test('direct pins alone, one row a page', async () => {
  const response = await ask('skill/tone-brand-voice/dependents?transitive=no&limit=1');
  const said = dependentsOperation.answer.parse(await response.json());
  expect(said.dependents).toHaveLength(1);
});

test.each([
  ['skill/none/dependents', 404],
  ['skill/tone-brand-voice/dependents?range=latest', 422],
  ['skill/tone-brand-voice/dependents?cursor=x', 422],
  ['skill/tone-brand-voice/dependents?limit=0', 422],
])('%s is a problem of status %i', async (path, status) => {
  expect((await ask(path)).status).toBe(status);
});
