import type { Command } from 'commander';
import type { Client } from '../lib/client/client.ts';
import type { Outcome } from '../lib/client/outcome.ts';
import type { IdentityAnswer } from '../lib/contract/keys.ts';
import type { ServerOptions } from './identity.ts';
import { asPerson, type Shell } from './shell.ts';

/** `… claim CODE`: the key alone goes to standard output. */
export function addClaim<T extends { readonly key: string }>(
  parent: Command,
  shell: Shell,
  how: {
    readonly describe: string;
    readonly claim: (client: Client, code: string) => Promise<Outcome<T>>;
    /** What is said of the key at the keyboard. */
    readonly said: (claimed: T) => string;
  },
): void {
  asPerson(parent.command('claim'))
    .description(how.describe)
    .argument('<code...>')
    .action((code: string[], options: ServerOptions) =>
      shell.person(options, 'owner', async ({ io, client, print, fail }) => {
        const outcome = await how.claim(client, code.join(' '));
        if (outcome.kind !== 'ok') return fail(outcome);
        io.err(`${how.said(outcome.value)}\n`);
        print(outcome.value, outcome.value.key);
        return 0;
      }),
    );
}

/** One line for each key, the newest first. */
export function keyLines(keys: IdentityAnswer['keys']): string[] {
  return keys.map(({ id, holder, issued_at, ends_at, last_used_at }) => {
    const used = last_used_at ? `last used ${last_used_at}` : 'never used';
    const ends = ends_at ? `, ends ${ends_at}` : '';
    return `${id}  held by ${holder} since ${issued_at}${ends}, ${used}`;
  });
}
