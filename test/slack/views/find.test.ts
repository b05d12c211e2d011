import { describe, expect, test } from 'vitest';
import type { Found } from '../../../lib/core/found.ts';
import { facts, findResults } from '../../../lib/slack/views/find.ts';
import * as kit from './kit.ts';

const plugin: Found = {
  id: 'plugin/reply-drafter',
  kind: 'plugin',
  title: 'Reply drafter',
  description: 'Drafts replies to customers.',
  team: 'platform',
  version: '3.2.4',
  use: 3,
  why: 'It says “reply” and “customers”.',
};
const workflow: Found = {
  id: 'workflow/support-replies',
  kind: 'workflow',
  title: 'support-replies',
  description: 'Replies for support.',
  team: 'team-support',
  status: 'paused',
  why: 'It drafts replies.',
};

test('a result shows title, kind, owner, version, use and why it matched', () => {
  const message = findResults('reply to customers', [plugin], '/yard');
  kit.expectGoodMessage(message);
  const text = kit.words(message.blocks);
  expect(text).toContain('1 result for “reply to customers”');
  expect(text).toContain(
    '*Reply drafter* · plugin · 3.2.4 · owned by platform · used by 3 workflows',
  );
  expect(text).toContain('_It says “reply” and “customers”._');
});

test('a component can be used with one press, a workflow cannot', () => {
  const { blocks } = findResults('reply', [plugin, workflow], '/yard');
  expect(blocks[1]).toMatchObject({
    accessory: { action_id: 'component_use', value: 'plugin/reply-drafter' },
  });
  expect(blocks[2]).not.toHaveProperty('accessory');
  expect(kit.words(blocks[2])).toContain('AI workflow · paused · owned by team-support');
});

test.each([
  [0, 'not used yet'],
  [1, 'used by 1 workflow'],
  [2, 'used by 2 workflows'],
])('use %i reads "%s"', (use, says) => {
  expect(facts({ ...plugin, use })).toContain(says);
});

test('nothing found teaches what to type', () => {
  const message = findResults('zzz', [], '/agents');
  kit.expectGoodMessage(message);
  expect(kit.words(message.blocks)).toContain('`/agents new`');
});

test('ten are shown and the rest is counted', () => {
  const many = Array.from({ length: 14 }, (_, index) => ({ ...plugin, id: `plugin/p${index}` }));
  const message = findResults('reply', many, '/yard');
  kit.expectGoodMessage(message);
  expect(kit.buttons(message.blocks)).toHaveLength(10);
  expect(kit.words(message.blocks)).toContain('And 4 more.');
});

describe('words of others never come alive', () => {
  test.each(kit.HOSTILE)('%s', (_name, text) => {
    const spoiled = {
      ...plugin,
      title: text,
      description: text,
      team: text,
      version: text,
      why: text,
    };
    const many = Array.from({ length: 10 }, () => spoiled);
    kit.expectGoodMessage(findResults(text, many, '/yard'));
    kit.expectGoodMessage(findResults(text, [], '/yard'));
  });
});
