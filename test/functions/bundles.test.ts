import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bundle, bundle, functionEntries } from '../../scripts/bundle.ts';

let outdir: string;
let bundles: Readonly<Record<string, Bundle>>;
beforeAll(async () => {
  outdir = mkdtempSync(join(tmpdir(), 'yardmaster-bundles-'));
  bundles = await bundle({ outdir, entries: functionEntries });
});
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

const names = Object.keys(functionEntries);

/** KiB that a function may have at most: a little above what it has, so that a new weight is noticed. */
const most: [string, number][] = [
  ['slack', 1360],
  ['api', 1340],
  ['credentials', 720],
  ['deliver', 765],
  ['jobs', 900],
];

test.each(most)('%s is at most %i KiB', (name, kiB) => {
  const { bytes } = theBundle(name);
  expect(bytes / 1024).toBeLessThan(kiB);
  expect(bytes / 1024).toBeGreaterThan(kiB / 2);
});

/** What is for one machine, for deploying, or for doors that a function has not. */
const nowhere = [
  'aws-cdk-lib',
  'constructs',
  '@aws-sdk/nested-clients',
  'express',
  '@slack/socket-mode',
  '@slack/oauth',
  '@hono/node-server',
  'ws',
  'undici',
  'esbuild',
  'commander',
];

test.each(names)('%s has nothing that a function never uses', (name) => {
  const { inputs } = theBundle(name);
  const found = nowhere.filter((one) =>
    inputs.some((input) => input.includes(`node_modules/${one}/`)),
  );
  expect(found).toEqual([]);
});

test.each(names)('%s has nothing of the local machine, the stack or the tests', (name) => {
  const { inputs } = theBundle(name);
  expect(
    inputs.filter((input) => /^(lib\/(local|infra)|test|scripts\/\w+\.ts)/.test(input)),
  ).toEqual([]);
});

test.each(names)(
  '%s imports nothing at run time: of node:http that would load fetch too',
  (name) => {
    expect(readFileSync(theBundle(name).file, 'utf8')).not.toMatch(/\bimport\(["']/);
  },
);

test('Bolt is in the function for Slack and in no other', () => {
  const with_ = names.filter((name) => hasPackage(name, '@slack/bolt'));
  expect(with_).toEqual(['slack']);
});

test('what takes roles at AWS is in the function for credentials and in no other', () => {
  expect(names.filter((name) => hasPackage(name, '@aws-sdk/client-sts'))).toEqual(['credentials']);
});

test('people log in at the function for the API and at no other', () => {
  const with_ = names.filter((name) => hasPackage(name, 'openid-client'));
  expect(with_).toEqual(['api']);
});

test('the code that signs receipts is reached from the function for credentials', () => {
  const consuming = names.filter((name) => theBundle(name).inputs.includes('lib/acts/consume.ts'));
  expect(consuming).toContain('credentials');
});

function theBundle(name: string): Bundle {
  const found = bundles[name];
  if (!found) throw new Error(`no bundle ${name}`);
  return found;
}

function hasPackage(name: string, of: string): boolean {
  return theBundle(name).inputs.some((input) => input.includes(`node_modules/${of}/`));
}
