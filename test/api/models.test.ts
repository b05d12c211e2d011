import { beforeAll, describe, expect, test } from 'vitest';
import { createApi } from '../../lib/api/app.ts';
import { getModelOperation, listModelsOperation } from '../../lib/contract/models.ts';
import { getWorkflowOperation } from '../../lib/contract/workflows.ts';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { sorter, sorting } from '../acts/model-kit.ts';
import { stage } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { bearer, loginOf, post, refusal } from './world.ts';

const engine = engineOfFile();
let deps: TestDeps;
let api: ReturnType<typeof createApi>;
let admin: string;
let owner: string;
beforeAll(async () => {
  deps = await stage(engine());
  api = createApi(deps);
  await sorter(deps);
  await sorting(deps, 'inherits');
  await sorting(deps, 'names-it', { model_default: 'large-1' });
  admin = await loginOf(deps, PEOPLE.admin);
  owner = await loginOf(deps, PEOPLE.owner);
});

const get = (path: string) => api.request(path, bearer(owner));
const retire = (body: object, token = admin, name = 'large-1') =>
  api.request(`/v1/models/${name}/retirement`, post(token, body));

describe('what depends on a model', () => {
  test('is paged, each row with where it comes from', async () => {
    const first = getModelOperation.answer.parse(
      await (await get('/v1/models/large-1?limit=1')).json(),
    );
    expect(first).toMatchObject({
      model: 'large-1',
      releases: ['plugin/mail-sorter@1.0.0'],
      items: [{ workflow: 'inherits', source: 'plugin/mail-sorter@1.0.0' }],
      workflows: 2,
      owners: 1,
    });
    const second = getModelOperation.answer.parse(
      await (await get(`/v1/models/large-1?cursor=${first.next}`)).json(),
    );
    expect(second.items).toMatchObject([
      { workflow: 'names-it', source: 'manifest', task_class: 'high-stakes' },
    ]);
    expect(second.next).toBeUndefined();
  });

  test('a workflow says which model it runs with and why', async () => {
    const answer = await (await get('/v1/workflows/inherits')).json();
    expect(getWorkflowOperation.answer.parse(answer).model).toEqual({
      name: 'large-1',
      say: 'large-1 for high-stakes work, inherited from plugin/mail-sorter@1.0.0.',
    });
  });
});

test('an admin sets, keeps and takes back the day; it is listed', async () => {
  const body = { on: '2027-01-31', successor: 'large-2', note: 'Shut down by its vendor.' };
  expect(await (await retire(body)).json()).toMatchObject({
    outcome: 'set',
    retirement: { model: 'large-1', ...body },
  });
  expect(await (await retire(body)).json()).toMatchObject({ outcome: 'unchanged' });
  const listed = listModelsOperation.answer.parse(await (await get('/v1/models')).json());
  expect(listed.models).toMatchObject([
    { name: 'large-1', workflows: 2, plugins: 1, retirement: { on: '2027-01-31' } },
  ]);
  expect(await (await retire({ on: null })).json()).toMatchObject({ outcome: 'withdrawn' });
  const after = listModelsOperation.answer.parse(await (await get('/v1/models')).json());
  expect(after.models[0]?.retirement).toBeUndefined();
});

test.each<[string, object, () => string, string, number, string]>([
  ['a member', { on: '2027-01-31' }, () => owner, 'large-1', 403, 'not-allowed'],
  ['a day that is over', { on: '2020-01-31' }, () => admin, 'large-1', 422, 'bad-date'],
  [
    'its own successor',
    { on: '2027-01-31', successor: 'LARGE-1' },
    () => admin,
    'large-1',
    422,
    'own-successor',
  ],
  ['a date that is not there', { on: null }, () => admin, 'other-1', 404, 'no-retirement'],
  ['no day at all', {}, () => admin, 'large-1', 422, 'invalid'],
])('%s is refused', async (_, body, token, name, status, why) => {
  expect(await refusal(retire(body, token(), name))).toMatchObject({ status, why });
});
