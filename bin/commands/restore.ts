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

/** `yardmaster restore FILE`: into this machine's data folder, while nothing runs. */
export function addRestore(program: Command, shell: Shell): void {
  const { io } = shell;
  withPassphrase(program.command('restore'))
    .description('put a backup in the place of the data folder; what was asked before is void then')
    .argument('<file>')
    .option('--force', 'put the data that are there aside')
    .option('--json', 'print JSON')
    .action((name: string, options: Options) =>
      shell.alone(async () => {
        const passphrase = passphraseOf(io, options);
        const { restore } = await import('../../lib/local/restore.ts');
        const folder = dataFolder(io);
        const { force = false } = options;
        const file = resolve(io.cwd, name);
        const outcome = await restore({ folder, file, passphrase, force, env: io.env });
        if (outcome.kind === 'refused') {
          io.err(plain(`${outcome.message}\n`));
          return 1;
        }
        const { madeAt, dropped, before } = outcome;
        const text = [
          `Restored what was there at ${madeAt}.`,
          'Approvals that were asked before now are void, whether they were used or not: agents ask again.',
          `${dropped} messages that were still to be sent are dropped.`,
          ...(before ? [`The data that were here are in ${before}.`] : []),
        ];
        printTo(io, options.json, { made_at: madeAt, dropped, before }, text.join('\n'));
        return 0;
      }),
    );
}
