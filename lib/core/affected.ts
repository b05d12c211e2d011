import * as z from 'zod';
import { meets } from './dependents.ts';
import type { Workflow } from './workflow.ts';

/** One affected workflow: what of it pins which versions, over which releases. */
export const affectedSchema = z.strictObject({
  workflow: z.string(),
  /** What the workflow pins: the component itself, or what uses it. */
  component: z.string(),
  /** The versions of it that are affected. */
  range: z.string(),
  version: z.string(),
  via: z.array(z.string()),
});
export type Affected = z.infer<typeof affectedSchema>;

/** Each workflow once, by name: by its own pin before one over releases, locked before only allowed. */
export function eachOnce<
  T extends {
    readonly workflow: Pick<Workflow, 'id'>;
    readonly via: readonly string[];
    readonly by: string;
  },
>(rows: readonly T[]): T[] {
  const rank = ({ via, by }: T) => via.length * 2 + (by === 'locked' ? 0 : 1);
  const best = new Map<string, T>();
  for (const row of rows) {
    const known = best.get(row.workflow.id);
    if (!known || rank(row) < rank(known)) best.set(row.workflow.id, row);
  }
  return [...best.values()].sort((a, b) => (a.workflow.id < b.workflow.id ? -1 : 1));
}

/** Whether it still pins what is affected: "those no longer affected left out". */
export function isAffected(workflow: Workflow | undefined, row: Affected): boolean {
  if (!workflow || workflow.status === 'retired') return false;
  return workflow.locks.some(
    (lock) => lock.component === row.component && meets(lock, row.range) !== undefined,
  );
}
