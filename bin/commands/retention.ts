import type { Command } from 'commander';
import type { Retention } from '../../lib/acts/retention.ts';
import { count } from '../../lib/core/count.ts';
import { plain } from '../io.ts';
import { dataFolder } from '../places.ts';
import { printTo, type Shell } from '../shell.ts';

interface Options {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `yardmaster retention`: on this machine's data folder, while nothing runs. */
export function addRetention(program: Command, shell: Shell): void {
  const { io } = shell;
  program
    .command('retention')
    .description(
      'erase payloads, names and words past the retention time, as a running Yardmaster does once a day',
    )
    .option('--dry-run', 'only count what would lose its words')
    .option('--json', 'print JSON')
    .action(({ dryRun = false, json }: Options) =>
      shell.alone(async () => {
        // Loaded here: the other commands start faster without an engine in them.
        const { runRetention } = await import('../../lib/local/retention.ts');
        const outcome = await runRetention(dataFolder(io), io.env, { dryRun });
        if (outcome.kind === 'refused') {
          io.err(plain(`${outcome.message}\n`));
          return 1;
        }
        printTo(io, json, { dry_run: dryRun, ...outcome.found }, told(outcome.found, dryRun));
        return 0;
      }),
    );
}

function told({ approvals, requests, extensions, access, ...rest }: Retention, dryRun: boolean) {
  const counts = [
    count(approvals, 'approval'),
    count(requests, 'request'),
    count(extensions, 'extension'),
    count(access, 'request for access', 'requests for access'),
    count(rest.texts, 'text of an agent', 'texts of agents'),
    count(rest.others, 'other thing'),
  ].filter((one) => !one.startsWith('0 '));
  if (counts.length === 0) return 'Nothing is past the retention time, or it was erased today.';
  const first = dryRun ? 'Would lose their words and names' : 'Lost their words and names';
  const more = rest.more ? ' There is more: run it again.' : '';
  return `${first}: ${counts.join(', ')}.${more}`;
}
