import {
  removeWebhook,
  rotateWebhookSecret,
  type SecretGiven,
  setWebhook,
} from '../acts/webhook.ts';
import {
  retryDelivery,
  showWebhook,
  testWebhook,
  type WebhookShown,
} from '../acts/webhook-deliveries.ts';
import {
  type DeliveryAnswer,
  getWebhookOperation,
  removeWebhookOperation,
  retryWebhookOperation,
  rotateWebhookOperation,
  setWebhookOperation,
  testWebhookOperation,
  type WebhookAnswer,
} from '../contract/webhooks.ts';
import type { WebhookDelivery, WebhookHealth } from '../core/webhook.ts';
import { servePerson } from './serve.ts';
import { answer, type Door } from './types.ts';

/** Webhooks of workflows. People alone set them: an agent cannot have its endings told elsewhere. */
export function serveWebhooks(door: Door): void {
  const { deps } = door;
  servePerson(door, setWebhookOperation, async ({ caller, params, body }) => {
    const given = await setWebhook(deps, caller, params.id, body.url);
    return given.kind === 'refused' ? given : answer(secretView(given));
  });
  servePerson(door, rotateWebhookOperation, async ({ caller, params }) => {
    const given = await rotateWebhookSecret(deps, caller, params.id);
    return given.kind === 'refused' ? given : answer(secretView(given));
  });
  servePerson(door, removeWebhookOperation, async ({ caller, params }) => {
    const removed = await removeWebhook(deps, caller, params.id);
    return removed.kind === 'refused' ? removed : answer({ removed: params.id });
  });
  servePerson(door, getWebhookOperation, async ({ caller, params }) => {
    const shown = await showWebhook(deps, caller, params.id);
    return shown.kind === 'refused' ? shown : answer(webhookView(shown));
  });
  servePerson(door, testWebhookOperation, async ({ caller, params }) => {
    const sent = await testWebhook(deps, caller, params.id);
    return sent.kind === 'refused' ? sent : answer({ sending: sent.delivery }, 202);
  });
  servePerson(door, retryWebhookOperation, async ({ caller, params }) => {
    const about = { workflow: params.id, about: params.delivery };
    const sent = await retryDelivery(deps, caller, about);
    return sent.kind === 'refused' ? sent : answer({ sending: sent.delivery }, 202);
  });
}

function secretView({ webhook, secret }: SecretGiven) {
  return { host: webhook.host, secret };
}

function webhookView({ webhook, olderEnd, health, deliveries, dead }: WebhookShown): WebhookAnswer {
  return {
    host: webhook.host,
    set_at: webhook.at,
    state: stateOf(health),
    failing_since: health?.failingSince,
    older_secrets_end: [...olderEnd],
    deliveries: deliveries.map(deliveryView),
    dead_letters: dead.map(deliveryView),
  };
}

function stateOf(health: WebhookHealth | undefined): WebhookAnswer['state'] {
  if (health?.goneAt !== undefined) return 'gone';
  return health?.failingSince === undefined ? 'working' : 'failing';
}

function deliveryView(delivery: WebhookDelivery): DeliveryAnswer {
  const { id, at, state, attempts, last, lastAt, nextAt } = delivery;
  return { id, at, state, attempts, last, last_at: lastAt, next_at: nextAt };
}
