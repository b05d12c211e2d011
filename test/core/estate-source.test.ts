import { describe, expect, test } from 'vitest';
import {
  compareSource,
  itemText,
  type Known,
  type SeenItem,
  seenItemSchema,
} from '../../lib/core/estate-source.ts';

const KNOWN: Known = {
  workflows: new Set(['reply-bot']),
  components: new Set(['plugin/note-taker', 'plugin/market.sorter']),
};

const item = (name: string): SeenItem => seenItemSchema.parse({ ref: `ref of ${name}`, name });
const compare = (
  kind: 'iam' | 'marketplace',
  names: readonly string[],
  before?: { items: { digest: string; name: string }[] },
  unread: readonly string[] = [],
) =>
  compareSource(
    { kind, name: 'market', items: names.map(item), unread },
    KNOWN,
    before,
    (ref) => `#${ref}`,
  );

const namesOf = (items: readonly SeenItem[]) => items.map((one) => one.name);

describe('a comparison', () => {
  test('tells what is registered from what is not, whatever the case', () => {
    const found = compare('iam', ['Reply Bot', 'sorter']);
    expect(namesOf(found.registered)).toEqual(['Reply Bot']);
    expect(namesOf(found.unregistered)).toEqual(['sorter']);
  });

  test('looks for the plugins of a marketplace in the catalog', () => {
    const found = compare('marketplace', ['note-taker', 'sorter', 'reply-bot']);
    expect(namesOf(found.registered)).toEqual(['note-taker', 'sorter']);
    expect(namesOf(found.unregistered)).toEqual(['reply-bot']);
  });

  test('the first time nothing has vanished', () => {
    expect(compare('iam', ['a']).vanished).toEqual([]);
  });

  test('what stood there the last time and is gone has vanished', () => {
    const first = compare('iam', ['a', 'b']);
    const second = compare('iam', ['b'], first.seen);
    expect(second.vanished).toEqual(['a']);
    expect(compare('iam', ['b'], second.seen).vanished).toEqual([]);
  });

  test('what is there and cannot be read has not vanished, until it is gone', () => {
    const first = compare('iam', ['a', 'b']);
    const broken = compare('iam', ['b'], first.seen, ['ref of a', 'ref of new']);
    expect(broken.vanished).toEqual([]);
    expect(namesOf(broken.seen.items.map(({ name }) => item(name)))).toEqual(['b', 'a']);
    expect(compare('iam', ['b'], broken.seen).vanished).toEqual(['a']);
  });

  test('keeps digests and names, not what they are called at the source', () => {
    expect(compare('iam', ['a']).seen).toEqual({ items: [{ digest: '#ref of a', name: 'a' }] });
  });
});

test('the words to look for look-alikes by', () => {
  const text = itemText({ ref: 'x', name: 'reply-bot_v2', purpose: 'Drafts', systems: ['crm'] });
  expect(text).toBe('reply bot v2 Drafts crm');
});
