import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  effectiveModel,
  lockedPlugins,
  modelLine,
  sameModel,
  sourceWords,
} from '../../lib/core/model.ts';
import { RULES } from './findings/perfect.ts';

const DRAFTER = {
  component: 'plugin/reply-drafter',
  version: '3.2.4',
  terms: { model_default: 'large-1', task_class: 'high-stakes' as const },
};
const SORTER = {
  component: 'plugin/mail-sorter',
  version: '1.0.0',
  terms: { model_default: 'small-1' },
};
const PLAIN = { component: 'plugin/plain', version: '1.0.0' };

type Said = Parameters<typeof effectiveModel>[0];
type Plugins = Parameters<typeof effectiveModel>[1];

describe('the model is inherited: workflow, plugin, baseline by task class', () => {
  test.each<[string, Said, Plugins, string]>([
    [
      'the workflow before everybody',
      { model_default: 'medium-1', task_class: 'analytical' },
      [DRAFTER],
      'medium-1 for analytical work, named by the workflow itself.',
    ],
    [
      'the plugin, with its class',
      {},
      [PLAIN, DRAFTER],
      'large-1 for high-stakes work, inherited from plugin/reply-drafter@3.2.4.',
    ],
    [
      'the first of two plugins; the other is named',
      {},
      [SORTER, DRAFTER],
      'small-1 for high-stakes work, inherited from plugin/mail-sorter@1.0.0. Not taken: plugin/reply-drafter@3.2.4 names large-1.',
    ],
    [
      'the baseline, by the class of the workflow',
      { task_class: 'analytical' },
      [PLAIN],
      'medium-1 for analytical work, the first of the baseline’s list.',
    ],
    ['nobody', {}, [PLAIN], 'No model is named anywhere.'],
  ])('%s', (_, manifest, plugins, line) => {
    expect(modelLine(effectiveModel(manifest, plugins, RULES))).toBe(line);
  });

  test('a class without a list is said', () => {
    const rules = { 'models-by-class': { ...RULES['models-by-class'], analytical: [] } };
    const effective = effectiveModel({ task_class: 'analytical' }, [], rules);
    expect(modelLine(effective)).toBe('No model is named for its analytical work.');
  });

  test('plugins that agree are not told apart', () => {
    const twin = { ...SORTER, terms: { model_default: 'LARGE-1 ' } };
    expect(effectiveModel({}, [DRAFTER, twin], RULES).others).toEqual([]);
  });

  test('law: what the workflow names is what counts, whatever it uses', () => {
    const terms = fc.record({ model_default: fc.string({ minLength: 1 }) }, { requiredKeys: [] });
    const plugin = fc.record({ component: fc.string(), version: fc.string(), terms });
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.array(plugin), (name, plugins) => {
        const { model, others } = effectiveModel({ model_default: name }, plugins, RULES);
        expect(model).toEqual({ name, from: { kind: 'manifest' } });
        expect(others).toEqual([]);
      }),
    );
  });
});

test('plugins are taken in the order of `uses`, at the version that is locked', () => {
  const locks = [
    { component: 'skill/tone', range: '1.x', version: '1.0.0' },
    { component: SORTER.component, range: '1.x', version: '1.0.0' },
    { component: DRAFTER.component, range: '3.2.x', version: '3.2.4' },
    { component: PLAIN.component, range: '1.x', version: '9.9.9' },
  ];
  expect(lockedPlugins(locks, [DRAFTER, PLAIN, SORTER])).toEqual([SORTER, DRAFTER]);
});

test('one model in two spellings is one model', () => {
  expect(sameModel(' Claude-Sonnet-4.6', 'claude-sonnet-4.6')).toBe(true);
  expect(sameModel('claude-sonnet-4.6', 'claude-sonnet-4.5')).toBe(false);
  expect(sourceWords({ kind: 'manifest' })).toBe('named by the workflow itself');
});
