import type { Command } from 'commander';
import { onSealedFile } from '../sealed-file.ts';
import type { Shell } from '../shell.ts';

/** `yardmaster backup FILE`: of this machine's data, while nothing runs. */
export function addBackup(program: Command, shell: Shell): void {
  const { io } = shell;
  const command = program
    .command('backup')
    .description("seal this machine's data and keys into one file; stop Yardmaster first");
  onSealedFile(command, shell, 'replace the file if it is there', async (sealed, name) => {
    // Loaded here: the other commands start faster without an engine in them.
    const { backUp } = await import('../../lib/local/backup.ts');
    const now = new Date((io.now ?? Date.now)()).toISOString();
    const outcome = backUp({ ...sealed, now, env: io.env });
    if (outcome.kind === 'refused') return outcome;
    const { bytes } = outcome;
    const megabytes = (bytes / 1_000_000).toFixed(1);
    const text = `Backed up into ${name} (${megabytes} MB). Keep the passphrase elsewhere: without it the file opens for nobody.`;
    return { kind: 'done', value: { file: sealed.file, bytes }, text };
  });
}
