import { saltedDigest } from '../core/audit.ts';
import type { PersonKey } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { retiredRefusal } from '../core/retire.ts';
import { mayNot } from '../core/roles.ts';
import {
  rotateWebhook,
  type Webhook,
  type WebhookKept,
  webhookKeptSchema,
  webhookSecret,
} from '../core/webhook.ts';
import type { Workflow } from '../core/workflow.ts';
import type { Head } from '../store/item.ts';
import type { Item } from '../store/store.ts';
import { readWebhook, webhookItem, webhookKey } from '../store/webhooks.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { keyEvent } from './keyed.ts';
import { loadWorkflow, noWorkflow, standingTo } from './standing.ts';
import { readWebhookUrl } from './webhook-url.ts';

type NotMine = Refusal<'no-workflow' | 'not-allowed' | 'workflow-retired'>;
type WebhookRefusal = NotMine | Refusal<'no-webhook'>;

/** `secret` is shown this once; `webhook` says where the messages go. */
export type SecretGiven = {
  readonly kind: 'secret';
  readonly webhook: Webhook;
  readonly secret: string;
};

/**
 * Sets a workflow's webhook, in place of the one before with its secrets. What was still to be told
 * goes to the new address.
 */
export async function setWebhook(
  deps: Deps,
  by: PersonKey,
  id: string,
  text: string,
): Promise<SecretGiven | NotMine | Refusal<'bad-webhook-url'>> {
  const address = readWebhookUrl(text);
  if (address.kind === 'refused') return address;
  const { url, host } = address;
  const secret = webhookSecret(deps.newSecret());
  return attempt(deps, async (): Promise<Step<SecretGiven | NotMine>> => {
    const head = await mine(deps, by, id);
    if ('why' in head) return done(head);
    const webhook = { id: deps.newId('whk'), host, at: deps.now() };
    const kept = { url, salt: deps.newId('salt'), secrets: [{ secret }] };
    const data = { webhook: webhook.id, digest: saltedDigest(url, kept.salt, deps.sha) };
    const event = { kind: 'workflow.webhook-set', by, data };
    const change = keyEvent(deps, head, event, { ...head.state, webhook });
    const puts = [await sealedItem(deps, id, webhook.id, kept)];
    const value = { kind: 'secret' as const, webhook, secret };
    return { kind: 'write', value, write: { changes: [change], puts } };
  });
}

/** A fresh secret; those before it sign along for a day, so that the receiver can change over. */
export async function rotateWebhookSecret(
  deps: Deps,
  by: PersonKey,
  id: string,
): Promise<SecretGiven | WebhookRefusal> {
  const secret = webhookSecret(deps.newSecret());
  return attempt(deps, async (): Promise<Step<SecretGiven | WebhookRefusal>> => {
    const head = await mine(deps, by, id);
    if ('why' in head) return done(head);
    const { webhook } = head.state;
    const kept = webhook && (await loadKept(deps, head.state));
    if (!kept) return done(noWebhook(id));
    const event = { kind: 'workflow.webhook-rotated', by, data: { webhook: webhook.id } };
    const next = rotateWebhook(kept, secret, deps.now());
    const puts = [await sealedItem(deps, id, webhook.id, next)];
    const value = { kind: 'secret' as const, webhook, secret };
    return { kind: 'write', value, write: { changes: [keyEvent(deps, head, event)], puts } };
  });
}

/** Takes the webhook away with its secrets; what was still to be told is dropped. */
export async function removeWebhook(
  deps: Deps,
  by: PersonKey,
  id: string,
): Promise<{ readonly kind: 'removed' } | WebhookRefusal> {
  return attempt(deps, async (): Promise<Step<{ readonly kind: 'removed' } | WebhookRefusal>> => {
    const head = await mine(deps, by, id);
    if ('why' in head) return done(head);
    const { webhook, ...state } = head.state;
    if (!webhook) return done(noWebhook(id));
    const event = { kind: 'workflow.webhook-removed', by, data: { webhook: webhook.id } };
    const change = keyEvent(deps, head, event, state);
    const write = { changes: [change] as const, deletes: [webhookKey(id)] };
    return { kind: 'write', value: { kind: 'removed' }, write };
  });
}

/** The workflow, for somebody who may set its webhook. */
export async function mine(
  deps: Deps,
  by: PersonKey,
  id: string,
): Promise<Head<Workflow> | NotMine> {
  const head = await loadWorkflow(deps, id);
  if (!head) return noWorkflow(id);
  const refusal = mayNot('set-webhook', by, await standingTo(deps, head.state));
  if (refusal) return refusal;
  return head.state.status === 'retired' ? retiredRefusal(id) : head;
}

export function noWebhook(id: string): Refusal<'no-webhook'> {
  return refuse(
    'no-webhook',
    `${id} has no webhook. Set one with: yardmaster webhook set ${id} <url>`,
    { id },
  );
}

/** The address and secrets, opened; undefined without a webhook. */
export async function loadKept(
  deps: Deps,
  { id, webhook }: Pick<Workflow, 'id' | 'webhook'>,
): Promise<WebhookKept | undefined> {
  const part = webhook && (await readWebhook(deps.store, id));
  if (!part) return undefined;
  const opened = await deps.seal.open(part.sealed, contextOf(id, part.webhook));
  return webhookKeptSchema.parse(JSON.parse(opened));
}

async function sealedItem(
  deps: Deps,
  id: string,
  webhook: string,
  kept: WebhookKept,
): Promise<Item> {
  const sealed = await deps.seal.seal(JSON.stringify(kept), contextOf(id, webhook));
  return webhookItem(id, { webhook, sealed });
}

function contextOf(id: string, webhook: string): string {
  return `workflow/${id}/${webhook}`;
}
