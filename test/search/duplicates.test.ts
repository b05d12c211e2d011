import { describe, expect, it } from 'vitest';
import { duplicateGroups, pairKey } from '../../lib/search/duplicates.ts';
import { buildIndex, type SearchEntry } from '../../lib/search/index.ts';
import { ENTRIES } from './sample.ts';

const entry = (id: string, text: string): SearchEntry => ({
  id,
  kind: 'plugin',
  title: id.replace(/^\w+\//, ''),
  text,
  keywords: [],
  connectors: [],
  team: 'platform',
});
const TWICE = [
  entry('plugin/expense-sorter', 'Sorts expense receipts by project.'),
  entry('plugin/sorter-expense', 'Sorts expense receipts by project.'),
  entry('plugin/expense-sorter-2', 'Sorts expense receipts by project, 2 a day.'),
];
const CATALOG = [...ENTRIES, ...TWICE];
const ids = TWICE.map(({ id }) => id).sort();
const groups = (settled: readonly [string, string][], limit = 20) =>
  duplicateGroups(buildIndex(CATALOG), CATALOG, {
    settled: new Set(settled.map(([a, b]) => pairKey(a, b))),
    limit,
  });

describe('a sweep for duplicates', () => {
  it('reports entries that do the same job as one group', () => {
    expect(groups([]).map((group) => group.ids)).toEqual([ids]);
  });

  it('reports no more groups than asked for', () => {
    expect(groups([], 0)).toEqual([]);
  });

  it('never puts an accepted pair into a group, though a third entry is like both', () => {
    const [a, b] = ['plugin/expense-sorter', 'plugin/sorter-expense'];
    const found = groups([[b, a]]);
    expect(found).toHaveLength(1);
    expect(found.some((group) => group.ids.includes(a) && group.ids.includes(b))).toBe(false);
  });

  it('reports nothing when every pair is settled', () => {
    const pairs = ids.flatMap((a) => ids.map((b): [string, string] => [a, b]));
    expect(groups(pairs)).toEqual([]);
  });

  it('looks around the given entries only', () => {
    const index = buildIndex(CATALOG);
    expect(duplicateGroups(index, ENTRIES, { settled: new Set(), limit: 20 })).toEqual([]);
    const [one] = TWICE;
    const around = duplicateGroups(index, one ? [one] : [], { settled: new Set(), limit: 20 });
    expect(around.map((group) => group.ids)).toEqual([ids]);
  });
});

it('puts the most alike group first, equals by their ids', () => {
  const others = ['plugin/badge-printer', 'plugin/printer-badge'].map((id) =>
    entry(id, 'Prints badges for visitors.'),
  );
  const all = [...others, ...CATALOG];
  const found = duplicateGroups(buildIndex(all), all, { settled: new Set(), limit: 20 });
  const scores = found.map((group) => group.score);
  expect(found).toHaveLength(2);
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
});

it('has one key for a pair, whichever way round, and others for other pairs', () => {
  expect(pairKey('a', 'b')).toBe(pairKey('b', 'a'));
  expect(pairKey('a,b', 'c')).not.toBe(pairKey('a', 'b,c'));
});
