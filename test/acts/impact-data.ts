import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import * as z from 'zod';
import { isRange, least } from '../../lib/core/range.ts';
import { highest } from '../../lib/core/version.ts';
import type { Edge } from '../../lib/store/edges.ts';

const FOLDER = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
/** Real manifests and 95 questions about them lie beside the checkout, or nowhere. */
export const impactData = existsSync(`${FOLDER}impact-oracle.jsonl.gz`);

const questionSchema = z.object({
  package: z.string(),
  range: z.string(),
  allows: z.array(z.string()),
  resolves_to: z.array(z.string()),
});
const ranges = z.record(z.string(), z.string()).optional();
const manifestSchema = z.object({
  repo: z.string(),
  path: z.string(),
  name: z.string().optional(),
  version: z.string().optional(),
  kind: z.string().optional(),
  head: z.boolean().optional(),
  dependencies: ranges,
  devDependencies: ranges,
  peerDependencies: ranges,
  optionalDependencies: ranges,
  workspace_resolved: ranges,
  catalog_resolved: ranges,
});
const packageSchema = z.object({ name: z.string(), versions: z.array(z.string()) });
export type DataManifest = z.infer<typeof manifestSchema>;

function text(name: string): string {
  return gunzipSync(readFileSync(`${FOLDER}${name}`)).toString();
}

function readLines<T>(name: string, schema: z.ZodType<T>): T[] {
  const lines = text(name).trim().split('\n');
  return lines.map((line) => schema.parse(JSON.parse(line)));
}

export function questions() {
  return readLines('impact-oracle.jsonl.gz', questionSchema);
}

/** Every known version of the packages. */
function knownVersions(): Map<string, string[]> {
  const known = new Map<string, string[]>();
  const add = (name: string, version: string) =>
    known.set(name, [...(known.get(name) ?? []), version]);
  for (const line of text('npm-versions.csv.gz').trim().split('\n').slice(1)) {
    const [name = '', version = ''] = line.split(',');
    add(name, version);
  }
  for (const one of readLines('npm-packages.jsonl.gz', packageSchema)) {
    known.set(one.name, [...(known.get(one.name) ?? []), ...one.versions]);
  }
  return known;
}

/** `kind/name` for a package: the registry's names hold neither `@` nor `/`. */
export function componentOf(name: string): string {
  return `skill/${name.replace('@', 'at-').replace('/', '.')}`;
}

export interface DataPin {
  readonly component: string;
  readonly edge: Edge;
  /** `repo:path` */
  readonly manifest: string;
}

const KINDS = [
  'dependencies',
  'devDependencies',
  'peerDependencies',
  'optionalDependencies',
] as const;

/**
 * Each dependency of each named head manifest on one of `packages`, as the pin of a workflow of its
 * own. One whose range no known version satisfies is locked to the least version it allows, and is
 * left out of `locked` by the caller: nothing resolves it.
 */
export function dataPins(packages: ReadonlySet<string>): {
  pins: DataPin[];
  unresolved: Set<string>;
} {
  const known = knownVersions();
  const pins: DataPin[] = [];
  const unresolved = new Set<string>();
  for (const manifest of headManifests()) {
    for (const { name, range } of rangesOf(manifest)) {
      if (!packages.has(name) || !isRange(range)) continue;
      const workflow = `w-${pins.length}`;
      const version = highest(range, known.get(name) ?? []);
      if (!version) unresolved.add(workflow);
      const edge = { workflow, team: 'data', range, version: version ?? least(range) ?? '0.0.0' };
      const place = `${manifest.repo}:${manifest.path}`;
      pins.push({ component: componentOf(name), edge, manifest: place });
    }
  }
  return { pins, unresolved };
}

/** The named manifests as they are today, fixtures left out. */
export function headManifests(): DataManifest[] {
  return readLines('manifests.jsonl.gz', manifestSchema).filter(
    (one) => one.head && one.name && one.kind !== 'fixture',
  );
}

/** What a manifest depends on, with the range that `workspace:` or `catalog:` stands for. */
export function rangesOf(manifest: DataManifest): { name: string; range: string }[] {
  return KINDS.flatMap((kind) =>
    Object.entries(manifest[kind] ?? {}).map(([name, range]) => {
      const stands = range.startsWith('workspace:')
        ? manifest.workspace_resolved?.[name]
        : range.startsWith('catalog:')
          ? manifest.catalog_resolved?.[name]
          : undefined;
      return { name, range: stands ?? range };
    }),
  );
}
