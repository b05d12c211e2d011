import type { Command } from 'commander';
import { componentOf } from '../component-name.ts';
import type { ServerOptions } from '../identity.ts';
import { asPerson, type Shell } from '../shell.ts';

interface To extends ServerOptions {
  readonly to: string;
}

/** `yardmaster transfer plugin/call-brief --to team-sales`, `yardmaster rename plugin/call-brief call-notes` */
export function addTransfer(program: Command, shell: Shell): void {
  asPerson(program.command('transfer'))
    .description('offer a component to another team; its lead accepts in Slack')
    .argument('<component>', 'kind/name')
    .requiredOption('--to <team>', 'the id of the team')
    .action((asked: string, options: To) => {
      const params = componentOf(asked);
      return shell.person(options, 'owner', async ({ client, print, fail }) => {
        const outcome = await client.transfer(params, options.to);
        if (outcome.kind !== 'ok') return fail(outcome);
        const { component, from, to } = outcome.value;
        print(outcome.value, `${from} offers ${component} to ${to}. Their lead accepts in Slack.`);
        return 0;
      });
    });
  asPerson(program.command('rename'))
    .description('go on with a component under another name; the old one names its successor')
    .argument('<component>', 'kind/name')
    .argument('<name>', 'the new name')
    .action((asked: string, name: string, options: ServerOptions) => {
      const params = componentOf(asked);
      return shell.person(options, 'owner', async ({ client, print, fail }) => {
        const outcome = await client.rename(params, name);
        if (outcome.kind !== 'ok') return fail(outcome);
        const { id, latest } = outcome.value;
        const kept = `Whoever pins ${asked} keeps it; new pins name ${id}.`;
        print(outcome.value, `${asked} is ${id} now, with version ${latest}. ${kept}`);
        return 0;
      });
    });
}
