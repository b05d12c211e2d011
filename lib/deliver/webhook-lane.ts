import type { Deps, WebhookSender } from '../acts/deps.ts';
import { minutesAfter } from '../core/time.ts';
import { putBack, readDueRows, readRow } from '../store/outbox.ts';
import type { Drained } from './drain.ts';
import { nextTry } from './troubles.ts';
import { deliverWebhook } from './webhook.ts';

/** So many receivers are waited for at once: one that is slow holds up few others. */
const AT_ONCE = 10;

/** Sends what is due in the webhooks' lane, oldest first. It waits for nothing of Slack's. */
export async function drainWebhooks(
  deps: Deps,
  sender: WebhookSender,
  { most, overdueMinutes = 0 }: { readonly most: number; readonly overdueMinutes?: number },
): Promise<Drained> {
  const drained: Drained = { sent: 0, later: 0, gone: 0, failed: 0 };
  const upTo = minutesAfter(deps.now(), -overdueMinutes);
  const due = await readDueRows(deps.store, 'webhook', upTo, most);
  for (let from = 0; from < due.length; from += AT_ONCE) {
    const ids = due.slice(from, from + AT_ONCE);
    const outcomes = await Promise.all(ids.map((id) => deliverOrLog(deps, sender, id)));
    for (const outcome of outcomes) drained[outcome] += 1;
    const broken = ids.filter((_, index) => outcomes[index] === 'failed');
    for (const id of broken) await putBackBroken(deps, id);
  }
  return drained;
}

/** Sends these, all at once. Returns the ids of rows that broke down. */
export async function sendWebhooks(
  deps: Deps,
  sender: WebhookSender,
  ids: readonly string[],
): Promise<readonly string[]> {
  const outcomes = await Promise.all(ids.map((id) => deliverOrLog(deps, sender, id)));
  return ids.filter((_, index) => outcomes[index] === 'failed');
}

async function deliverOrLog(deps: Deps, sender: WebhookSender, id: string): Promise<keyof Drained> {
  try {
    return (await deliverWebhook(deps, sender, id)).kind;
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    deps.log.error({ row: id, error: name }, 'a webhook could not be sent; it is tried again');
    return 'failed';
  }
}

/** A row that breaks down does not come straight back. */
async function putBackBroken(deps: Deps, id: string): Promise<void> {
  try {
    const row = await readRow(deps.store, id);
    if (row) await putBack(deps.store, row, nextTry(row, deps.now()));
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    deps.log.error({ row: id, error: name }, 'a row of the outbox cannot be put back');
  }
}
