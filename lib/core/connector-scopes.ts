import type { Release } from './component.ts';
import { scopesByAccess } from './reach.ts';
import type { Workflow } from './workflow.ts';

/** What one workflow has of a connector, beside all others. */
export interface ScopeRow {
  readonly workflow: Workflow;
  /** The release it is locked to. */
  readonly version: string;
  /** Scopes in force. */
  readonly scopes: readonly string[];
  /** Asked for, and not given by anybody or not any more. */
  readonly waiting: readonly string[];
  /** Those of `scopes` that are not standard. */
  readonly wider: readonly string[];
}

export interface SideBySide {
  readonly standard: readonly string[];
  /** Whose standard it is: what the baseline gives to everybody, or what more than half of them have. */
  readonly standardBy: 'baseline' | 'most';
  /** The widest first, then by name. */
  readonly rows: readonly ScopeRow[];
}

export interface Compared {
  readonly releases: readonly Release[];
  readonly workflows: Iterable<Workflow>;
  readonly preGranted: readonly string[];
  readonly now: string;
}

/**
 * "Puts the scopes of all its workflows side by side, wider than standard marked". Standard are the
 * connector's scopes that the baseline gives to everybody; where it gives none, those that more than
 * half of its workflows have.
 */
export function sideBySide({ releases, workflows, preGranted, now }: Compared): SideBySide {
  const byVersion = new Map(releases.map((release) => [release.version, release]));
  const component = releases[0]?.component;
  const rows = [...workflows].flatMap((workflow) => {
    const lock = workflow.locks.find((one) => one.component === component);
    const release = lock && byVersion.get(lock.version);
    if (!release || workflow.status === 'retired') return [];
    const { given, waiting } = scopesByAccess(workflow, release, now);
    return [{ workflow, version: lock.version, scopes: sorted(given), waiting: sorted(waiting) }];
  });
  const { standard, standardBy } = standardOf(releases, preGranted, rows);
  const marked = rows.map((row) => ({
    ...row,
    wider: row.scopes.filter((scope) => !standard.includes(scope)),
  }));
  return { standard, standardBy, rows: marked.sort(widestFirst) };
}

function standardOf(
  releases: readonly Release[],
  preGranted: readonly string[],
  rows: readonly Pick<ScopeRow, 'scopes'>[],
): Pick<SideBySide, 'standard' | 'standardBy'> {
  const offered = sorted(releases.flatMap((release) => release.surface.scopes));
  const given = offered.filter((scope) => preGranted.includes(scope));
  if (given.length > 0) return { standard: given, standardBy: 'baseline' };
  const have = (scope: string) => rows.filter((row) => row.scopes.includes(scope)).length;
  const all = sorted(rows.flatMap((row) => row.scopes));
  return { standard: all.filter((scope) => have(scope) * 2 > rows.length), standardBy: 'most' };
}

function widestFirst(a: ScopeRow, b: ScopeRow): number {
  return b.wider.length - a.wider.length || (a.workflow.id < b.workflow.id ? -1 : 1);
}

function sorted(list: readonly string[]): string[] {
  return [...new Set(list)].sort();
}
