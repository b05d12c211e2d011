import type { Command } from 'commander';
import { type Io, UsageProblem } from './io.ts';
import { readTextFile } from './json-file.ts';

export interface PassphraseOptions {
  readonly passphraseFile?: string;
}

/** Never an argument: other people of the machine can read those. */
export function withPassphrase(command: Command): Command {
  return command.option(
    '--passphrase-file <file>',
    'a file that holds the passphrase (or YARDMASTER_BACKUP_PASSPHRASE)',
  );
}

/** From the named file, without the line break at its end, or from the environment. */
export function passphraseOf(io: Io, { passphraseFile }: PassphraseOptions): string {
  const given = passphraseFile
    ? readTextFile(io, passphraseFile).replace(/\r?\n$/, '')
    : io.env.YARDMASTER_BACKUP_PASSPHRASE;
  if (given) return given;
  throw new UsageProblem(
    'A backup is sealed with a passphrase. Set YARDMASTER_BACKUP_PASSPHRASE, or name a file that holds it with --passphrase-file.',
  );
}
