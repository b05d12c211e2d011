import { expect, it } from 'vitest';
import { folderOf, joinPath, readJson } from '../../../lib/core/marketplace/files.ts';

it.each([
  [['a', './b', 'c.json'], 'a/b/c.json'],
  [['a', '../b'], 'b'],
  [['./'], ''],
  [['a\\b'], 'a/b'],
  [['a', '../../b'], undefined],
])('joins %j', (parts, expected) => {
  expect(joinPath(...parts)).toBe(expected);
});

it.each([
  ['{"a":1}', { kind: 'json', value: { a: 1 } }],
  ['\uFEFF7', { kind: 'json', value: 7 }],
  ['{', { kind: 'broken' }],
])('reads %j', (text, expected) => {
  expect(readJson(folderOf([{ path: './a.json', text }]), 'a.json')).toEqual(expected);
});

it('tells a missing file from a broken one', () => {
  expect(readJson(folderOf([]), 'a.json')).toEqual({ kind: 'absent' });
});
