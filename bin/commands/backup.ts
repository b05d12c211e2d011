import { resolve } from 'node:path';
import type { Command } from 'commander';
import { plain } from '../io.ts';
import { type PassphraseOptions, passphraseOf, withPassphrase } from '../passphrase.ts';
import { dataFolder } from '../places.ts';
import { printTo, type Shell } from '../shell.ts';

interface Options extends PassphraseOptions {
  readonly force?: boolean;
  readonly json?: boolean;
}

/** `yardmaster backup FILE`: of this machine's data, while nothing runs. */
export function addBackup(program: Command, shell: Shell): void {
  const { io } = shell;
  withPassphrase(program.command('backup'))
    .description("seal this machine's data and keys into one file; stop Yardmaster first")
    .argument('<file>')
    .option('--force', 'replace the file if it is there')
    .option('--json', 'print JSON')
    .action((name: string, options: Options) =>
      shell.alone(async () => {
        const passphrase = passphraseOf(io, options);
        // Loaded here: the other commands start faster without an engine in them.
        const { backUp } = await import('../../lib/local/backup.ts');
        const now = new Date((io.now ?? Date.now)()).toISOString();
        const file = resolve(io.cwd, name);
        const { force = false } = options;
        const folder = dataFolder(io);
        const outcome = backUp({ folder, file, passphrase, force, now, env: io.env });
        if (outcome.kind === 'refused') {
          io.err(plain(`${outcome.message}\n`));
          return 1;
        }
        const megabytes = (outcome.bytes / 1_000_000).toFixed(1);
        const text = `Backed up into ${name} (${megabytes} MB). Keep the passphrase elsewhere: without it the file opens for nobody.`;
        printTo(io, options.json, { file, bytes: outcome.bytes }, text);
        return 0;
      }),
    );
}
