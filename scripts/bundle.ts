import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile, type Plugin } from 'esbuild';

export type BundleOptions = {
  /** Receives `<name>/index.js` for every entry, and `meta.json`. */
  readonly outdir: string;
  /** Function name → the file that exports its `handler`. */
  readonly entries: Readonly<Record<string, string>>;
  /** Writes `index.js.map` beside each bundle; off when absent. */
  readonly sourcemap?: boolean;
};

export type Bundle = {
  readonly file: string;
  readonly bytes: number;
  /** The source files whose code is in the bundle, relative to the repository. */
  readonly inputs: readonly string[];
};

const root = fileURLToPath(new URL('..', import.meta.url));
const fromRoot = (path: string) => resolve(root, path);

/** The functions of the stack, by the names that the stack knows. */
export const functionEntries = {
  slack: fromRoot('functions/slack.ts'),
  api: fromRoot('functions/api.ts'),
  credentials: fromRoot('functions/credentials.ts'),
  deliver: fromRoot('functions/deliver.ts'),
  jobs: fromRoot('functions/jobs.ts'),
} as const;

/** What Bolt requires and a Lambda never uses: three quarters of the size and half of the cold start. */
export const absentPackages = [
  'express',
  '@slack/socket-mode',
  '@slack/oauth',
  'raw-body',
  'path-to-regexp',
] as const;

/** Single files of packages that are left out, each with what stands in its place. */
const leftOut: Plugin = {
  name: 'left-out',
  setup: ({ onLoad }) => {
    // Who imports zod as `{ z }`, as a package in between does, gets all its fifty languages.
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: 'export { default as en } from "./en.js";',
    }));
    // Imported at run time by operations that stream, of which none is used, it keeps much else from being cut down.
    onLoad({ filter: /[\\/]@smithy[\\/]core[\\/].*[\\/]event-streams[\\/]index\.js$/ }, () => ({
      contents: 'export const EventStreamSerde = undefined;',
    }));
    // Bolt's other receivers: a Lambda has the one that is made for it.
    onLoad(
      { filter: /[\\/]bolt[\\/]dist[\\/]receivers[\\/](Express|HTTP|SocketMode)\w+\.js$/ },
      () => ({
        contents: `module.exports = require(${JSON.stringify(fromRoot('scripts/stubs/absent.cjs'))});`,
      }),
    );
  },
};

/**
 * Bundles Lambda functions for Node 24: what the runtime tests start is what the stack deploys.
 * CommonJS, because Bolt is; each folder therefore says so in a package.json of its own.
 * Returns the bundles by name. Throws what esbuild throws when an entry does not build.
 */
export async function bundle(options: BundleOptions): Promise<Readonly<Record<string, Bundle>>> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { ...options.entries },
    entryNames: '[name]/index',
    outdir: options.outdir,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    // The ES module builds of the SDK and of zod can be cut down to what is used; their CommonJS builds cannot.
    mainFields: ['module', 'main'],
    alias: {
      ...Object.fromEntries(
        absentPackages.map((name) => [name, fromRoot('scripts/stubs/absent.cjs')]),
      ),
      '@aws-sdk/credential-provider-node': fromRoot('scripts/stubs/lambda-credentials.ts'),
    },
    plugins: [leftOut],
    // The SDK imports node:http at run time. As an ES module that has all its exports read, undici's among them, which
    // takes longer than everything else that the SDK does at the start; as a required one it has not.
    supported: { 'dynamic-import': false },
    minify: true,
    legalComments: 'none',
    sourcemap: options.sourcemap ?? false,
    sourcesContent: false,
    metafile: true,
    // What goes wrong is thrown, with the messages.
    logLevel: 'silent',
  });
  for (const name of Object.keys(options.entries)) {
    mkdirSync(join(options.outdir, name), { recursive: true });
    writeFileSync(join(options.outdir, name, 'package.json'), '{"type":"commonjs"}\n');
  }
  // Beside the folders and not in them: what lies in a folder is deployed.
  writeFileSync(join(options.outdir, 'meta.json'), JSON.stringify(metafile));
  return byName(options, metafile);
}

function byName({ outdir, entries }: BundleOptions, metafile: Metafile): Record<string, Bundle> {
  const bundles: Record<string, Bundle> = {};
  for (const [path, output] of Object.entries(metafile.outputs)) {
    const name = Object.keys(entries).find(
      (entry) => fromRoot(path) === resolve(root, outdir, entry, 'index.js'),
    );
    if (name === undefined) continue;
    const used = Object.entries(output.inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
    bundles[name] = {
      file: fromRoot(path),
      bytes: output.bytes,
      inputs: used.map(([input]) => input),
    };
  }
  return bundles;
}

if (import.meta.main) {
  const bundles = await bundle({ outdir: fromRoot('dist'), entries: functionEntries });
  for (const [name, { bytes }] of Object.entries(bundles)) {
    process.stdout.write(`${name.padEnd(12)} ${Math.ceil(bytes / 1024)} KiB\n`);
  }
}
