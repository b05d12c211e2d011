import { loadDenial } from '../acts/decision-words.ts';
import type { Deps } from '../acts/deps.ts';
import { loadOrganisation } from '../acts/standing.ts';
import type { WebhookEvent } from '../contract/webhooks.ts';
import { approvalSchema, stateOf } from '../core/approval.ts';
import { whyVoid } from '../core/in-force.ts';
import type { WebhookDelivery, WebhookState } from '../core/webhook.ts';
import { readHead } from '../store/read.ts';

/**
 * What a delivery says, as JSON text: how an approval ended, and why it was denied. Never target,
 * arguments or people: the agent asked for them itself, and reads the rest with its key. Undefined
 * for an approval that is not there any more.
 */
export async function webhookBody(
  deps: Deps,
  workflow: string,
  { id, at, test }: WebhookDelivery,
): Promise<string | undefined> {
  if (test) return text({ type: 'webhook.test', timestamp: at, data: { workflow } });
  const approval = (await readHead(deps.store, `approval/${id}`, approvalSchema))?.state;
  const ending = approval && stateOf(approval);
  if (!approval || !ending || ending === 'waiting') return undefined;
  const [denial, organisation] = await Promise.all([
    loadDenial(deps, approval),
    loadOrganisation(deps),
  ]);
  const why = whyVoid(organisation, approval);
  const state: WebhookState = why === undefined ? ending : 'void';
  const reason = why ?? denial?.reason;
  const { action, digest } = approval;
  const broken = approval.end?.breakGlass ? { break_glass: true as const } : {};
  const data = { id, workflow, action, state, digest, ended_at: at, ...broken };
  return text({
    type: `approval.${state}`,
    timestamp: at,
    data: reason === undefined ? data : { ...data, reason },
  });
}

function text(event: WebhookEvent): string {
  return JSON.stringify(event);
}
