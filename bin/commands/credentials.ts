import { join } from 'node:path';
import type { Command } from 'commander';
import type { Client } from '../../lib/client/client.ts';
import type { Outcome } from '../../lib/client/outcome.ts';
import type { CredentialsAnswer } from '../../lib/contract/leases.ts';
import type { ServerOptions } from '../identity.ts';
import { type Io, UsageProblem } from '../io.ts';
import { readJsonFile, readTextFile } from '../json-file.ts';
import { asPerson, type Shell } from '../shell.ts';

/** `yardmaster credentials set|show|rotated|keep`: what a connector's leases are made of. */
export function addCredentials(program: Command, shell: Shell): void {
  const credentials = program
    .command('credentials')
    .description('what credentials a connector gives (platform admins)');
  asPerson(credentials.command('set'))
    .description('declare them; a file says where a secret is kept, and never the secret')
    .argument('<connector>')
    .argument('<file>', 'JSON, see examples/credentials')
    .action((connector: string, file: string, options: ServerOptions) => {
      const declared = readJsonFile(shell.io, file);
      return tell(shell, options, (client) => client.setCredentials(connector, declared));
    });
  asPerson(credentials.command('show'))
    .description('what was declared')
    .argument('<connector>')
    .action((connector: string, options: ServerOptions) =>
      tell(shell, options, (client) => client.credentials(connector)),
    );
  asPerson(credentials.command('rotated'))
    .description('note that the secret is another one by now')
    .argument('<connector>')
    .action((connector: string, options: ServerOptions) =>
      tell(shell, options, (client) => client.noteRotated(connector)),
    );
  addKeep(credentials, shell);
}

interface Keep {
  readonly from: string;
}

function addKeep(credentials: Command, shell: Shell): void {
  credentials
    .command('keep')
    .description('seal a secret on this machine, as local:<name>; on AWS it is in Secrets Manager')
    .argument('<name>')
    .requiredOption('--from <file>', 'a file that holds the secret; remove it afterwards')
    .action((name: string, { from }: Keep) => shell.alone(() => keep(shell.io, name, from)));
}

async function keep(io: Io, name: string, from: string): Promise<number> {
  if (!/^[a-z0-9][a-z0-9._-]{0,79}$/.test(name)) {
    throw new UsageProblem('A name has 1 to 80 lower-case letters, digits, hyphens or dots.');
  }
  // Never an argument: other people of the machine can read those.
  const value = readTextFile(io, from).replace(/\r?\n$/, '');
  if (value === '') throw new UsageProblem(`${from} is empty.`);
  const [{ CONNECTOR_SECRETS, keepSecret }, { readKeyring }] = await Promise.all([
    import('../../lib/local/lending.ts'),
    import('../../lib/local/ground.ts'),
  ]);
  const data = join(io.cwd, io.env.YARDMASTER_DATA ?? '.yardmaster');
  const keyring = readKeyring(join(data, 'keyring.json'));
  await keepSecret({ keyring, folder: join(data, CONNECTOR_SECRETS) }, name, value);
  io.err(`Sealed as local:${name}. Remove ${from}.\n`);
  return 0;
}

function tell(
  shell: Shell,
  options: ServerOptions,
  call: (client: Client) => Promise<Outcome<CredentialsAnswer>>,
): Promise<void> {
  return shell.person(options, 'admin', async ({ client, print, fail }) => {
    const outcome = await call(client);
    if (outcome.kind !== 'ok') return fail(outcome);
    print(outcome.value, lines(outcome.value).join('\n'));
    return 0;
  });
}

function lines({ connector, version, declared, set_at, set_by, rotated_at }: CredentialsAnswer) {
  return [
    `${connector}  ${declared.kind}, version ${version}, set ${set_at} by ${set_by}`,
    ...(declared.kind === 'aws-role'
      ? [`  ${declared.role_arn}`, `  scopes: ${Object.keys(declared.scopes).sort().join(', ')}`]
      : []),
    ...(declared.kind === 'secret' ? [`  kept as ${declared.secret}`] : []),
    ...(rotated_at ? [`  rotated ${rotated_at}`] : []),
  ];
}
