import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadEntries } from '../../bench/search/data.ts';
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
const groups = (pairs: readonly [string, string][], limit = 20) => {
  const keys = new Set(pairs.map(([a, b]) => pairKey(a, b)));
  const settled = (a: string, b: string) => keys.has(pairKey(a, b));
  return duplicateGroups(buildIndex(CATALOG), CATALOG, { settled, limit });
};
const settled = () => false;

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
    expect(duplicateGroups(index, ENTRIES, { settled, limit: 20 })).toEqual([]);
    const [one] = TWICE;
    const around = duplicateGroups(index, one ? [one] : [], { settled, limit: 20 });
    expect(around.map((group) => group.ids)).toEqual([ids]);
  });
});

it('puts the most alike group first, equals by their ids', () => {
  const others = ['plugin/badge-printer', 'plugin/printer-badge'].map((id) =>
    entry(id, 'Prints badges for visitors.'),
  );
  const all = [...others, ...CATALOG];
  const found = duplicateGroups(buildIndex(all), all, { settled, limit: 20 });
  const scores = found.map((group) => group.score);
  expect(found).toHaveLength(2);
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
});

it('has one key for a pair, whichever way round, and others for other pairs', () => {
  expect(pairKey('a', 'b')).toBe(pairKey('b', 'a'));
  expect(pairKey('a,b', 'c')).not.toBe(pairKey('a', 'b,c'));
});

const PLACEHOLDER = 'Description to be added. Say what it does.';

describe('bad catalogs', () => {
  const sweep = (entries: readonly SearchEntry[]) =>
    duplicateGroups(buildIndex(entries), entries, { settled, limit: 100 }).map(({ ids }) => ids);

  it('with one placeholder for twenty things have no duplicates by that', () => {
    const names =
      'atlas birch comet delta ember fjord grove heron iris jade karst lotus maple nova onyx pearl quill raven slate thorn';
    const same = names.split(' ').map((name) => entry(`skill/${name}`, PLACEHOLDER));
    expect(sweep([...ENTRIES, ...same])).toEqual([]);
  });

  it('with a vendor listed twice, or a name in two marketplaces, have one group of the two', () => {
    const [one, two] = ['first', 'second'].map((market) => ({
      ...entry(`plugin/${market}-ledger`, 'Books ledger entries for auditors.'),
      title: `${market}.example/ledger-booker`,
    }));
    if (!one || !two) throw new Error('no entries');
    expect(sweep([...ENTRIES, one, two])).toEqual([[one.id, two.id]]);
  });
});

const DATA = join(import.meta.dirname, '../../../shared/data');

if (existsSync(DATA)) {
  it('twenty real skills that share the words of a template are no duplicates of each other', () => {
    const entries = [...loadEntries(DATA).values()];
    const texts = new Map<string, SearchEntry[]>();
    for (const one of entries) texts.set(one.text, [...(texts.get(one.text) ?? []), one]);
    const template = [...texts].filter(([text, all]) => text !== '' && all.length >= 10);
    expect(template.map(([, all]) => all.length)).toEqual([20]);
    const around = template.flatMap(([, all]) => all);
    expect(duplicateGroups(buildIndex(entries), around, { settled, limit: 20 })).toEqual([]);
  });
} else {
  it('no real skills are looked at: they are looked for in ../shared/data', () => {
    expect(existsSync(DATA)).toBe(false);
  });
}
