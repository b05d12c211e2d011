import canonicalize from 'canonicalize';
import { type Discovered, type EstateSource, isOpen } from './discovered.ts';
import type { EstateRow } from './estate-row.ts';
import { type Sha256, toHex } from './hash.ts';
import type { PersonKey } from './people.ts';
import { type Refusal, refuse } from './result.ts';
import { suggestName } from './reuse.ts';

/** A row with its people and its team looked up. */
export interface ResolvedRow extends Omit<EstateRow, 'owner' | 'team'> {
  readonly owner?: PersonKey | undefined;
  readonly team?: string | undefined;
}

export type RowDecision =
  | { readonly kind: 'added' | 'changed' | 'unchanged'; readonly entry: Discovered }
  | Refusal<'registered-already' | 'name-taken' | 'answered-already'>;

/** What is known under the row's id. */
export interface UnderId {
  readonly discovered: Discovered | undefined;
  /** Whether a workflow is registered under this name. */
  readonly registered: boolean;
}

/**
 * What becomes of a row: "idempotent (same facts = unchanged)". A source may correct what it said
 * while nobody has answered; other sources may not, and neither may anybody once it was answered.
 */
export function decideRow(
  row: ResolvedRow,
  at: { readonly source: EstateSource; readonly now: string },
  under: UnderId,
  sha: Sha256,
): RowDecision {
  const entry = entryOf(row, at, sha);
  const before = under.discovered;
  if (before?.facts === entry.facts) return { kind: 'unchanged', entry: before };
  if (under.registered) {
    return refuse('registered-already', `A workflow "${entry.id}" is registered already.`);
  }
  if (!before) return { kind: 'added', entry };
  if (before.title !== entry.title) {
    return refuse(
      'name-taken',
      `It gets the same id, ${entry.id}, as "${before.title}", which is known already. Rename it.`,
    );
  }
  if (before.source.kind !== at.source.kind || before.source.name !== at.source.name) {
    return refuse(
      'name-taken',
      `"${entry.title}" is known already from ${before.source.name}, with other facts.`,
    );
  }
  if (!isOpen(before) || before.answeredAt !== undefined) {
    return refuse(
      'answered-already',
      `"${entry.title}" was answered already, so it is not changed from a file any more.`,
    );
  }
  return { kind: 'changed', entry };
}

function entryOf(
  row: ResolvedRow,
  { source, now }: { readonly source: EstateSource; readonly now: string },
  sha: Sha256,
): Discovered {
  const { name: title, owner, team, purpose, systems, pins } = row;
  const asked = { ...(owner ? { owner } : {}), ...(team ? { team } : {}) };
  const facts = { title, ...asked, purpose, systems, pins };
  return {
    id: suggestName(title),
    ...facts,
    source,
    facts: toHex(sha(canonicalize(facts) ?? '')),
    state: owner ? 'unclaimed' : 'not-mine',
    notMine: [],
    importedAt: now,
  };
}
