import { preGrantedBy } from '../core/baseline-rules.ts';
import { type ScopeRow, type SideBySide, sideBySide } from '../core/connector-scopes.ts';
import type { PersonKey } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { baselineToday } from './baseline.ts';
import type { Deps } from './deps.ts';
import { releasesOf } from './register.ts';
import { mayNotHere } from './standing.ts';

export interface ConnectorScopes extends Omit<SideBySide, 'rows'> {
  readonly kind: 'scopes';
  readonly component: string;
  /** One page, the widest first. */
  readonly rows: readonly ScopeRow[];
  /** Of all its workflows, not of the page. */
  readonly total: number;
  readonly wider: number;
  /** Where the next page begins; undefined on the last one. */
  readonly next: string | undefined;
}

export interface ScopesPage {
  /** The first row's number, from 0; what `next` said. */
  readonly cursor?: string | undefined;
  readonly most: number;
}

const MOST = 100;

/** What every workflow of a connector has of it, side by side. */
export async function connectorScopes(
  deps: Deps,
  by: PersonKey,
  name: string,
  { cursor = '0', most }: ScopesPage,
): Promise<ConnectorScopes | Refusal<'not-allowed' | 'no-component' | 'bad-cursor'>> {
  const refusal = await mayNotHere(deps, 'find', by);
  if (refusal) return refusal;
  if (!/^\d{1,6}$/.test(cursor)) {
    return refuse('bad-cursor', 'This cursor is none of ours. Ask for the first page.');
  }
  const component = `connector/${name}`;
  const [releases, { workflows }, { baseline }] = await Promise.all([
    releasesOf(deps, component),
    deps.catalog.load(),
    baselineToday(deps),
  ]);
  if (releases.length === 0) {
    return refuse('no-component', `There is no ${component.slice(0, 100)} in the catalog.`);
  }
  const preGranted = preGrantedBy(baseline);
  const compared = { releases, workflows: workflows.values(), preGranted, now: deps.now() };
  const { rows, ...standard } = sideBySide(compared);
  const from = Number(cursor);
  const to = from + Math.min(Math.max(most, 1), MOST);
  return {
    kind: 'scopes',
    component,
    ...standard,
    rows: rows.slice(from, to),
    total: rows.length,
    wider: rows.filter((row) => row.wider.length > 0).length,
    next: to < rows.length ? String(to) : undefined,
  };
}
