import type { Command } from 'commander';
import type { DelegationAnswer } from '../../lib/contract/delegation.ts';
import type { ServerOptions } from '../identity.ts';
import { asPerson, type Shell } from '../shell.ts';

interface Options extends ServerOptions {
  readonly from?: string;
  readonly until: string;
}

/** `yardmaster delegate to U… --until 2026-12-31`, `delegate show`, `delegate end`. */
export function addDelegate(program: Command, shell: Shell): void {
  const delegate = program
    .command('delegate')
    .description('who decides on approvals in your place while you are away');
  asPerson(delegate.command('to'))
    .description('name somebody for some days, at most 90; you are both told')
    .argument('<person>', 'a Slack user id')
    .option('--from <day>', 'the first day, like 2026-12-24; today when left out')
    .requiredOption('--until <day>', 'the last day; both are part of it')
    .action((to: string, options: Options) =>
      shell.person(options, 'owner', async ({ client, print, fail }) => {
        const { from, until } = options;
        const body = { to, last_day: until, ...(from ? { first_day: from } : {}) };
        const outcome = await client.delegate(body);
        if (outcome.kind !== 'ok') return fail(outcome);
        print(outcome.value, said(outcome.value));
        return 0;
      }),
    );
  asPerson(delegate.command('show'))
    .description('whom you named')
    .action((options: ServerOptions) =>
      shell.person(options, 'owner', async ({ client, print, fail }) => {
        const outcome = await client.delegation();
        if (outcome.kind !== 'ok') return fail(outcome);
        print(outcome.value, said(outcome.value));
        return 0;
      }),
    );
  asPerson(delegate.command('end'))
    .description('end it early, at once')
    .action((options: ServerOptions) =>
      shell.person(options, 'owner', async ({ client, print, fail }) => {
        const outcome = await client.endDelegation();
        if (outcome.kind !== 'ok') return fail(outcome);
        print(outcome.value, `${outcome.value.to} does not decide in your place any more.`);
        return 0;
      }),
    );
}

function said({ to, first_day, last_day, time_zone }: DelegationAnswer): string {
  return `${to} decides in your place from ${first_day} until the end of ${last_day} (${time_zone}).`;
}
