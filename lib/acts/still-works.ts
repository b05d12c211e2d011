import type { Lease } from '../core/lease.ts';
import type { Workflow } from '../core/workflow.ts';
import { readLastLeases, readLeasesOut } from '../store/leases.ts';
import { loadCredentials } from './credentials.ts';
import type { Deps } from './deps.ts';

/** A connector's secret that a workflow was given, and that is still the same one. */
export interface Disclosed {
  readonly connector: string;
  /** When it was given out last. */
  readonly at: string;
}

/** What a pause does not end. */
export interface StillWorks {
  /** "Leases already out end within 15 minutes": the first to end first. */
  readonly leases: readonly Lease[];
  /** "Labelled 'disclosed': pausing starts its rotation". */
  readonly secrets: readonly Disclosed[];
}

/** "The card lists what still works until when." */
export async function stillWorks(deps: Deps, { id }: Pick<Workflow, 'id'>): Promise<StillWorks> {
  const [leases, secrets] = await Promise.all([
    readLeasesOut(deps.store, id, deps.now()),
    disclosedTo(deps, id),
  ]);
  return { leases: leases.filter((one) => one.kind !== 'secret'), secrets };
}

/** The secrets that this workflow knows: each until somebody notes that it was rotated. */
export async function disclosedTo(deps: Deps, workflow: string): Promise<Disclosed[]> {
  const last = await readLastLeases(deps.store, workflow);
  const given = last.filter(({ kind, scope }) => kind === 'secret' && scope === '');
  const found = await Promise.all(
    given.map(async ({ connector, at }) => {
      const rotated = (await loadCredentials(deps, connector))?.state.rotatedAt;
      return rotated !== undefined && rotated > at ? [] : [{ connector, at }];
    }),
  );
  return found.flat();
}

/** Whether one of its connectors gives a secret: then one may be on its way out just now. */
export async function mayKnowSecrets(
  deps: Deps,
  { locks }: Pick<Workflow, 'locks'>,
): Promise<boolean> {
  const names = locks.flatMap(({ component }) => /^connector\/(.+)$/.exec(component)?.[1] ?? []);
  const declared = await Promise.all(names.map((name) => loadCredentials(deps, name)));
  return declared.some((head) => head?.state.declared.kind === 'secret');
}
