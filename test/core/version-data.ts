import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as z from 'zod';

const ROOT = join(import.meta.dirname, '../../../shared/data');

/** Answers of npm semver and real ranges lie beside the repository; without them their tests say so. */
export const DATA_PRESENT = existsSync(join(ROOT, 'semver-oracle.jsonl.gz'));
export const DATA_ABSENT =
  'is left out: the answers of npm semver are looked for in ../shared/data';

const answerSchema = z.object({
  range: z.string(),
  satisfied: z.array(z.string()),
  not: z.array(z.string()),
  satisfied_with_include_prerelease: z.array(z.string()).default([]),
  min: z.string(),
});

export function oracle(): z.infer<typeof answerSchema>[] {
  const lines = zipped('semver-oracle.jsonl.gz').trim().split('\n');
  return lines.map((line) => answerSchema.parse(JSON.parse(line)));
}

/** Real versions, ascending. */
export function inOrder(): string[] {
  const text = readFileSync(join(ROOT, 'semver-order.json'), 'utf8');
  return z.object({ versions: z.array(z.string()) }).parse(JSON.parse(text)).versions;
}

export function pairs(): { a: string; b: string; intersects: boolean; isSubset: boolean }[] {
  return rows(readFileSync(join(ROOT, 'semver-intersects.csv'), 'utf8')).map(
    ([a = '', b = '', both, inner]) => ({
      a,
      b,
      intersects: both === '1',
      isSubset: inner === '1',
    }),
  );
}

/** Ranges as written in real manifests; `isSemver` is npm semver's own verdict. */
export function ranges(): { range: string; kind: string; isSemver: boolean }[] {
  return rows(readFileSync(join(ROOT, 'ranges.csv'), 'utf8')).map(
    ([range = '', , , kind = '', normalised]) => ({
      range,
      kind,
      isSemver: normalised !== '!invalid',
    }),
  );
}

/** Versions as written in real plugins and packages; `isSemver` is npm semver's own verdict. */
export function versions(): { version: string; isSemver: boolean }[] {
  return rows(zipped('versions.csv.gz')).map(([version = '', , valid]) => ({
    version,
    isSemver: valid === '1',
  }));
}

function zipped(name: string): string {
  return gunzipSync(readFileSync(join(ROOT, name))).toString('utf8');
}

/** The rows under the heading; a field may be quoted, with quotes in it doubled. */
function rows(text: string): string[][] {
  return text.trim().split(/\r?\n/).slice(1).map(fields);
}

function fields(line: string): string[] {
  const found = line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g);
  return [...found].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
}
