import type { Command } from 'commander';
import type { ServerOptions } from '../identity.ts';
import { asPerson, type Shell } from '../shell.ts';

interface Options extends ServerOptions {
  readonly reason: string;
}

/** `yardmaster retire reply-bot --reason "…"` */
export function addRetire(program: Command, shell: Shell): void {
  asPerson(program.command('retire'))
    .description('end a workflow for good: its keys, its access, its webhook, what it asked for')
    .argument('<workflow>')
    .requiredOption('--reason <text>', 'why, for whoever looks for it later')
    .action((workflow: string, options: Options) =>
      shell.person(options, 'owner', async ({ client, print, fail }) => {
        const outcome = await client.retireWorkflow(workflow, options.reason);
        if (outcome.kind !== 'ok') return fail(outcome);
        const { still_works: out } = outcome.value;
        const lines = [
          `${workflow} is retired.`,
          ...out.map(({ connector, until }) => `  ${connector} still works until ${until}`),
          'To undo it, a member of its team registers it anew: yardmaster register FILE.',
        ];
        print(outcome.value, lines.join('\n'));
        return 0;
      }),
    );
}
