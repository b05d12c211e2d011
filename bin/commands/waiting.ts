import type { Command } from 'commander';
import type { WaitingAnswer } from '../../lib/contract/delegation.ts';
import type { ServerOptions } from '../identity.ts';
import { asPerson, type Shell } from '../shell.ts';

/** `yardmaster waiting`: what waits for the person who is logged in. */
export function addWaiting(program: Command, shell: Shell): void {
  asPerson(program.command('waiting'))
    .description('approvals that wait for you, the one that ends first first; decide in Slack')
    .action((options: ServerOptions) =>
      shell.person(options, 'owner', async ({ client, print, fail }) => {
        const outcome = await client.waiting();
        if (outcome.kind !== 'ok') return fail(outcome);
        print(outcome.value, outcome.value.items.map(line).join('\n') || 'Nothing waits for you.');
        return 0;
      }),
    );
}

function line(one: WaitingAnswer): string {
  const facts = [
    `asked by ${one.workflow}`,
    ...(one.in_place_of ? [`in the place of ${one.in_place_of}`] : []),
    ...(one.quorum > 1 ? [`${one.approvals} of ${one.quorum} needed`] : []),
    ...(one.on_hold ? ['on hold: the workflow does not run'] : []),
    `ends ${one.expires_at}`,
    `fingerprint ${one.fingerprint}`,
  ];
  return `${one.id}  ${one.action} on ${one.target}\n  ${facts.join(', ')}`;
}
