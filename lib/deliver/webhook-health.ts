import type { Deps } from '../acts/deps.ts';
import { slackUserId } from '../core/people.ts';
import { isToTell, type WebhookHealth } from '../core/webhook.ts';
import type { Workflow } from '../core/workflow.ts';
import { createRow, outboxItem } from '../store/outbox.ts';
import { readHealth, saveHealth } from '../store/webhooks.ts';

const MOST_TRIES = 5;

interface Came {
  readonly verdict: 'done' | 'gone' | 'again';
  /** The delivery was given up. */
  readonly dead: boolean;
}

/**
 * Notes how the receiver does, and tells the owner once of each trouble: "Your webhook did not answer
 * since …". While nothing is wrong, nothing is written. It is a note on the world outside, not on the
 * registry's own state, so it has no audit line.
 */
export async function noteHealth(deps: Deps, workflow: Workflow, came: Came): Promise<void> {
  const webhook = workflow.webhook?.id;
  if (webhook === undefined) return;
  for (let round = 0; round < MOST_TRIES; round += 1) {
    const head = await readHealth(deps.store, workflow.id);
    const before = head?.state.webhook === webhook ? head.state : { webhook };
    const next = healthAfter(before, came, deps.now());
    if (!next) return;
    const told = isToTell(next, { now: deps.now(), dead: came.dead });
    if (told) await tellOwner(deps, workflow, next);
    const health = told ? { ...next, told: true as const } : next;
    if (await saveHealth(deps.store, workflow.id, health, head?.chain.seq ?? 0)) return;
  }
}

/** Undefined when nothing changes: it goes well and went well. */
function healthAfter(
  before: WebhookHealth,
  { verdict, dead }: Came,
  now: string,
): WebhookHealth | undefined {
  const { webhook, failingSince } = before;
  if (verdict === 'done') return failingSince === undefined ? undefined : { webhook };
  if (failingSince !== undefined && before.told && verdict === 'again' && !dead) return undefined;
  const trouble = { ...before, failingSince: failingSince ?? now };
  if (verdict !== 'gone') return trouble;
  // Told anew: that nothing more is sent is another thing than that nothing is taken.
  const { told: _, ...untold } = trouble;
  return { ...untold, goneAt: now };
}

/** Before it is noted as told: a crash in between meets the same row again. */
async function tellOwner(deps: Deps, workflow: Workflow, health: WebhookHealth): Promise<void> {
  const gone = health.goneAt === undefined ? '' : '#gone';
  const about = `${workflow.id}#${health.webhook}#${health.failingSince}${gone}`;
  const subject = `webhook-trouble/${about}`;
  const place = slackUserId(workflow.owner);
  const telling = { what: 'webhook-trouble' as const, subject, place };
  const id = `out_${about.replaceAll(/[^\w]+/g, '-')}`;
  if (await createRow(deps.store, outboxItem(telling, id, deps.now()))) deps.wake();
}
