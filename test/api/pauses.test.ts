import { afterAll, beforeAll, expect, test } from 'vitest';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { bearer, loginOf, openWorld, post, refusal, type World } from './world.ts';

let world: World;
let admin: string;
beforeAll(async () => {
  world = await openWorld();
  admin = await loginOf(world.deps, PEOPLE.admin);
});
afterAll(() => world.stop());

const NAMED = { what: 'connector', name: 'crm-readonly' };
const begin = (body: object, token = admin) => world.api.request('/v1/pauses', post(token, body));
const end = (body: object) => world.api.request('/v1/pauses/end', post(admin, body));

test('a connector is paused for all, which stops its leases; a second person ends it', async () => {
  const begun = await begin({ ...NAMED, reason: 'The vendor leaks.' });
  expect(await begun.json()).toMatchObject({ pauses: [{ ...NAMED, reason: 'The vendor leaks.' }] });
  const lease = world.api.request('/v1/leases', post(world.key, { connector: NAMED.name }));
  expect(await refusal(lease)).toMatchObject({ status: 403, why: 'paused-widely' });
  const listed = await world.api.request('/v1/pauses', bearer(admin));
  expect(await listed.json()).toMatchObject({ pauses: [NAMED] });
  expect(await refusal(end(NAMED))).toMatchObject({ status: 403, why: 'own-pause' });
});

test('only what can be paused, with a reason, by whoever may', async () => {
  expect(await refusal(begin(NAMED))).toMatchObject({ errors: [{ field: 'reason' }] });
  const planet = { what: 'planet', name: 'earth', reason: 'No.' };
  expect(await refusal(begin(planet))).toMatchObject({ errors: [{ field: 'what' }] });
  const owner = await loginOf(world.deps, PEOPLE.owner);
  const wanted = { ...NAMED, reason: 'It loops.' };
  expect(await refusal(begin(wanted, owner))).toMatchObject({ why: 'not-allowed' });
});
