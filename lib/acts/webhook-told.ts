import type { Approval } from '../core/approval.ts';
import type { WebhookDelivery } from '../core/webhook.ts';
import type { Telling } from '../store/outbox.ts';
import { deliveryItem, deliveryPlace } from '../store/webhooks.ts';
import type { Write } from './attempt.ts';
import type { Deps } from './deps.ts';
import { loadWorkflow } from './standing.ts';

/**
 * The write that ends an approval, with the row that tells its workflow's webhook: in one
 * transaction, so that an ending is told if and only if it happened. As it was where the approval
 * still waits, or there is no webhook.
 */
export async function tellingWebhook(deps: Deps, approval: Approval, write: Write): Promise<Write> {
  if (!approval.end) return write;
  const workflow = (await loadWorkflow(deps, approval.workflow))?.state;
  if (!workflow?.webhook) return write;
  const delivery = newDelivery(approval.id, approval.end.at);
  return {
    ...write,
    creates: [...(write.creates ?? []), deliveryItem(workflow.id, delivery)],
    tell: [...(write.tell ?? []), webhookRow(workflow.id, delivery)],
  };
}

/** A delivery that nobody has tried yet. */
export function newDelivery(id: string, at: string): WebhookDelivery {
  return { id, at, since: at, state: 'waiting', attempts: 0 };
}

/** The row that has a delivery sent. */
export function webhookRow(workflow: string, delivery: WebhookDelivery): Telling {
  const place = deliveryPlace(delivery);
  return { what: 'webhook', subject: `workflow/${workflow}`, place, lane: 'webhook' };
}
