import type { Deps } from '../acts/deps.ts';
import { loadWorkflow } from '../acts/standing.ts';
import { healthOf } from '../acts/webhook-deliveries.ts';
import { webhookTrouble } from '../slack/views/webhook.ts';
import type { Rendered } from './render.ts';

/** `webhook-trouble/<workflow>#<webhook>#<since>`, perhaps with `#gone`: nothing once it goes well again or was set anew. */
export async function renderWebhookTrouble(deps: Deps, subject: string): Promise<Rendered> {
  const [id = '', webhook, since, gone] = subject.slice('webhook-trouble/'.length).split('#');
  const workflow = (await loadWorkflow(deps, id))?.state;
  const health = workflow && (await healthOf(deps, workflow));
  if (!workflow?.webhook || !health) return { kind: 'nothing' };
  if (health.webhook !== webhook || health.failingSince !== since) return { kind: 'nothing' };
  // It came to an end meanwhile, of which another row tells.
  if ((health.goneAt !== undefined) !== (gone !== undefined)) return { kind: 'nothing' };
  return { kind: 'card', ...webhookTrouble(workflow.id, workflow.webhook, health), version: 1 };
}
