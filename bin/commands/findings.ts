import { type Command, Option } from 'commander';
import { RULES, type RuleName } from '../../lib/core/baseline-rules.ts';
import { everyPage } from '../every-page.ts';
import { countLine, foundLines } from '../findings-text.ts';
import type { ServerOptions } from '../identity.ts';
import { asPerson, type Shell } from '../shell.ts';

interface Options extends ServerOptions {
  readonly team?: string;
  readonly rule?: RuleName;
}

/** `yardmaster findings --team team-support` */
export function addFindings(program: Command, shell: Shell): void {
  asPerson(program.command('findings'))
    .description('show which registered workflows break the baseline, and what to write instead')
    .option('--team <team>', 'of this team alone')
    .addOption(new Option('--rule <rule>', 'of this rule alone').choices(RULES))
    .action((options: Options) =>
      shell.person(options, 'admin', async ({ client, print, fail }) => {
        const { team, rule } = options;
        const outcome = await everyPage((cursor) => client.findings({ team, rule, cursor }));
        if (outcome.kind !== 'ok') return fail(outcome);
        const { value } = outcome;
        const nothing = value.items.length === 0;
        const text = nothing
          ? 'Nothing breaks the baseline.'
          : [countLine(value), ...foundLines(value)].join('\n');
        print(value, text);
        return 0;
      }),
    );
}
