import { describe, expect, test } from 'vitest';
import { readRangeText } from '../../lib/core/range-text.ts';
import { DATA_ABSENT, DATA_PRESENT, ranges } from './version-data.ts';

const HASH = '90d02e486227d179d2ce9b850dbb3f9846443cab';

test.each([
  ['3.2.x', 'range', '3.2.x'],
  [' ^1.2.0 ', 'range', '^1.2.0'],
  ['4.x', 'range', '4.x'],
  ['6', 'range', '6'],
  ['*', 'range', '*'],
  ['', 'empty', undefined],
  [' ', 'empty', undefined],
  ['>=0.24.0 <0.25.0 | 0.24.11-0', 'respelled', '>=0.24.0 <0.25.0 || 0.24.11-0'],
  ['>=1.2.0, <2', 'respelled', '>=1.2.0 <2'],
  ['==1.4.0', 'respelled', '=1.4.0'],
  ['^1.0.0beta', 'respelled', '^1.0.0-beta'],
  ['2024.08.01', 'respelled', '2024.8.1'],
  ['refs/tags/v1.2.3', 'respelled', '1.2.3'],
  ['1.4.0 | next', 'unknown', undefined],
  ['workspace:^1.2.0', 'workspace', '^1.2.0'],
  ['workspace:reply-drafter@~1.2.0', 'workspace', '~1.2.0'],
  ['workspace:*', 'workspace', '*'],
  ['workspace:^', 'workspace', undefined],
  ['catalog:', 'catalog', undefined],
  ['catalog:dev', 'catalog', undefined],
  ['npm:alias@^1', 'alias', '^1'],
  ['npm:@scope/alias@1.0.0', 'alias', '1.0.0'],
  ['npm:^1.2.0', 'alias', '^1.2.0'],
  ['npm:alias', 'alias', undefined],
  ['patch:@scope/parser@^18.1.0#./parser.patch', 'patch', '^18.1.0'],
  ['patch:parser@npm%3A6.1.0#~/.yarn/parser.patch', 'patch', '6.1.0'],
  ['file:../testing', 'path', undefined],
  ['link:', 'path', undefined],
  ['../testing', 'path', undefined],
  ['github:org/repo#5.7.0', 'address', '5.7.0'],
  ['org/repo#v1.2.0', 'address', '1.2.0'],
  ['git+ssh://git@example.com/org/repo.git#semver:^1.2', 'address', '^1.2'],
  ['git@example.com:org/repo.git', 'address', undefined],
  ['org/repo', 'address', undefined],
  [`org/repo#${HASH}`, 'address', undefined],
  ['org/repo#12345678', 'address', undefined],
  ['https://example.com/archive/main.tar.gz', 'address', undefined],
  ['condition:NEXT ? ^4.1.2 : ^2.4.2', 'condition', undefined],
  [HASH, 'commit', undefined],
  ['b17ad5148ab7', 'commit', undefined],
  ['latest', 'tag', undefined],
  ['refs/heads/main', 'tag', undefined],
  ['3.2.y', 'unknown', undefined],
  ['最新', 'unknown', undefined],
])('%j is read as %s, with the range %j', (text, kind, range) => {
  expect(readRangeText(text)).toEqual(range === undefined ? { kind } : { kind, range });
});

describe.runIf(DATA_PRESENT)('ranges of real manifests', () => {
  const found = DATA_PRESENT ? ranges() : [];

  test('are taken as they stand exactly when npm semver takes them', () => {
    expect(found).toHaveLength(7782);
    const other = found.filter(
      ({ range, isSemver }) => (readRangeText(range).kind === 'range') !== isSemver,
    );
    expect(other).toEqual([]);
  });

  test('that are no SemVer are all of a known kind', () => {
    const count: Record<string, number> = {};
    for (const { range } of found) {
      const { kind } = readRangeText(range);
      count[kind] = (count[kind] ?? 0) + 1;
    }
    expect(count).toEqual({
      range: 4771,
      workspace: 2754,
      condition: 80,
      alias: 66,
      address: 52,
      path: 46,
      patch: 5,
      tag: 4,
      catalog: 3,
      respelled: 1,
    });
  });
});

if (!DATA_PRESENT) test(DATA_ABSENT, () => expect(DATA_PRESENT).toBe(false));
