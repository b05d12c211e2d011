import type { Webhook, WebhookHealth } from '../../core/webhook.ts';
import { context, fallback, type Message, section } from './parts.ts';
import { safe, when } from './text.ts';

/** What an owner is told, once, when the workflow's webhook does not take what it is told. */
export function webhookTrouble(
  workflow: string,
  { host }: Pick<Webhook, 'host'>,
  { failingSince, goneAt }: WebhookHealth,
): Message {
  const id = safe(workflow, 80);
  const waits = 'The agent still learns how its requests ended when it asks for them itself.';
  if (goneAt !== undefined) {
    const line = `The webhook of ${workflow} answered that it is gone.`;
    return {
      text: fallback(line),
      blocks: [
        section(`*${safe(line, 200)}* Nothing more is sent to ${safe(host, 200)}.`),
        context(`Type \`yardmaster webhook set ${id}\` and a new address.`, waits),
      ],
    };
  }
  const line = `Your webhook of ${workflow} does not answer.`;
  const since = failingSince ? ` It has taken nothing since ${when(failingSince)}.` : '';
  return {
    text: fallback(line),
    blocks: [
      section(`*${safe(line, 200)}*${since} It is at ${safe(host, 200)}.`),
      context(
        `What it answered, and what it was not told: \`yardmaster webhook show ${id}\`. Each message is tried for a day.`,
        waits,
      ),
    ],
  };
}
