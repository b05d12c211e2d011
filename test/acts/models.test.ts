import { beforeAll, describe, expect, test } from 'vitest';
import { retireModel } from '../../lib/acts/model-retirement.ts';
import { listModels, modelUse } from '../../lib/acts/models.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, OUTSIDER, OWNER, SALES_LEAD } from '../kit/people.ts';
import { sorter, sorting } from './model-kit.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
  await sorter(deps);
  await sorting(deps, 'inherits');
  await sorting(deps, 'names-it', { model_default: 'Large-1' });
  await sorting(deps, 'another', { model_default: 'small-1' });
  await sorter(deps, '1.1.0', 'large-2');
  await retireModel(deps, ADMIN, { model: 'large-1', on: '2027-01-31', successor: 'large-2' });
});

async function use(model: string, page: { most?: number; after?: string } = {}) {
  const outcome = await modelUse(deps, SALES_LEAD, { model, most: 10, ...page });
  if (outcome.kind === 'refused') throw new Error(outcome.say);
  return outcome;
}

describe('who depends on a model', () => {
  test('plugins, workflows, and owners: named by themselves or inherited', async () => {
    const found = await use(' LARGE-1');
    expect(found).toMatchObject({
      name: 'large-1',
      releases: ['plugin/mail-sorter@1.0.0'],
      workflows: 2,
      owners: 1,
      next: undefined,
      retirement: { on: '2027-01-31', successor: 'large-2' },
    });
    expect(found.rows.map(({ workflow }) => [workflow.id, workflow.owner])).toEqual([
      ['inherits', OWNER],
      ['names-it', OWNER],
    ]);
  });

  test('page by page, nothing twice', async () => {
    const first = await use('large-1', { most: 1 });
    expect(first.next).toBe('inherits');
    const second = await use('large-1', { most: 1, after: 'inherits' });
    expect(second.rows.map(({ workflow }) => workflow.id)).toEqual(['names-it']);
    expect(second.next).toBeUndefined();
  });

  test('the newest version of a plugin counts also where nobody runs it yet', async () => {
    expect(await use('large-2')).toMatchObject({
      releases: ['plugin/mail-sorter@1.1.0'],
      workflows: 0,
    });
  });

  test('nobody, of a model that nobody names', async () => {
    expect(await use('unknown-9')).toMatchObject({ releases: [], rows: [], owners: 0 });
  });

  test('an empty name is refused, and so is somebody of another organisation', async () => {
    const asked = { model: ' ', most: 10 };
    expect(await modelUse(deps, OWNER, asked)).toMatchObject({ why: 'bad-model' });
    expect(await modelUse(deps, OUTSIDER, { ...asked, model: 'large-1' })).toMatchObject({
      why: 'not-allowed',
    });
  });
});

test('all models, the most used first, with the day they stop', async () => {
  const listed = await listModels(deps, OWNER);
  expect(listed).toMatchObject({
    models: [
      { name: 'large-1', workflows: 2, plugins: 1, retirement: { on: '2027-01-31' } },
      { name: 'small-1', workflows: 1, plugins: 0, retirement: undefined },
      { name: 'large-2', workflows: 0, plugins: 1 },
    ],
  });
  expect(await listModels(deps, OUTSIDER)).toMatchObject({ why: 'not-allowed' });
});
