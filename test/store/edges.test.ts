import { expect, test } from 'vitest';
import { edgeItem, uponItem } from '../../lib/store/edges.ts';

const EDGE = { workflow: 'reply-bot', team: 'team-support', range: '2.0.x', version: '2.0.1' };
const COMPONENT = 'skill/tone';

test.each([
  ['2.0.x', 'EDGE#'],
  ['2.0.1', 'EDGE#'],
  ['~2.0.1', 'EDGE#'],
  ['^2.0.0', 'WIDE#'],
  ['*', 'WIDE#'],
  ['1.x || 2.x', 'WIDE#'],
  ['2.0.1-rc.1', 'WIDE#'],
])('a pin in %s is filed under %s', (range, prefix) => {
  expect(edgeItem(COMPONENT, { ...EDGE, range }).sk).toMatch(new RegExp(`^${prefix}`));
});

test('edges sort by version, then by workflow', () => {
  const [ten, nine, later] = ['2.0.10', '2.0.9', '10.0.0'].map(
    (version) => edgeItem(COMPONENT, { ...EDGE, version, range: version }).sk,
  );
  expect([ten, nine, later].sort()).toEqual([nine, ten, later]);
});

test('a release is filed with what it uses, each version apart', () => {
  const upon = { component: 'plugin/reply', version: '3.2.0', range: '2.0.x' };
  const first = uponItem(COMPONENT, upon);
  const second = uponItem(COMPONENT, { ...upon, version: '3.3.0' });
  expect(first.pk).toBe(second.pk);
  expect(first.sk).not.toBe(second.sk);
  expect(first).toMatchObject({ data: upon });
});
