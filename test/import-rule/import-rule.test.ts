import { spawnSync } from 'node:child_process';
import {
  cpSync,
  globSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import * as z from 'zod';

/*
 * "Purity is proved by a machine, with files that must fail the rule." Each file below `bad` is put
 * where a file of its ring would be, in a copy of the project that has nothing else, and is checked
 * with the project's own rules. Its first line names the rule that has to catch it.
 */
const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '../..');
const copy = mkdtempSync(join(tmpdir(), 'yardmaster-rules-'));
afterAll(() => rmSync(copy, { recursive: true }));

/** Rings that are not below `lib`. */
const OUTSIDE = new Set(['functions', 'bin']);
const bad = globSync('**/*.ts', { cwd: join(here, 'bad') }).sort();
const placed = (file: string) => (OUTSIDE.has(file.split('/')[0] ?? '') ? file : `lib/${file}`);

const reportSchema = z.object({
  diagnostics: z.array(
    z.object({ category: z.string().nullish(), location: z.object({ path: z.unknown() }) }),
  ),
});

/** What the linter says of every bad file: path → the rules it breaks. */
function lintAll(): Map<string, string[]> {
  const config = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'));
  // The copy is no repository, and of all rules only those of the rings count here.
  const vcs = { enabled: false };
  writeFileSync(join(copy, 'biome.json'), JSON.stringify({ ...config, vcs }));
  cpSync(join(here, 'no-randomness.grit'), join(copy, 'test/import-rule/no-randomness.grit'));
  for (const file of bad) cpSync(join(here, 'bad', file), join(copy, placed(file)));
  const biome = join(
    dirname(createRequire(import.meta.url).resolve('@biomejs/biome/package.json')),
    'bin/biome',
  );
  const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.'];
  const { stdout } = spawnSync(process.execPath, args, {
    cwd: copy,
    encoding: 'utf8',
    maxBuffer: 50_000_000,
  });
  const broken = new Map<string, string[]>();
  for (const { category, location } of reportSchema.parse(JSON.parse(stdout)).diagnostics) {
    const path = JSON.stringify(location.path);
    const file = bad.find((one) => path.includes(`${placed(one)}"`));
    if (file) broken.set(file, [...(broken.get(file) ?? []), ruleOf(category ?? '')]);
  }
  return broken;
}

function ruleOf(category: string): string {
  return category === 'plugin' ? 'plugin' : (category.split('/').at(-1) ?? '');
}

const broken = lintAll();

test.each(bad)('%s breaks the rule that it names', (file) => {
  const [, rule] = /^\/\/ breaks (\w+)\n/.exec(readFileSync(join(here, 'bad', file), 'utf8')) ?? [];
  expect(broken.get(file) ?? []).toContain(rule);
});

describe('every ring', () => {
  const rings = readdirSync(join(root, 'lib'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  test.each([...rings, ...OUTSIDE])('%s has files that must fail', (ring) => {
    expect(bad.filter((file) => file.startsWith(`${ring}/`))).not.toEqual([]);
  });
});

test('no two overrides say something of the same rule and the same file: the later one would win in silence', () => {
  const overrides = z
    .object({
      overrides: z.array(z.object({ includes: z.array(z.string()), linter: z.unknown() })),
    })
    .parse(JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'))).overrides;
  const files = globSync(['lib/**/*.ts', 'functions/*.ts', 'bin/**/*.ts'], { cwd: root });
  for (const rule of ['noRestrictedImports', 'noRestrictedGlobals']) {
    const saying = overrides.filter((one) => JSON.stringify(one.linter).includes(`"${rule}"`));
    const twice = files.filter(
      (file) => saying.filter((one) => covers(one.includes, file)).length > 1,
    );
    expect(twice).toEqual([]);
  }
});

test('every source file but that of the page is under an import rule', () => {
  const { overrides } = z
    .object({
      overrides: z.array(z.object({ includes: z.array(z.string()), linter: z.unknown() })),
    })
    .parse(JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8')));
  const ruled = overrides.filter((one) =>
    JSON.stringify(one.linter).includes('"noRestrictedImports"'),
  );
  const files = globSync(['lib/**/*.ts', 'functions/*.ts', 'bin/**/*.ts'], { cwd: root });
  const free = files.filter((file) => !ruled.some((one) => covers(one.includes, file)));
  expect(free).toEqual(['bin/cdk.ts']);
});

/** Whether an override's globs take in a file; the last glob that matches decides. */
function covers(includes: readonly string[], file: string): boolean {
  return includes.reduce((taken, glob) => {
    const but = glob.startsWith('!');
    return matches(but ? glob.slice(1) : glob, file) ? !but : taken;
  }, false);
}

function matches(glob: string, file: string): boolean {
  const pattern = glob
    .replaceAll('.', '\\.')
    .replaceAll('**', '\u0000')
    .replaceAll('*', '[^/]+')
    .replaceAll('\u0000', '.+');
  return new RegExp(`^${pattern}$`).test(file);
}
