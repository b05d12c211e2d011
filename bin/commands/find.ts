import type { Command } from 'commander';
import type { FoundAnswer } from '../../lib/contract/catalog.ts';
import type { ServerOptions } from '../identity.ts';
import { wholeNumber } from '../numbers.ts';
import { asPerson, type Shell } from '../shell.ts';

interface Options extends ServerOptions {
  readonly limit: number;
}

/** `yardmaster find reply to customers` */
export function addFind(program: Command, shell: Shell): void {
  asPerson(program.command('find'))
    .description('search the catalog and the workflows in plain words')
    .argument('<words...>')
    .option('--limit <n>', 'at most so many (1 to 50)', wholeNumber, 10)
    .action((words: string[], options: Options) =>
      shell.person(options, 'owner', async ({ client, print, fail }) => {
        const outcome = await client.find(words.join(' '), options.limit);
        if (outcome.kind !== 'ok') return fail(outcome);
        const { found } = outcome.value;
        print(
          found,
          found.length > 0
            ? found.map(foundText).join('\n\n')
            : 'Nothing found. Try other words, or ask for it in Slack with /yard new.',
        );
        return 0;
      }),
    );
}

function foundText(one: FoundAnswer): string {
  const facts = [
    one.version,
    one.status,
    one.team,
    one.use === undefined ? undefined : `used by ${one.use}`,
  ];
  const [first = ''] = one.description.split('\n');
  const about = first.length > 100 ? `${first.slice(0, 99)}…` : first;
  const lines = [
    `${one.id}  ${facts.filter((fact) => fact !== undefined).join(' · ')}`,
    about,
    one.why,
  ];
  return lines.filter((line) => line !== '').join('\n  ');
}
