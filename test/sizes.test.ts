import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const MOST_LINES = 250;
const read = (file: string) => readFileSync(`${root}/${file}`, 'utf8');
const count = (file: string) => read(file).trimEnd().split('\n').length;

const SOURCES = globSync(['lib/**/*.{ts,js}', '{bin,functions,scripts,bench}/**/*.{ts,mjs,cjs}'], {
  cwd: root,
});
const TESTS = globSync('test/**/*.ts', { cwd: root });

test.each([
  ['source', SOURCES],
  ['test', TESTS],
])(`no %s file has more than ${MOST_LINES} lines`, (_, files) => {
  expect(files.length).toBeGreaterThan(50);
  const long = files.filter((file) => count(file) > MOST_LINES);
  expect(long.map((file) => `${file}: ${count(file)}`)).toEqual([]);
});

/** Rings whose every file has a test of its own: they hold the rules and what must not be lost. */
const TESTED = ['core', 'store', 'acts', 'deliver'];

test.each(TESTED)('every file of lib/%s has a test file', (ring) => {
  const files = globSync(`lib/${ring}/**/*.ts`, { cwd: root }).filter(hasCode);
  expect(files.length).toBeGreaterThan(3);
  const tests = (file: string) => file.replace(/^lib\//, 'test/').replace(/\.ts$/, '.test.ts');
  expect(files.filter((file) => !existsSync(`${root}/${tests(file)}`))).toEqual([]);
});

/** Types alone leave nothing to test. */
function hasCode(file: string): boolean {
  return /^(?:export )?(?:async )?(?:const|let|function|class) /m.test(read(file));
}
