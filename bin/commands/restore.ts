import type { Command } from 'commander';
import { count } from '../../lib/core/count.ts';
import { onSealedFile } from '../sealed-file.ts';
import type { Shell } from '../shell.ts';

/** `yardmaster restore FILE`: into this machine's data folder, while nothing runs. */
export function addRestore(program: Command, shell: Shell): void {
  const command = program
    .command('restore')
    .description(
      'put a backup in the place of the data folder; what was asked before is void then',
    );
  onSealedFile(command, shell, 'put the data that are there aside', async (sealed) => {
    const { restore } = await import('../../lib/local/restore.ts');
    const outcome = await restore({ ...sealed, env: shell.io.env });
    if (outcome.kind === 'refused') return outcome;
    const { madeAt, dropped, before, lost } = outcome;
    const text = [
      `Restored what was there at ${madeAt}.`,
      'Approvals that were asked before now are void, whether they were used or not: agents ask again.',
      'Everybody logs in again. Admins, teams and keys are those of then: what was revoked or taken away since is back.',
      `Not sent, and dropped: ${count(dropped, 'message')}.`,
      'The log goes on as a new epoch, which its next checkpoint signs: audit verify tells of it.',
      ...(before ? [`The data that were here are in ${before}.`] : []),
    ];
    return {
      kind: 'done',
      value: { made_at: madeAt, dropped, before, lost },
      text: text.join('\n'),
    };
  });
}
