import type { Failure, Outcome } from '../lib/client/outcome.ts';

interface Paged {
  readonly items: readonly unknown[];
  readonly next?: string | undefined;
}

/** All pages as one: the numbers of the first, the items of all. */
export async function everyPage<P extends Paged>(
  ask: (cursor: string | undefined) => Promise<Outcome<P>>,
): Promise<{ readonly kind: 'ok'; readonly value: P } | Failure> {
  const first = await ask(undefined);
  if (first.kind !== 'ok') return first;
  const items = [...first.value.items];
  for (let { next } = first.value; next; ) {
    const more = await ask(next);
    if (more.kind !== 'ok') return more;
    items.push(...more.value.items);
    next = more.value.next;
  }
  return { kind: 'ok', value: { ...first.value, items, next: undefined } };
}
