import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { functionNames } from '../../lib/infra/rights.ts';
import { absentPackages, type Bundle, bundle, functionEntries } from '../../scripts/bundle.ts';

const kiB = 1024;
const entries = { fixture: 'test/kit/lambda-runtime-fixture.ts' };

let outdir: string;
let built: Bundle | undefined;
beforeAll(async () => {
  outdir = mkdtempSync(join(tmpdir(), 'yardmaster-bundle-'));
  built = (await bundle({ outdir, entries })).fixture;
});
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

test('bundles Bolt, DynamoDB and zod into less than 620 KiB', () => {
  expect(built?.file).toBe(join(outdir, 'fixture', 'index.js'));
  expect(built?.bytes).toBeGreaterThan(100 * kiB);
  expect(built?.bytes).toBeLessThan(620 * kiB);
});

test.each(absentPackages)('leaves %s out', (name) => {
  expect(built?.inputs).not.toContainEqual(expect.stringContaining(`node_modules/${name}/`));
});

test('has the stub in their place', () => {
  expect(built?.inputs).toContain('scripts/stubs/absent.cjs');
});

test.each(['undici', 'iconv-lite', 'mime-db', 'ws', 'aws-cdk-lib', 'vitest'])(
  'has nothing of %s',
  (name) => {
    expect(built?.inputs).not.toContainEqual(expect.stringContaining(`node_modules/${name}/`));
  },
);

test('has of the languages of zod only English', () => {
  const locales = built?.inputs.filter((input) => input.includes('/zod/v4/locales/'));
  expect(locales).toEqual(['node_modules/zod/v4/locales/en.js']);
});

test('says in the folder itself that the bundle is CommonJS', () => {
  const manifest: unknown = JSON.parse(
    readFileSync(join(outdir, 'fixture', 'package.json'), 'utf8'),
  );
  expect(manifest).toEqual({ type: 'commonjs' });
});

test('keeps the metafile out of the folder that is deployed', () => {
  expect(existsSync(join(outdir, 'meta.json'))).toBe(true);
  expect(existsSync(join(outdir, 'fixture', 'meta.json'))).toBe(false);
});

test('writes a source map only when asked to', async () => {
  expect(existsSync(join(outdir, 'fixture', 'index.js.map'))).toBe(false);
  const mapped = join(outdir, 'mapped');
  await bundle({ outdir: mapped, entries, sourcemap: true });
  expect(existsSync(join(mapped, 'fixture', 'index.js.map'))).toBe(true);
});

test('bundles the functions that the stack names', () => {
  expect(Object.keys(functionEntries)).toEqual([...functionNames]);
});

test('fails when an entry does not build', async () => {
  const broken = bundle({ outdir, entries: { broken: 'test/kit/no-such-file.ts' } });
  await expect(broken).rejects.toThrow('no-such-file');
});
