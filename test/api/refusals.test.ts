import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { REFUSALS, statusOf } from '../../lib/api/refusals.ts';

/** What reads marketplaces and checks proofs runs at the command line: it never meets HTTP. */
const NOT_HERE = /marketplace|proof\.ts/;

function whysIn(folder: string): string[] {
  const root = new URL(`../../lib/${folder}/`, import.meta.url);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.ts') && !NOT_HERE.test(file))
    .flatMap((file) => {
      const source = readFileSync(new URL(file, root), 'utf8');
      return [...source.matchAll(/refuse\(\s*'([a-z-]+)'/g)].map((found) => found[1] ?? '');
    });
}

const whys = [...new Set(['acts', 'core', 'api'].flatMap(whysIn))].sort();

test('the sources hold refusals to look up', () => {
  expect(whys).toContain('used');
  expect(whys).toContain('payload-too-deep');
  expect(whys.length).toBeGreaterThan(40);
});

test.each(whys)('%s has a status and a title of its own', (why) => {
  expect(REFUSALS).toHaveProperty([why]);
});

test.each([
  ['unauthenticated', 401],
  ['not-allowed', 403],
  ['no-approval', 404],
  ['used', 409],
  ['key-reused', 409],
  ['other-payload', 409],
  ['expired', 410],
  ['payload-too-large', 413],
  ['bad-manifest', 422],
  ['lookup-failed', 503],
])('%s is answered with %i', (why, status) => {
  expect(statusOf(why)[0]).toBe(status);
});

test('a why that nobody listed is a refusal all the same', () => {
  expect(statusOf('never-heard-of')[0]).toBe(422);
});
