import { type Command, Option } from 'commander';
import type { ServerOptions } from '../identity.ts';
import { asPerson, type Shell } from '../shell.ts';

interface Options extends ServerOptions {
  readonly to: 'slack' | 'repo';
}

/** `yardmaster home move support-reply-drafter --to repo` */
export function addHome(program: Command, shell: Shell): void {
  const home = program.command('home').description('where a workflow is edited');
  const to = new Option('--to <home>', 'where it is edited from now on');
  asPerson(home.command('move'))
    .description('move a workflow to Slack or to its repository; the other door is refused then')
    .argument('<workflow>')
    .addOption(to.choices(['slack', 'repo']).makeOptionMandatory())
    .action((id: string, options: Options) =>
      shell.person(options, 'owner', async ({ client, print, fail }) => {
        const outcome = await client.moveHome(id, options.to);
        if (outcome.kind !== 'ok') return fail(outcome);
        const where = outcome.value.home === 'repo' ? 'in its repository, through CI' : 'in Slack';
        print(outcome.value, `${id} is edited ${where} from now on.`);
        return 0;
      }),
    );
}
