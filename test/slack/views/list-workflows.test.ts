import { expect, test } from 'vitest';
import { listForm, listModal } from '../../../lib/slack/views/list-workflows.ts';
import { buttons, COLLEAGUE, expectGoodView, HOSTILE, words, workflow } from './kit.ts';

const SHOWN = {
  workflows: [{ ...workflow, backup: COLLEAGUE }],
  asked: 'with the status active',
  total: 1,
  first: true,
  more: undefined,
};

test('the form offers people, teams, statuses and the flags that are known', () => {
  const view = listForm([{ id: 'team-support', name: 'Support' }]);
  expectGoodView(view);
  expect(words(view)).toContain('stale: no sign of life for 60 days');
  expectGoodView(listForm([]));
});

test('a page names each with status, owner and team', () => {
  const view = listModal({ ...SHOWN, more: 'next||||' });
  expectGoodView(view);
  expect(words(view)).toContain('1 AI workflow with the status active');
  expect(words(view)).toContain('Owner <@U0OWNER>, backup <@U0COLLEAGUE>, team-support');
  expect(buttons(view)).toEqual(['Next Page']);
});

test.each([
  [{ first: true, more: undefined }, 'There is none. Leave a filter out to see more.'],
  [{ first: true, more: undefined, asked: '' }, 'There is none yet.'],
  [{ first: false, more: undefined }, 'That was the last page.'],
  [{ first: true, more: 'x||||stale' }, 'Some are still to be looked at'],
])('an empty page with %j says so', (rest, says) => {
  const view = listModal({ ...SHOWN, workflows: [], total: undefined, ...rest });
  expectGoodView(view);
  expect(words(view)).toContain(says);
});

test.each(HOSTILE)('both stay whole with %s', (_, text) => {
  const spoiled = { ...workflow, id: text, team: text, purpose: text };
  const workflows = Array.from({ length: 15 }, () => spoiled);
  expectGoodView(listModal({ ...SHOWN, workflows, asked: text, more: 'x' }));
  expectGoodView(listForm(Array.from({ length: 150 }, (_, n) => ({ id: `t${n}`, name: text }))));
});
