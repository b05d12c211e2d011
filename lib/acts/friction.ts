import { type Friction, frictionSchema } from '../core/stats.ts';
import { minutesAfter, unixSeconds } from '../core/time.ts';
import { readAll } from '../store/read.ts';
import { putFleeting } from '../store/touch.ts';
import type { Deps } from './deps.ts';

/** How long a step is kept. */
const KEPT_MINUTES = 90 * 24 * 60;

function stepsIn(month: string): string {
  return `friction/${month}`;
}

/**
 * "Where people give up": notes that a form came this far. It costs one put; the form goes on whether
 * or not this could be noted. Nobody is named.
 */
export async function noteStep(deps: Deps, step: Omit<Friction, 'at'>): Promise<void> {
  const at = deps.now();
  const { request, teams } = step;
  try {
    await putFleeting(deps.store, {
      pk: `friction/${request}`,
      sk: step.step,
      kind: 'friction',
      ttl: unixSeconds(minutesAfter(at, KEPT_MINUTES)),
      listPk: stepsIn(at.slice(0, 'YYYY-MM'.length)),
      listSk: `${at}#${request}#${step.step}`,
      data: { request, step: step.step, teams, at } satisfies Friction,
    });
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    deps.log.warn({ request, step: step.step, error: name }, 'a step could not be noted');
  }
}

/** The steps of these months (YYYY-MM) that are not older than they are kept. */
export async function readSteps(deps: Deps, months: readonly string[]): Promise<Friction[]> {
  const from = minutesAfter(deps.now(), -KEPT_MINUTES);
  const lists = await Promise.all(
    months.map((month) =>
      readAll(deps.store, { index: 'list', partition: stepsIn(month), schema: frictionSchema }),
    ),
  );
  return lists
    .flat()
    .map((head) => head.state)
    .filter((step) => step.at >= from);
}
