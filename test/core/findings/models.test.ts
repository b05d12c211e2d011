import { expect, test } from 'vitest';
import { modelsByClass } from '../../../lib/core/findings/models.ts';
import type { Manifest } from '../../../lib/core/manifest.ts';
import { effectiveModel } from '../../../lib/core/model.ts';
import { RULES, SUBJECT } from './perfect.ts';

type Plugins = Parameters<typeof effectiveModel>[1];
type Said = Pick<Manifest, 'model_default' | 'task_class'>;

function judged(said: Said, lists: object = {}, plugins: Plugins = []) {
  const { model_default: _, task_class: __, ...manifest } = SUBJECT.manifest;
  const rules = { ...RULES, 'models-by-class': { ...RULES['models-by-class'], ...lists } };
  const model = effectiveModel({ ...manifest, ...said }, plugins, rules);
  return modelsByClass(rules, { ...SUBJECT, manifest: { ...manifest, ...said }, model });
}

test.each<[string, Said, string, string]>([
  [
    'a costlier model than the class needs',
    { model_default: 'large-1', task_class: 'analytical' },
    'model_default',
    '"large-1" is a model for high-stakes work, a costlier choice than analytical work needs.',
  ],
  [
    'a costlier model, named for the nearest class that has it',
    { model_default: 'medium-1', task_class: 'high-volume' },
    'model_default',
    '"medium-1" is a model for analytical work, a costlier choice than high-volume work needs.',
  ],
  [
    'a cheaper model is outside the list too',
    { model_default: 'small-1', task_class: 'high-stakes' },
    'model_default',
    '"small-1" is not on the list of models for high-stakes work.',
  ],
  [
    'a model that nobody listed',
    { model_default: 'other-9', task_class: 'high-volume' },
    'model_default',
    '"other-9" is not on the list of models for high-volume work.',
  ],
  [
    'a model that nobody listed, without a class',
    { model_default: 'other-9' },
    'model_default',
    '"other-9" is on no list of models.',
  ],
  [
    'a listed model without a class: leaving it out is no way around',
    { model_default: 'large-1' },
    'task_class',
    'Without a task class nobody can tell whether "large-1" fits.',
  ],
])('%s', (_, said, field, say) => {
  expect(judged(said)).toMatchObject([{ field, say }]);
});

test.each<[string, Said, object]>([
  ['a model of its class', { model_default: 'small-1', task_class: 'high-volume' }, {}],
  ['no model: it inherits one', { task_class: 'high-volume' }, {}],
  ['neither', {}, {}],
  [
    'a class whose list is empty',
    { model_default: 'x', task_class: 'analytical' },
    { analytical: [] },
  ],
  [
    'lists that are all empty',
    { model_default: 'x' },
    { analytical: [], 'high-stakes': [], 'high-volume': [] },
  ],
  [
    'a model that every class may use, without a class',
    { model_default: 'small-1' },
    { analytical: ['small-1'], 'high-stakes': ['small-1'] },
  ],
])('no breach: %s', (_, said, lists) => {
  expect(judged(said, lists)).toEqual([]);
});

test('the fix names what may be written, five at most', () => {
  const many = Array.from({ length: 8 }, (_, n) => `m-${n}`);
  const [breach] = judged({ model_default: 'x', task_class: 'analytical' }, { analytical: many });
  expect(breach?.fix).toBe(
    'Write one of "m-0", "m-1", "m-2", "m-3", "m-4" or 3 more in "model_default".',
  );
  expect(judged({ model_default: 'medium-1' })[0]?.fix).toBe(
    'Add "task_class": "analytical" or "high-stakes" allows this model.',
  );
});

const PLUGIN = {
  component: 'plugin/reply-drafter',
  version: '3.2.4',
  terms: { model_default: 'large-1', task_class: 'analytical' as const },
};

test('a costlier model that a plugin brings along is a finding, and the plugin is named', () => {
  expect(judged({}, {}, [PLUGIN])).toMatchObject([
    {
      field: 'model_default',
      say: '"large-1", inherited from plugin/reply-drafter@3.2.4, is a model for high-stakes work, a costlier choice than analytical work needs.',
    },
  ]);
});

test('the own model overrules the one of the plugin; case does not matter', () => {
  expect(judged({ model_default: 'Medium-1' }, {}, [PLUGIN])).toEqual([]);
});
