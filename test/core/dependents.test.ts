import { describe, expect, test } from 'vitest';
import { climb, meets, type Upon } from '../../lib/core/dependents.ts';

test.each([
  ['a lock inside the question', '2.x', '2.1.0', '2.x', 'locked'],
  ['a range that allows it, locked elsewhere', '1.x || 2.x', '1.4.0', '2.x', 'range'],
  ['neither', '1.4.x', '1.4.0', '2.x', undefined],
  ['a later patch of the same minor', '1.4.x', '1.4.0', '1.4.5', 'range'],
  ['a pre-release that the question does not name', '2.0.0-rc.1', '2.0.0-rc.1', '2.x', undefined],
])('%s', (_, range, version, asked, expected) => {
  expect(meets({ range, version }, asked)).toBe(expected);
});

/** What uses what: `used` → releases upon it. */
function uponFrom(edges: Readonly<Record<string, readonly Upon[]>>) {
  return async (component: string) => edges[component] ?? [];
}

const upon = (component: string, version: string, range: string): Upon => ({
  component,
  version,
  range,
});

describe('climbing', () => {
  test('goes upward breadth first, and says over which releases', async () => {
    const edges = {
      'skill/tone': [upon('plugin/reply', '3.2.0', '2.0.x')],
      'plugin/reply': [upon('plugin/desk', '1.0.0', '3.x')],
    };
    const { reached } = await climb({ component: 'skill/tone', range: '2.0.1' }, uponFrom(edges));
    expect(reached).toEqual([
      { component: 'skill/tone', range: '2.0.1', via: [] },
      { component: 'plugin/reply', range: '3.2.0', via: ['plugin/reply@3.2.0'] },
      {
        component: 'plugin/desk',
        range: '1.0.0',
        via: ['plugin/reply@3.2.0', 'plugin/desk@1.0.0'],
      },
    ]);
  });

  test('stops where the range no longer reaches', async () => {
    const edges = { 'skill/tone': [upon('plugin/reply', '3.2.0', '1.0.x')] };
    const { reached } = await climb({ component: 'skill/tone', range: '2.x' }, uponFrom(edges));
    expect(reached).toHaveLength(1);
  });

  test('is safe with a cycle', async () => {
    const edges = {
      'skill/a': [upon('skill/b', '1.0.0', '*')],
      'skill/b': [upon('skill/c', '1.0.0', '*')],
      'skill/c': [upon('skill/a', '1.0.0', '*'), upon('skill/b', '1.0.0', '*')],
    };
    const { reached, cut } = await climb({ component: 'skill/a', range: '*' }, uponFrom(edges));
    expect(reached.map((one) => one.component)).toEqual([
      'skill/a',
      'skill/b',
      'skill/c',
      'skill/a',
    ]);
    expect(cut).toBe(false);
  });

  test('says when there was more than it follows', async () => {
    const many = Array.from({ length: 1200 }, (_, n) => upon(`skill/s${n}`, '1.0.0', '*'));
    const { reached, cut } = await climb(
      { component: 'skill/a', range: '*' },
      uponFrom({ 'skill/a': many }),
    );
    expect(cut).toBe(true);
    expect(reached).toHaveLength(1001);
  });
});
