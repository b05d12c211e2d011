/**
 * Completes package-lock.json: npm leaves out platform packages that the registry at hand does not
 * hold, and `npm ci` of npm 11 then refuses the whole file. Run after every change of dependencies:
 * `npm run lock`. Where all packages are to be had, it changes nothing.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod';

const entrySchema = z.looseObject({
  dev: z.boolean().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
const lockSchema = z.looseObject({ packages: z.record(z.string(), entrySchema) });
type Lock = z.infer<typeof lockSchema>;

const OS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const CPU = [
  'arm64',
  'arm',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
];

export interface Missing {
  readonly name: string;
  readonly version: string;
  readonly dev: boolean;
}

/** Exact optional dependencies of locked packages that have no entry of their own. */
export function missingEntries(lock: Lock): Missing[] {
  return Object.entries(lock.packages).flatMap(([path, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => !isLocked(lock, path, name))
      .map(([name, version]) => ({ name, version, dev: entry.dev ?? false })),
  );
}

/** Found as Node finds it: in the package's own folder, or in one further up. */
function isLocked(lock: Lock, path: string, name: string): boolean {
  for (
    let folder = path;
    ;
    folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))
  ) {
    if (`${folder}${folder ? '/' : ''}node_modules/${name}` in lock.packages) return true;
    if (folder === '') return false;
  }
}

/** The lock with an entry for each; its platform is read from its name, so that others skip it. */
export function completed(lock: Lock): Lock {
  const added = missingEntries(lock).map(({ name, version, dev }) => {
    const part = (words: readonly string[]) =>
      words.filter((word) => name.split(/[-/]/).includes(word));
    const platform = { cpu: part(CPU), os: part(OS) };
    return [
      `node_modules/${name}`,
      { version, ...platform, ...(dev ? { dev } : {}), optional: true },
    ];
  });
  const all = [...Object.entries(lock.packages), ...added];
  const packages = Object.fromEntries(all.toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
  return { ...lock, packages };
}

export function readLock(file: string): Lock {
  return lockSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

if (import.meta.main) {
  const lock = completed(readLock('package-lock.json'));
  writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
}
