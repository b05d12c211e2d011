import type { Deps } from '../../lib/acts/deps.ts';
import { reportDuplicates } from '../../lib/acts/duplicate-report.ts';
import { showReport } from '../../lib/acts/duplicates.ts';
import { draft, publish } from '../kit/catalog.ts';

/** Two plugins for the same job. */
export const TWINS = ['plugin/expense-sorter', 'plugin/sorter-expense'] as const;
/** The day of the first report of the test clock. */
export const MONDAY = '2026-11-23';

/** Publishes plugins of these names that all say the same. */
export function publishAlike(
  deps: Deps,
  names: readonly string[],
  description = 'Sorts expense receipts by project.',
): Promise<void> {
  return publish(
    deps,
    names.map((name) => draft({ kind: 'plugin', name, version: '1.0.0', description })),
  );
}

/** Two twins, reported. */
export async function twinsReported(deps: Deps): Promise<void> {
  await publishAlike(deps, ['expense-sorter', 'sorter-expense']);
  if (!(await reportDuplicates(deps))) throw new Error('there was no run');
}

/** The groups of the report of that day, as ids. */
export async function groupsOf(deps: Deps, day = MONDAY): Promise<readonly (readonly string[])[]> {
  const found = await showReport(deps, day);
  return found?.report.groups.map((group) => group.ids) ?? [];
}
