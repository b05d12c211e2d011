import type { Command } from 'commander';
import type { PartOfLog } from '../lib/contract/log.ts';

type Filter = Omit<PartOfLog, 'subject'>;

/** The options that choose entries of the log. */
export function withFilter(command: Command): Command {
  return command
    .option('--kind <kind>', 'only of this kind, as approval.asked, or all that begin so: approval')
    .option('--actor <id>', 'only what this person (U…) or workflow did')
    .option('--from <when>', 'from this day (YYYY-MM-DD) or moment on')
    .option('--to <when>', 'up to this day, and with it, or before this moment');
}

/** Only what was given. */
export function filterOf({ kind, actor, from, to }: Filter): Filter {
  return {
    ...(kind === undefined ? {} : { kind }),
    ...(actor === undefined ? {} : { actor }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}
