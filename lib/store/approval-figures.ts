import type { Approval } from '../core/approval.ts';
import { type ApprovalFigure, approvalFigureSchema, figureOf } from '../core/approval-figures.ts';
import { minutesAfter, unixSeconds } from '../core/time.ts';
import { readAll } from './read.ts';
import type { Item, Store } from './store.ts';

const KEPT_MINUTES = 100 * 24 * 60;

function partition(month: string): string {
  return `approval-figures/${month}`;
}

/**
 * What figures need of an ended approval, for its transaction; nothing while it waits. It is small,
 * stands under the month of its end by team, and leaves by itself.
 */
export function figureItems(approval: Approval): Item[] {
  const figure = figureOf(approval);
  if (!figure) return [];
  const { id, team, endedAt } = figure;
  const key = { pk: partition(endedAt.slice(0, 'YYYY-MM'.length)), sk: `${team}#${id}` };
  const ttl = unixSeconds(minutesAfter(endedAt, KEPT_MINUTES));
  return [{ ...key, kind: 'approval-figure', ttl, data: figure }];
}

/** The figures of these months (YYYY-MM), of one team or of all. It costs what is read. */
export async function readFigures(
  store: Store,
  months: readonly string[],
  team?: string,
): Promise<ApprovalFigure[]> {
  const lists = await Promise.all(
    months.map((month) =>
      readAll(store, {
        partition: partition(month),
        ...(team === undefined ? {} : { prefix: `${team}#` }),
        schema: approvalFigureSchema,
      }),
    ),
  );
  return lists.flat().map((head) => head.state);
}
