import { expect, test } from 'vitest';
import {
  type ModelShown,
  modelDone,
  modelForm,
  modelMessage,
  modelsMessage,
} from '../../../lib/slack/views/models.ts';
import {
  ADMIN,
  buttons,
  COLLEAGUE,
  expectGoodMessage,
  expectGoodView,
  HOSTILE,
  words,
  workflow,
} from './kit.ts';

const RETIREMENT = {
  model: 'large-1',
  on: '2027-01-31',
  successor: 'large-2',
  note: 'Shut down by its vendor.',
  by: ADMIN,
  at: '2026-11-23T09:00:00.000Z',
};
const SHOWN: ModelShown = {
  name: 'large-1',
  retirement: RETIREMENT,
  releases: ['plugin/mail-sorter@1.0.0'],
  rows: [
    {
      workflow: { ...workflow, backup: COLLEAGUE },
      effective: {
        model: { name: 'large-1', from: { kind: 'release', release: 'plugin/mail-sorter@1.0.0' } },
        others: [],
      },
    },
  ],
  workflows: 1,
  owners: 1,
  first: true,
  more: undefined,
};

test('a model says who runs with it, through what, and when it stops', () => {
  const message = modelMessage({ ...SHOWN, more: 'x|large-1' });
  expectGoodMessage(message);
  const text = words(message);
  for (const says of [
    '*large-1* · 1 AI workflow of 1 owner',
    'Stops on 31 Jan 2027. Replaced by large-2.',
    'Shut down by its vendor.',
    'Named by plugin/mail-sorter@1.0.0.',
    'inherited from plugin/mail-sorter@1.0.0',
    'Owner <@U0OWNER>, backup <@U0COLLEAGUE>',
  ]) {
    expect(text).toContain(says);
  }
  expect(buttons(message)).toEqual(['Next Page', 'Move the Date…', 'Take the Date Back']);
});

test('without a date there is none to take back; the end of the pages is said', () => {
  const plain = { ...SHOWN, retirement: undefined, rows: [], releases: [] };
  expect(buttons(modelMessage(plain))).toEqual(['Set a Date…']);
  const unused = words(modelMessage({ ...plain, workflows: 0, owners: 0 }));
  expect(unused).toContain('*large-1* · no AI workflow runs with it');
  expect(unused).toContain('No plugin names it.');
  expect(words(modelMessage({ ...plain, first: false }))).toContain('That was the last page.');
});

test('all models, page by page', () => {
  const models = Array.from({ length: 16 }, (_, n) => ({
    name: `model-${n}`,
    plugins: n,
    workflows: 1,
    retirement: n === 0 ? RETIREMENT : undefined,
  }));
  const first = modelsMessage(models, { page: 0, command: '/yard' });
  expectGoodMessage(first);
  expect(words(first)).toContain('*16 models that AI workflows and plugins name*');
  expect(words(first)).toContain('1 AI workflow, 0 plugins\nStops on 31 Jan 2027.');
  expect(buttons(first).at(-1)).toBe('Next Page');
  expect(words(modelsMessage(models, { page: 2, command: '/yard' }))).toContain('last page');
  expect(words(modelsMessage([], { page: 0, command: '/yard' }))).toContain(
    '/yard models claude-sonnet-4.6',
  );
});

test('the form says what it touches before anything is set', () => {
  const form = modelForm({ ...SHOWN, workflows: 3, owners: 2 });
  expectGoodView(form);
  expect(words(form)).toContain('3 AI workflows of 2 owners run with it today.');
  expect(words(modelForm({ ...SHOWN, workflows: 0, owners: 0, retirement: undefined }))).toContain(
    'No AI workflow runs with it today.',
  );
  expectGoodView(modelDone(RETIREMENT));
});

test.each(HOSTILE)('%s stays words', (_, text) => {
  const name = text.slice(0, 100);
  const retirement = { ...RETIREMENT, model: name, successor: name, note: text.slice(0, 500) };
  const rows = Array.from({ length: 10 }, () => ({
    workflow: { ...workflow, id: 'w'.repeat(80), team: 't'.repeat(60) },
    effective: { model: { name, from: { kind: 'manifest' as const } }, others: [] },
  }));
  const releases = Array.from({ length: 400 }, (_, n) => `plugin/${'p'.repeat(80)}@1.0.${n}`);
  const shown = { ...SHOWN, name, retirement, rows, releases };
  expectGoodMessage(modelMessage(shown));
  expectGoodView(modelForm(shown));
  expectGoodMessage(
    modelsMessage([{ name, plugins: 1, workflows: 1, retirement }], { page: 0, command: '/yard' }),
  );
});
