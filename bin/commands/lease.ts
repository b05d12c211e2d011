import type { Command } from 'commander';
import type { LeaseAnswer } from '../../lib/contract/leases.ts';
import type { ServerOptions } from '../identity.ts';
import { asWorkflow, type Shell } from '../shell.ts';

interface Options extends ServerOptions {
  readonly scope?: readonly string[];
  readonly requestId?: string;
  readonly aws?: boolean;
}

/** `yardmaster lease CONNECTOR`: credentials for a few minutes, which alone go to standard output. */
export function addLease(program: Command, shell: Shell): void {
  asWorkflow(program.command('lease'))
    .description('credentials for a connector, for at most 15 minutes')
    .argument('<connector>', 'as the manifest names it')
    .option('--scope <scope...>', 'only these; without it, all that need no approval')
    .option('--request-id <id>', 'the same id gets the same lease again')
    .option('--aws', "what AWS's credential_process reads")
    .action((connector: string, options: Options) =>
      shell.workflow(options, async ({ io, client, print, fail }) => {
        const { scope, requestId, aws } = options;
        const outcome = await client.lease({
          connector,
          ...(scope ? { scopes: [...scope] } : {}),
          ...(requestId ? { request_id: requestId } : {}),
        });
        if (outcome.kind !== 'ok') return fail(outcome);
        const lease = outcome.value;
        if (aws) return processFormat(io, lease);
        io.err(`${said(lease)}\n`);
        print(lease, shown(lease));
        return 0;
      }),
    );
}

/** Version 1 of what `credential_process` in a profile of AWS is read as. */
function processFormat(
  io: { out: (text: string) => void; err: (text: string) => void },
  { aws, expires_at: Expiration, connector, kind }: LeaseAnswer,
): number {
  if (!aws) {
    io.err(`${connector} gives no role at AWS: its credentials are of the kind ${kind}.\n`);
    return 1;
  }
  const keys = {
    AccessKeyId: aws.access_key_id,
    SecretAccessKey: aws.secret_access_key,
    SessionToken: aws.session_token,
  };
  io.out(`${JSON.stringify({ Version: 1, ...keys, Expiration })}\n`);
  return 0;
}

function said({ id, connector, scopes, expires_at, disclosed }: LeaseAnswer): string {
  const what = scopes.length > 0 ? ` for ${scopes.join(', ')}` : '';
  const known = disclosed
    ? ' This is a secret: it goes on working after that, until it is rotated.'
    : '';
  return `${id}: ${connector}${what}, until ${expires_at}.${known}`;
}

function shown({ aws, token, secret }: LeaseAnswer): string {
  if (!aws) return token ?? secret ?? '';
  return [
    `AWS_ACCESS_KEY_ID=${aws.access_key_id}`,
    `AWS_SECRET_ACCESS_KEY=${aws.secret_access_key}`,
    `AWS_SESSION_TOKEN=${aws.session_token}`,
  ].join('\n');
}
