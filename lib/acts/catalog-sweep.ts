import type { Deps } from './deps.ts';
import { reportDuplicates } from './duplicate-report.ts';
import { orLog } from './or-log.ts';
import { storeCatalog } from './store-catalog.ts';

export interface CatalogSwept {
  /** The catalog was stored anew. */
  readonly stored: boolean;
  /** Duplicates were looked for. */
  readonly compared: boolean;
}

/** What the schedule does for the catalog. The report comes after, so that it reads what was stored. */
export async function sweepCatalog(deps: Deps): Promise<CatalogSwept> {
  const stored = await orLog(deps, () => storeCatalog(deps), 'the catalog could not be stored');
  const compared = await orLog(
    deps,
    () => reportDuplicates(deps),
    'duplicates were not looked for',
  );
  return { stored: stored ?? false, compared: compared ?? false };
}
