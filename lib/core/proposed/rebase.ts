import canonicalize from 'canonicalize';
import { type Manifest, manifestSchema } from '../manifest.ts';

export type Rebased =
  | { readonly kind: 'manifest'; readonly manifest: Manifest }
  /** Both changed these fields, each in its own way. */
  | { readonly kind: 'conflict'; readonly fields: readonly string[] };

/**
 * A proposal is a whole manifest, written against `base`. When another revision came into force
 * meanwhile, its fields are kept wherever the proposal left them alone; where both changed the same
 * field, nobody but a person can say what is meant.
 */
export function rebase(base: Manifest, current: Manifest, wanted: Manifest): Rebased {
  const [was, now, want] = [entries(base), entries(current), entries(wanted)];
  const fields = [...new Set([...was.keys(), ...now.keys(), ...want.keys()])];
  const changedIn = (next: ReadonlyMap<string, unknown>) =>
    fields.filter((field) => !same(next.get(field), was.get(field)));
  const mine = changedIn(want);
  const theirs = changedIn(now);
  const conflict = mine.filter(
    (field) => theirs.includes(field) && !same(want.get(field), now.get(field)),
  );
  if (conflict.length > 0) return { kind: 'conflict', fields: conflict };
  const merged = fields.map((field) => [field, (mine.includes(field) ? want : now).get(field)]);
  const kept = merged.filter(([, value]) => value !== undefined);
  return { kind: 'manifest', manifest: manifestSchema.parse(Object.fromEntries(kept)) };
}

function entries(manifest: Manifest): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(manifest).filter(([, value]) => value !== undefined));
}

function same(a: unknown, b: unknown): boolean {
  return canonicalize({ value: a }) === canonicalize({ value: b });
}
