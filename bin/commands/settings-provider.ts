import type { Command } from 'commander';
import type { ServerOptions } from '../identity.ts';
import { type Io, UsageProblem } from '../io.ts';
import { readTextFile } from '../json-file.ts';
import { asPerson, type Shell } from '../shell.ts';

interface Options extends ServerOptions {
  readonly clientId?: string;
  readonly clientSecretFile?: string;
  readonly emailClaim?: string;
  readonly remove?: boolean;
}

/** `yardmaster settings identity-provider`: where people log in afresh for what is of high risk. */
export function addSettingsProvider(settings: Command, shell: Shell): void {
  asPerson(settings.command('identity-provider [issuer]'))
    .description('propose the OpenID provider for fresh logins; a second admin countersigns it')
    .option('--client-id <id>', 'the id that the provider gave to this client')
    .option(
      '--client-secret-file <file>',
      'a file that holds its secret, /dev/stdin for the standard input (or YARDMASTER_CLIENT_SECRET); none for a public client',
    )
    .option('--email-claim <claim>', 'the claim that holds the address known to Slack', 'email')
    .option('--remove', 'do without fresh logins')
    .action((issuer: string | undefined, options: Options) =>
      shell.person(options, 'admin', async ({ io, client, print, fail }) => {
        const outcome = options.remove
          ? await client.removeIdentityProvider()
          : await client.setIdentityProvider(providerOf(io, issuer, options));
        if (outcome.kind !== 'ok') return fail(outcome);
        const { state, id } = outcome.value;
        const said =
          state === 'open'
            ? `Proposed as ${id}. It holds once another admin has countersigned it in Slack.`
            : `In force as ${id}, flagged until a second admin countersigns it.`;
        print(outcome.value, said);
        return 0;
      }),
    );
}

function providerOf(io: Io, issuer: string | undefined, options: Options) {
  const { clientId, emailClaim } = options;
  if (!issuer || !clientId)
    throw new UsageProblem(
      'Name the issuer and the client: yardmaster settings identity-provider https://login.example.com --client-id ID',
    );
  const secret = secretOf(io, options);
  return {
    issuer,
    client_id: clientId,
    ...(secret ? { client_secret: secret } : {}),
    ...(emailClaim && emailClaim !== 'email' ? { email_claim: emailClaim } : {}),
  };
}

/** Never an argument: other people of the machine can read those. */
function secretOf(io: Io, { clientSecretFile }: Options): string | undefined {
  if (!clientSecretFile) return io.env.YARDMASTER_CLIENT_SECRET || undefined;
  const secret = readTextFile(io, clientSecretFile).replace(/\r?\n$/, '');
  if (secret === '') throw new UsageProblem(`${clientSecretFile} holds no secret.`);
  return secret;
}
