import type { Command } from 'commander';
import type { ServerOptions } from '../identity.ts';
import { addClaim, keyLines } from '../keys.ts';
import { asPerson, type Shell } from '../shell.ts';

/** `yardmaster ci create|claim|list|revoke`: what registers for a team and is nobody. */
export function addCi(program: Command, shell: Shell): void {
  const ci = program.command('ci').description("a team's CI identities and their keys");
  asPerson(ci.command('create'))
    .description('create a CI identity; take the code for its key in Slack')
    .argument('<id>', 'ci-support-main')
    .requiredOption('--team <team>', 'the team it registers for')
    .action((id: string, options: ServerOptions & { team: string }) =>
      shell.person(options, 'owner', async ({ client, print, fail }) => {
        const outcome = await client.createIdentity({ id, team: options.team });
        if (outcome.kind !== 'ok') return fail(outcome);
        const next = 'In Slack, "/yard keys" gives the code that "yardmaster ci claim" takes.';
        print(outcome.value, `${id} registers for ${outcome.value.team}. ${next}`);
        return 0;
      }),
    );
  addClaim(ci, shell, {
    describe: "turn a one-time code from Slack into a CI identity's key",
    claim: (client, code) => client.claimCiKey(code),
    said: ({ identity }) =>
      `The key of ${identity}, shown this once. Keep it among the secrets of the CI, as YARDMASTER_TOKEN.`,
  });
  addList(ci, shell);
  asPerson(ci.command('revoke'))
    .description('revoke a key: the next request with it is refused')
    .argument('<id>')
    .argument('<key>', 'its id, as "ci list" shows it')
    .action((id: string, key: string, options: ServerOptions) =>
      shell.person(options, 'owner', async ({ client, print, fail }) => {
        const outcome = await client.revokeCiKey(id, key);
        if (outcome.kind !== 'ok') return fail(outcome);
        print(outcome.value, `Revoked ${key} of ${id}.`);
        return 0;
      }),
    );
}

function addList(ci: Command, shell: Shell): void {
  asPerson(ci.command('list'))
    .description('the CI identities of your teams, with their keys')
    .action((options: ServerOptions) =>
      shell.person(options, 'owner', async ({ client, print, fail }) => {
        const outcome = await client.identities();
        if (outcome.kind !== 'ok') return fail(outcome);
        const lines = outcome.value.identities.flatMap(({ id, team, keys }) => [
          `${id} of ${team}${keys.length === 0 ? ': no key in force' : ''}`,
          ...keyLines(keys).map((line) => `  ${line}`),
        ]);
        const none = 'No CI identity of a team that you lead. Create one: yardmaster ci create';
        print(outcome.value, lines.join('\n') || none);
        return 0;
      }),
    );
}
