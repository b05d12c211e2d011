import type { Command } from 'commander';
import type { Client } from '../../lib/client/client.ts';
import type { Outcome } from '../../lib/client/outcome.ts';
import type { DeliveryAnswer, WebhookAnswer } from '../../lib/contract/webhooks.ts';
import type { ServerOptions } from '../identity.ts';
import { asPerson, type Shell } from '../shell.ts';

/** `yardmaster webhook set | show | test | rotate | retry | remove`: where endings are told. */
export function addWebhook(program: Command, shell: Shell): void {
  const webhook = program
    .command('webhook')
    .description("where the endings of a workflow's approvals are told");
  addSecrets(webhook, shell);
  asPerson(webhook.command('show'))
    .description('how the receiver does, the latest deliveries and the dead letters')
    .argument('<workflow>')
    .action((workflow: string, options: ServerOptions) =>
      shell.person(options, 'owner', async ({ client, print, fail }) => {
        const outcome = await client.webhook(workflow);
        if (outcome.kind !== 'ok') return fail(outcome);
        print(outcome.value, webhookLines(workflow, outcome.value).join('\n'));
        return 0;
      }),
    );
  addSending(webhook, shell);
  asPerson(webhook.command('remove'))
    .description('remove it with its secrets; what was still to be told is dropped')
    .argument('<workflow>')
    .action((workflow: string, options: ServerOptions) =>
      shell.person(options, 'owner', async ({ client, print, fail }) => {
        const outcome = await client.removeWebhook(workflow);
        if (outcome.kind !== 'ok') return fail(outcome);
        print(outcome.value, `Removed the webhook of ${workflow}.`);
        return 0;
      }),
    );
}

function addSecrets(webhook: Command, shell: Shell): void {
  asPerson(webhook.command('set'))
    .description('set it, in place of the one before; prints the signing secret, once')
    .argument('<workflow>')
    .argument('<url>', 'https, with a public name')
    .action((workflow: string, url: string, options: ServerOptions) =>
      tellSecret(shell, options, {
        call: (client) => client.setWebhook(workflow, url),
        said: (host) =>
          `The endings of ${workflow} are told to ${host}, signed with this secret, which is shown this once. Try it: yardmaster webhook test ${workflow}`,
      }),
    );
  asPerson(webhook.command('rotate'))
    .description('take a new signing secret; older ones sign along for 24 hours')
    .argument('<workflow>')
    .action((workflow: string, options: ServerOptions) =>
      tellSecret(shell, options, {
        call: (client) => client.rotateWebhook(workflow),
        said: (host) =>
          `The new secret for ${host}, shown this once. The one before it signs along for 24 hours.`,
      }),
    );
}

function addSending(webhook: Command, shell: Shell): void {
  const told = (workflow: string) =>
    `It is on its way. What became of it: yardmaster webhook show ${workflow}`;
  asPerson(webhook.command('test'))
    .description('send one test message')
    .argument('<workflow>')
    .action((workflow: string, options: ServerOptions) =>
      shell.person(options, 'owner', async ({ client, print, fail }) => {
        const outcome = await client.testWebhook(workflow);
        if (outcome.kind !== 'ok') return fail(outcome);
        print(outcome.value, told(workflow));
        return 0;
      }),
    );
  asPerson(webhook.command('retry'))
    .description('have a dead letter tried for another day')
    .argument('<workflow>')
    .argument('<id>', 'the approval that it is about, as "webhook show" lists it')
    .action((workflow: string, id: string, options: ServerOptions) =>
      shell.person(options, 'owner', async ({ client, print, fail }) => {
        const outcome = await client.retryWebhook(workflow, id);
        if (outcome.kind !== 'ok') return fail(outcome);
        print(outcome.value, told(workflow));
        return 0;
      }),
    );
}

/** The secret alone goes to standard output. */
function tellSecret(
  shell: Shell,
  options: ServerOptions,
  how: {
    readonly call: (client: Client) => Promise<Outcome<{ host: string; secret: string }>>;
    readonly said: (host: string) => string;
  },
): Promise<void> {
  return shell.person(options, 'owner', async ({ io, client, print, fail }) => {
    const outcome = await how.call(client);
    if (outcome.kind !== 'ok') return fail(outcome);
    io.err(`${how.said(outcome.value.host)}\n`);
    print(outcome.value, outcome.value.secret);
    return 0;
  });
}

function webhookLines(workflow: string, webhook: WebhookAnswer): string[] {
  const { host, set_at, deliveries, dead_letters: dead } = webhook;
  return [
    `${workflow} tells ${host}, set ${set_at}.`,
    stateLine(workflow, webhook),
    ...webhook.older_secrets_end.map((at) => `An older secret signs along until ${at}.`),
    ...(deliveries.length === 0 ? ['Nothing was to be told yet.'] : ['', 'The latest:']),
    ...deliveries.map(deliveryLine),
    ...(dead.length === 0 ? [] : ['', 'Given up; "yardmaster webhook retry" tries again:']),
    ...dead.map(deliveryLine),
  ];
}

function stateLine(workflow: string, { state, failing_since }: WebhookAnswer): string {
  if (state === 'working') return 'Nothing is wrong with it.';
  if (state === 'failing') return `It has taken nothing since ${failing_since}.`;
  return `It answered that it is gone, so nothing is sent. Set it anew: yardmaster webhook set ${workflow} <url>`;
}

function deliveryLine({ id, at, state, attempts, last, next_at }: DeliveryAnswer): string {
  const tries = attempts === 1 ? '1 try' : `${attempts} tries`;
  const came = last === undefined ? '' : `, the last came to ${last}`;
  const next = next_at === undefined ? '' : `, the next at ${next_at}`;
  return `  ${at}  ${id}  ${state}, ${tries}${came}${next}`;
}
