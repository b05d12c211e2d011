import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Archive } from '../../lib/acts/deps.ts';
import { folderArchive } from '../../lib/local/archive.ts';

let home: string;
let folder: string;
let archive: Archive;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'yardmaster-archive-'));
  folder = join(home, 'archive');
  archive = folderArchive(folder);
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

async function* said(...lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}
async function* killedAfter(line: string): AsyncGenerator<string> {
  yield line;
  throw new Error('killed');
}
const text = () => readFileSync(join(folder, 'one'), 'utf8');

test('what is kept is there, whole, for its owner to read alone', async () => {
  expect(await archive.has('one')).toBe(false);
  await archive.keep('one', said('a', 'b'));
  expect(await archive.has('one')).toBe(true);
  expect(text()).toBe('a\nb\n');
  expect(statSync(join(folder, 'one')).mode & 0o777).toBe(0o400);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test('what is kept is never written again', async () => {
  await archive.keep('one', said('a'));
  await archive.keep('one', said('something else'));
  expect(text()).toBe('a\n');
  expect(readdirSync(folder)).toEqual(['one']);
});

test('killed while it writes: nothing has the name, and the next run writes it whole', async () => {
  await expect(archive.keep('one', killedAfter('a'))).rejects.toThrow('killed');
  expect(await archive.has('one')).toBe(false);
  await archive.keep('one', said('a', 'b'));
  expect(text()).toBe('a\nb\n');
  expect(readdirSync(folder)).toEqual(['one']);
});

test('killed between writing and naming: the next run writes it again', async () => {
  await archive.keep('other', said('x'));
  writeFileSync(join(folder, 'one.part'), 'a\n', { mode: 0o400 });
  expect(await archive.has('one')).toBe(false);
  await archive.keep('one', said('a'));
  expect(text()).toBe('a\n');
  expect(existsSync(join(folder, 'one.part'))).toBe(false);
});

test('killed between naming and clearing away: it is kept, and stays as it is', async () => {
  await archive.keep('one', said('a'));
  writeFileSync(join(folder, 'one.part'), 'a\n', { mode: 0o400 });
  expect(await archive.has('one')).toBe(true);
  await archive.keep('one', said('b'));
  expect(text()).toBe('a\n');
  expect(readdirSync(folder)).toEqual(['one']);
});
