import { afterAll, beforeAll, expect, test } from 'vitest';
import { duplicatesOperation, judgeOperation } from '../../lib/contract/duplicates.ts';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { TWINS, twinsReported } from '../acts/duplicates-kit.ts';
import { bearer, loginOf, openWorld, post, refusal, type World } from './world.ts';

let world: World;
let admin: string;
let owner: string;
beforeAll(async () => {
  world = await openWorld();
  admin = await loginOf(world.deps, PEOPLE.admin);
  owner = await loginOf(world.deps, PEOPLE.owner);
});
afterAll(() => world.stop());

const PATH = '/v1/duplicates/verdicts';
const list = async () => {
  const response = await world.api.request('/v1/duplicates', bearer(admin));
  expect(response.status).toBe(200);
  return duplicatesOperation.answer.parse(await response.json());
};

test('what was reported and said is listed for admins and auditors', async () => {
  expect(await list()).toEqual({ verdicts: [] });
  await twinsReported(world.deps);
  const { report } = await list();
  expect(report?.groups[0]?.entries).toEqual(TWINS.map((id) => ({ id, team: 'platform', use: 0 })));
  expect(await refusal(world.api.request('/v1/duplicates', bearer(owner)))).toMatchObject({
    status: 403,
    why: 'not-allowed',
  });
});

test('a verdict answers the report and is listed', async () => {
  const body = { ids: TWINS, say: 'same', best: TWINS[0], because: 'Retire the other.' };
  const response = await world.api.request(PATH, post(admin, body));
  expect(judgeOperation.answer.parse(await response.json())).toMatchObject(body);
  const { report, verdicts } = await list();
  expect(report?.groups[0]?.answer).toBe('same');
  expect(verdicts).toMatchObject([{ best: TWINS[0] }]);
});

test.each([
  [{ ids: ['plugin/none', TWINS[0]], say: 'keep' }, 404, 'no-entry'],
  [{ ids: [TWINS[0], TWINS[0]], say: 'keep' }, 422, 'too-few-entries'],
  [{ ids: TWINS, say: 'same' }, 422, 'not-in-group'],
])('%j is refused: %d', async (body, status, why) => {
  expect(await refusal(world.api.request(PATH, post(admin, body)))).toMatchObject({ status, why });
});
