import type { Command } from 'commander';
import type { ServerOptions } from '../identity.ts';
import { asAnybody, type Shell } from '../shell.ts';

/** `yardmaster key claim CODE`: the key alone goes to standard output. */
export function addKey(program: Command, shell: Shell): void {
  const key = program.command('key').description("a workflow's key");
  asAnybody(key.command('claim'))
    .description("turn a one-time code from Slack into the workflow's key")
    .argument('<code...>')
    .action((code: string[], options: ServerOptions) =>
      shell.anybody(options, async ({ io, client, print, fail }) => {
        const outcome = await client.claimKey(code.join(' '));
        if (outcome.kind !== 'ok') return fail(outcome);
        const { workflow, key: secret } = outcome.value;
        io.err(
          `The key of ${workflow}, shown this once. Keep it where the workflow keeps secrets, as YARDMASTER_KEY.\n`,
        );
        print(outcome.value, secret);
        return 0;
      }),
    );
}
