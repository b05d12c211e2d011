import type { Command } from 'commander';
import type { ServerOptions } from '../identity.ts';
import { addClaim, keyLines } from '../keys.ts';
import { asPerson, type Shell } from '../shell.ts';

/** `yardmaster key claim CODE`, `key list`, `key revoke`: a workflow's keys. */
export function addKey(program: Command, shell: Shell): void {
  const key = program.command('key').description("a workflow's keys");
  addClaim(key, shell, {
    describe: "turn a one-time code from Slack into the workflow's key",
    claim: (client, code) => client.claimKey(code),
    said: ({ workflow }) =>
      `The key of ${workflow}, shown this once. Keep it where the workflow keeps secrets, as YARDMASTER_KEY.`,
  });
  asPerson(key.command('list'))
    .description('the keys in force: who holds them, until when, when last used')
    .argument('<workflow>')
    .action((workflow: string, options: ServerOptions) =>
      shell.person(options, 'owner', async ({ client, print, fail }) => {
        const outcome = await client.keys(workflow);
        if (outcome.kind !== 'ok') return fail(outcome);
        const lines = keyLines(outcome.value.keys);
        print(outcome.value, lines.join('\n') || `${workflow} has no key in force.`);
        return 0;
      }),
    );
  asPerson(key.command('revoke'))
    .description('revoke a key: the next request with it is refused')
    .argument('<workflow>')
    .argument('<key>', 'its id, as "key list" shows it')
    .action((workflow: string, id: string, options: ServerOptions) =>
      shell.person(options, 'owner', async ({ client, print, fail }) => {
        const outcome = await client.revokeKey(workflow, id);
        if (outcome.kind !== 'ok') return fail(outcome);
        print(outcome.value, `Revoked ${id} of ${workflow}.`);
        return 0;
      }),
    );
}
