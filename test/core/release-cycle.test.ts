import { describe, expect, test } from 'vitest';
import { findCycle, type Step } from '../../lib/core/release-cycle.ts';
import { realCycle } from '../acts/cycle-data.ts';

const step = (name: string, version: string, ...uses: readonly string[]): Step => ({
  component: `skill/${name}`,
  version,
  uses: uses.map((use) => {
    const [used = '', range = ''] = use.split('@');
    return { kind: 'skill' as const, name: used, range };
  }),
});

async function cycle(start: Step, published: readonly Step[]) {
  return findCycle(start, async (id) => published.filter((one) => one.component === id));
}

describe('a release that leads back to itself', () => {
  test('over no other', async () => {
    expect(await cycle(step('a', '1.0.0', 'a@1.0.x'), [])).toEqual([
      'skill/a@1.0.0',
      'skill/a@1.0.0',
    ]);
  });

  test('over others, the shortest way', async () => {
    const published = [
      step('b', '1.0.0', 'c@1.x', 'd@1.x'),
      step('c', '1.0.0', 'd@1.x'),
      step('d', '1.0.0', 'a@^1.0.0'),
    ];
    expect(await cycle(step('a', '1.1.0', 'b@1.x'), published)).toEqual([
      'skill/a@1.1.0',
      'skill/b@1.0.0',
      'skill/d@1.0.0',
      'skill/a@1.1.0',
    ]);
  });

  test('over an older release that a range lets in', async () => {
    const published = [step('b', '1.0.0', 'a@1.x'), step('b', '1.1.0')];
    expect(await cycle(step('a', '1.1.0', 'b@1.x'), published)).toBeDefined();
    expect(await cycle(step('a', '1.1.0', 'b@1.1.0'), published)).toBeUndefined();
  });
});

test('an older version of itself below is no circle', async () => {
  const published = [step('b', '1.0.0', 'a@1.0.0'), step('a', '1.0.0')];
  expect(await cycle(step('a', '1.1.0', 'b@1.0.0'), published)).toBeUndefined();
});

test('a circle below that does not hold the release is not followed for ever', async () => {
  const published = [step('b', '1.0.0', 'c@1.x'), step('c', '1.0.0', 'b@1.x')];
  expect(await cycle(step('a', '1.0.0', 'b@1.x'), published)).toBeUndefined();
});

test('what is not there, and a range that is none, lead nowhere', async () => {
  expect(
    await cycle(step('a', '1.0.0', 'b@1.x', 'c@workspace:*'), [step('c', '1.0.0')]),
  ).toBeUndefined();
});

const REAL = realCycle();
if (REAL.length === 0) {
  console.warn('The circle of 91 packages lies in ../shared/data, which is not there.');
}

describe.runIf(REAL.length > 0)('the real circle of 91 packages', () => {
  test('has 91 members', () => expect(REAL).toHaveLength(91));

  test.each(REAL)('$component leads back to itself', async (one) => {
    const way = await cycle(one, REAL);
    const name = `${one.component}@${one.version}`;
    expect([way?.at(0), way?.at(-1)]).toEqual([name, name]);
    expect(new Set(way).size).toBe((way?.length ?? 0) - 1);
  });
});
