import { beforeAll, expect, test } from 'vitest';
import { modelOf } from '../../lib/acts/model-of.ts';
import { retireModel } from '../../lib/acts/model-retirement.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN } from '../kit/people.ts';
import { sorter, sorting } from './model-kit.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
  await sorter(deps);
});

test('the model is told with its source, and with the day it stops once that is near', async () => {
  const { workflow } = await sorting(deps, 'inherits');
  const inherited = 'large-1 for high-stakes work, inherited from plugin/mail-sorter@1.0.0.';
  expect(await modelOf(deps, workflow)).toEqual({
    name: 'large-1',
    say: inherited,
    retirement: undefined,
  });
  const on = deps.now().slice(0, 10);
  await retireModel(deps, ADMIN, { model: 'large-1', on });
  expect(await modelOf(deps, workflow)).toMatchObject({
    say: `${inherited} The model "large-1" stopped on ${on}. Choose another in "model_default".`,
  });
});

test('whoever registers it is warned, and not kept from it', async () => {
  const { warnings } = await sorting(deps, 'another');
  expect(warnings.join(' ')).toContain('The model "large-1" stopped on');
});
