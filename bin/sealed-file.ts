import { resolve } from 'node:path';
import type { Command } from 'commander';
import { plain } from './io.ts';
import { type PassphraseOptions, passphraseOf, withPassphrase } from './passphrase.ts';
import { dataFolder } from './places.ts';
import { printTo, type Shell } from './shell.ts';

interface Options extends PassphraseOptions {
  readonly force?: boolean;
  readonly json?: boolean;
}

/** The one file that holds a whole data folder, and what opens it. */
export interface Sealed {
  readonly folder: string;
  readonly file: string;
  readonly passphrase: string;
  readonly force: boolean;
}

/** What was done, as JSON and in words, or why not. */
export type SealedOutcome =
  | { readonly kind: 'done'; readonly value: object; readonly text: string }
  | { readonly kind: 'refused'; readonly message: string };

/** Makes a command about a sealed file. `force` says what its option does. */
export function onSealedFile(
  command: Command,
  shell: Shell,
  force: string,
  run: (sealed: Sealed, name: string) => Promise<SealedOutcome>,
): void {
  const { io } = shell;
  withPassphrase(command)
    .argument('<file>')
    .option('--force', force)
    .option('--json', 'print JSON')
    .action((name: string, options: Options) =>
      shell.alone(async () => {
        const passphrase = passphraseOf(io, options);
        const file = resolve(io.cwd, name);
        const sealed = { folder: dataFolder(io), file, passphrase, force: options.force ?? false };
        const outcome = await run(sealed, name);
        if (outcome.kind === 'refused') {
          io.err(plain(`${outcome.message}\n`));
          return 1;
        }
        printTo(io, options.json, outcome.value, outcome.text);
        return 0;
      }),
    );
}
