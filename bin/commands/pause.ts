import type { Command } from 'commander';
import type { Client } from '../../lib/client/client.ts';
import type { Outcome } from '../../lib/client/outcome.ts';
import type { PausesAnswer } from '../../lib/contract/pauses.ts';
import { PAUSABLE, type Pausable } from '../../lib/core/wide-pause.ts';
import type { ServerOptions } from '../identity.ts';
import { UsageProblem } from '../io.ts';
import { asPerson, type Shell } from '../shell.ts';

interface Begin extends ServerOptions {
  readonly reason: string;
}

/** `yardmaster pause begin|end|list`: what many workflows share, stopped for all of them. */
export function addPause(program: Command, shell: Shell): void {
  const pause = program
    .command('pause')
    .description('stop a connector, a version, a team or a system for all workflows');
  asPerson(pause.command('begin'))
    .description('stop it, from the next lease and consume on (platform; a team: its lead too)')
    .argument('<what>', PAUSABLE.join(', '))
    .argument('<name>', 'crm-readonly, plugin/reply-drafter@3.2.4, team-support, CRM')
    .requiredOption('--reason <text>', 'why, for whoever waits for it')
    .action((what: string, name: string, options: Begin) =>
      tell(shell, options, (client) =>
        client.beginPause({ what: pausable(what), name, reason: options.reason }),
      ),
    );
  asPerson(pause.command('end'))
    .description('let it go on; not by whoever stopped it')
    .argument('<what>', PAUSABLE.join(', '))
    .argument('<name>')
    .action((what: string, name: string, options: ServerOptions) =>
      tell(shell, options, (client) => client.endPause({ what: pausable(what), name })),
    );
  asPerson(pause.command('list'))
    .description('what is stopped')
    .action((options: ServerOptions) => tell(shell, options, (client) => client.listPauses()));
}

function pausable(text: string): Pausable {
  const found = PAUSABLE.find((one) => one === text);
  if (found) return found;
  throw new UsageProblem(`Only these can be paused for all: ${PAUSABLE.join(', ')}.`);
}

function tell(
  shell: Shell,
  options: ServerOptions,
  call: (client: Client) => Promise<Outcome<PausesAnswer>>,
): Promise<void> {
  return shell.person(options, 'admin', async ({ client, print, fail }) => {
    const outcome = await call(client);
    if (outcome.kind !== 'ok') return fail(outcome);
    const lines = outcome.value.pauses.map(
      ({ what, name, since, by, reason }) =>
        `${what} ${name}  paused since ${since} by ${by}: ${reason}`,
    );
    print(outcome.value, lines.join('\n') || 'Nothing is paused for all.');
    return 0;
  });
}
