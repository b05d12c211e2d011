import type { Deps } from '../acts/deps.ts';
import { milliseconds, minutesAfter } from '../core/time.ts';
import { type OutboxRow, putBack, readDueRows, readRow } from '../store/outbox.ts';
import { type Delivery, deliver } from './deliver.ts';
import type { SlackPort } from './slack.ts';
import { nextTry, tellTrouble } from './troubles.ts';

export interface Draining {
  readonly lane: Exclude<OutboxRow['lane'], 'webhook'>;
  /** At most so many rows. */
  readonly most: number;
  /** Only rows that have been due for so many minutes; 0 when absent. */
  readonly overdueMinutes?: number;
}

export interface Drained {
  sent: number;
  later: number;
  gone: number;
  /** Broke down: logged, and put back. */
  failed: number;
}

/** Delivers what is due in one lane, oldest first. "Bulk yields": it stops as soon as the other lane has work. */
export async function drain(
  deps: Deps,
  slack: SlackPort,
  { lane, most, overdueMinutes = 0 }: Draining,
): Promise<Drained> {
  const drained: Drained = { sent: 0, later: 0, gone: 0, failed: 0 };
  const upTo = minutesAfter(deps.now(), -overdueMinutes);
  for (const id of await readDueRows(deps.store, lane, upTo, most)) {
    if (lane === 'bulk' && (await interactiveWaits(deps))) break;
    drained[(await deliverOrPutBack(deps, slack, id)).kind] += 1;
  }
  return drained;
}

async function interactiveWaits(deps: Deps): Promise<boolean> {
  return (await readDueRows(deps.store, 'interactive', deps.now(), 1)).length > 0;
}

/** A row that breaks down does not hold up the others, and does not come straight back. */
async function deliverOrPutBack(
  deps: Deps,
  slack: SlackPort,
  id: string,
): Promise<Delivery | { kind: 'failed' }> {
  try {
    return await deliver(deps, slack, id);
  } catch (error) {
    await putBackBroken(deps, id, error).catch((worse: unknown) => {
      deps.log.error({ row: id, error: nameOf(worse) }, 'a row of the outbox cannot be put back');
    });
    return { kind: 'failed' };
  }
}

async function putBackBroken(deps: Deps, id: string, error: unknown): Promise<void> {
  const row = await readRow(deps.store, id);
  if (!row) return;
  tellTrouble(deps.log, row, nameOf(error), deps.now());
  await putBack(deps.store, row, nextTry(row, deps.now()));
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}

const PATIENCE_MS = 8_000;

/**
 * Delivers these rows, and waits for those whose turn in their channel comes within seconds: nobody
 * else would look at them for a minute. Returns the ids of rows that broke down.
 */
export async function deliverAll(
  deps: Deps,
  slack: SlackPort,
  ids: readonly string[],
): Promise<readonly string[]> {
  const broken: string[] = [];
  let waiting = ids;
  let waited = 0;
  while (waiting.length > 0) {
    const soon: { id: string; ms: number }[] = [];
    for (const id of waiting) {
      const outcome = await tryRow(deps, slack, id);
      if (outcome === 'broken') broken.push(id);
      else if (outcome.kind === 'later') soon.push({ id, ms: msUntil(deps, outcome.dueAt) });
    }
    const wait = Math.min(...soon.map((one) => one.ms));
    waited += wait;
    if (waited > PATIENCE_MS) break;
    await deps.store.pause(wait);
    waiting = soon.map((one) => one.id);
  }
  return broken;
}

async function tryRow(deps: Deps, slack: SlackPort, id: string): Promise<Delivery | 'broken'> {
  try {
    return await deliver(deps, slack, id);
  } catch (error) {
    deps.log.error({ row: id, error: nameOf(error) }, 'a row of the outbox could not be delivered');
    return 'broken';
  }
}

function msUntil(deps: Deps, at: string): number {
  return Math.max(milliseconds(at) - milliseconds(deps.now()), 1);
}
