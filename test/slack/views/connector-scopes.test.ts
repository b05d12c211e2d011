import { expect, test } from 'vitest';
import { scopesBlocks, scopesMessage } from '../../../lib/slack/views/connector-scopes.ts';
import { buttons, expectGoodMessage, HOSTILE, words, workflow } from './kit.ts';

const ROW = {
  workflow,
  version: '1.4.0',
  scopes: ['read', 'write'],
  waiting: ['delete'],
  wider: ['write'],
};
const SHOWN = {
  component: 'connector/crm',
  standard: ['read'],
  standardBy: 'baseline' as const,
  rows: [ROW],
  total: 1,
  wider: 1,
  next: undefined,
};

test('each workflow has one line, and wider is said in words', () => {
  const message = scopesMessage({ ...SHOWN, next: '15' });
  expectGoodMessage(message);
  const text = words(message);
  expect(text).toContain('read, *write (wider)*');
  expect(text).toContain('Asked for, not given: delete');
  expect(text).toContain('1 AI workflow, 1 with more than the standard');
  expect(text).toContain('Standard is what the baseline gives to everybody: read');
  expect(buttons(message)).toEqual(['Next Page']);
});

test('what standard means is said, whatever it is', () => {
  const most = words(scopesBlocks({ ...SHOWN, standardBy: 'most', wider: 0 }));
  expect(most).toContain('more than half of them have');
  expect(most).toContain('none with more than the standard');
  const none = words(scopesBlocks({ ...SHOWN, standardBy: 'most', standard: [] }));
  expect(none).toContain('No scope is standard');
  expect(words(scopesBlocks({ ...SHOWN, rows: [], total: 0 }))).toContain(
    'No AI workflow pins it.',
  );
  const bare = { ...ROW, scopes: [], waiting: [], wider: [] };
  expect(words(scopesBlocks({ ...SHOWN, rows: [bare] }))).toContain('no scopes');
});

test.each(HOSTILE)('a full page stays whole with %s', (_, text) => {
  const list = Array.from({ length: 20 }, () => text);
  const row = {
    ...ROW,
    workflow: { ...workflow, id: text, team: text },
    scopes: list,
    wider: list,
  };
  const rows = Array.from({ length: 15 }, () => ({ ...row, waiting: list }));
  expectGoodMessage(scopesMessage({ ...SHOWN, component: text, standard: list, rows, total: 99 }));
});
