import type { Command } from 'commander';
import type { AccessAnswerView } from '../../lib/contract/access.ts';
import { addGrants } from '../grants.ts';
import type { ServerOptions } from '../identity.ts';
import { asPerson, type Shell } from '../shell.ts';

interface AskOptions extends ServerOptions {
  readonly reason: string;
  readonly until?: string;
}

interface BackOptions extends ServerOptions {
  readonly reason: string;
}

/** `yardmaster access ask|list|show|withdraw|grants|take-back`: what a workflow may use. */
export function addAccess(program: Command, shell: Shell): void {
  const access = program.command('access').description('what a workflow may use of its connectors');
  addAsk(access, shell);
  addList(access, shell);
  addShow(access, shell);
  addWithdraw(access, shell);
  addGrants(access, shell);
  addTakeBack(access, shell);
}

function addAsk(access: Command, shell: Shell): void {
  asPerson(access.command('ask'))
    .description(
      'ask the platform for scopes; what the baseline gives to everybody is given at once',
    )
    .argument('<workflow>')
    .argument('<connector>', 'one that it pins')
    .argument('<scopes...>')
    .requiredOption('--reason <text>', 'what it is for')
    .option('--until <day>', 'the last day it is needed, YYYY-MM-DD')
    .action((workflow: string, connector: string, scopes: string[], options: AskOptions) =>
      shell.person(options, 'owner', async ({ client, print, fail }) => {
        const { reason, until } = options;
        const body = { connector, scopes, reason, ...(until ? { until } : {}) };
        const outcome = await client.askAccess(workflow, body);
        if (outcome.kind !== 'ok') return fail(outcome);
        const { given, request, status } = outcome.value;
        const names = given.map((one) => one.scope).join(', ');
        const lines = [
          ...(given.length > 0 ? [`Given at once, as everybody has it: ${names}.`] : []),
          ...(request ? [`The platform is asked: ${request.id}.`] : []),
          `${workflow} is ${status}.`,
        ];
        print(outcome.value, lines.join('\n'));
        return 0;
      }),
    );
}

function addList(access: Command, shell: Shell): void {
  asPerson(access.command('list'))
    .description("requests that wait: your teams', or all of them for the platform and auditors")
    .action((options: ServerOptions) =>
      shell.person(options, 'owner', async ({ client, print, fail }) => {
        const outcome = await client.accessRequests();
        if (outcome.kind !== 'ok') return fail(outcome);
        const lines = outcome.value.requests.map(
          (one) => `${one.id}  ${one.asked_at}  ${one.workflow} of ${one.team}: ${scopesOf(one)}`,
        );
        print(outcome.value, lines.join('\n') || 'No access request waits.');
        return 0;
      }),
    );
}

function addShow(access: Command, shell: Shell): void {
  asPerson(access.command('show'))
    .description('one request, and what became of it')
    .argument('<request>', 'its id, as "access list" shows it')
    .action((id: string, options: ServerOptions) =>
      shell.person(options, 'owner', async ({ client, print, fail }) => {
        const outcome = await client.accessRequest(id);
        if (outcome.kind !== 'ok') return fail(outcome);
        print(outcome.value, requestLines(outcome.value).join('\n'));
        return 0;
      }),
    );
}

function addWithdraw(access: Command, shell: Shell): void {
  asPerson(access.command('withdraw'))
    .description('take a request back')
    .argument('<request>')
    .action((id: string, options: ServerOptions) =>
      shell.person(options, 'owner', async ({ client, print, fail }) => {
        const outcome = await client.withdrawAccess(id);
        if (outcome.kind !== 'ok') return fail(outcome);
        print(outcome.value, `Withdrawn: ${id}. Nobody is asked any more.`);
        return 0;
      }),
    );
}

function addTakeBack(access: Command, shell: Shell): void {
  asPerson(access.command('take-back'))
    .description('take access back that a workflow has (platform admins)')
    .argument('<workflow>')
    .argument('<connector>')
    .argument('<scopes...>')
    .requiredOption('--reason <text>', 'its owner reads this')
    .action((workflow: string, connector: string, scopes: string[], options: BackOptions) =>
      shell.person(options, 'admin', async ({ client, print, fail }) => {
        const { reason } = options;
        const outcome = await client.takeBackAccess(workflow, { connector, scopes, reason });
        if (outcome.kind !== 'ok') return fail(outcome);
        const { status } = outcome.value;
        print(outcome.value, `Taken back: ${scopes.join(', ')}. ${workflow} is ${status} now.`);
        return 0;
      }),
    );
}

function scopesOf({ scopes }: AccessAnswerView): string {
  return scopes.map(({ connector, scope }) => `${connector}: ${scope}`).join(', ');
}

function requestLines(one: AccessAnswerView): string[] {
  const given = one.given?.map(({ connector, scope }) => `${connector}: ${scope}`).join(', ');
  return [
    `${one.id}: ${one.state}`,
    `${one.workflow} of ${one.team}, asked by ${one.asked_by} at ${one.asked_at}`,
    `Scopes: ${scopesOf(one)}`,
    ...(one.reason ? [`For: ${one.reason}`] : []),
    ...(one.until ? [`Wanted until ${one.until}`] : []),
    ...(given ? [`Given: ${given}${one.given_until ? `, until ${one.given_until}` : ''}`] : []),
    ...(one.ended_at ? [`Ended at ${one.ended_at} by ${one.ended_by ?? 'nobody'}`] : []),
    ...(one.answer ? [`Why: ${one.answer}`] : []),
  ];
}
