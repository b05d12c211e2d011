import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inOrder } from '../../../lib/core/marketplace/order.ts';
import { draft } from '../../kit/catalog.ts';

function plugin(name: string, ...uses: string[]) {
  return draft({
    kind: 'plugin',
    name,
    uses: uses.map((one) => ({ kind: 'plugin', name: one, range: '*' })),
  });
}

function read(...drafts: ReturnType<typeof plugin>[]) {
  const ordered = inOrder(drafts);
  return {
    names: ordered.drafts.map((one) => one.name),
    pins: Object.fromEntries(
      ordered.drafts.map((one) => [one.name, one.uses.map((pin) => pin.name)]),
    ),
    notes: ordered.notes,
  };
}

describe('what is used comes first', () => {
  it('and the rest stays in its order', () => {
    expect(read(plugin('c', 'a'), plugin('b'), plugin('a')).names).toEqual(['b', 'a', 'c']);
  });

  it('with all versions of it', () => {
    const versions = ['1.0.0', '2.0.0'].map((version) => ({ ...plugin('a'), version }));
    const [old, fresh] = versions;
    if (!old || !fresh) throw new Error('two versions');
    expect(read(old, plugin('b', 'a'), fresh).names).toEqual(['a', 'a', 'b']);
  });
});

describe('two that use each other go in', () => {
  it('one of them without its pin, which is said', () => {
    const both = read(plugin('a', 'b'), plugin('b', 'a'), plugin('c', 'a'));
    expect(both.names).toEqual(
      ['b', 'a', 'c'].sort((x, y) => both.names.indexOf(x) - both.names.indexOf(y)),
    );
    expect(both.names).toHaveLength(3);
    expect(both.pins).toMatchObject({ c: ['a'] });
    expect(both.notes).toEqual([
      { entry: 'a', note: 'It and plugin/b use each other, so plugin/b is not pinned.' },
    ]);
  });

  it('and one that names itself', () => {
    expect(read(plugin('a', 'a'))).toMatchObject({ pins: { a: [] }, notes: [{ entry: 'a' }] });
  });

  it('"a real one of 91" and a chain of thousands do not hang', () => {
    const ring = Array.from({ length: 91 }, (_, n) => plugin(`r${n}`, `r${(n + 1) % 91}`));
    const ordered = inOrder(ring);
    expect(ordered.notes).toHaveLength(1);
    expect(ordered.drafts).toHaveLength(91);
    const chain = Array.from({ length: 3_000 }, (_, n) => plugin(`c${n}`, `c${n + 1}`));
    expect(inOrder(chain).drafts).toHaveLength(3_000);
  });
});

it('a pin to what is not there is left out, and said', () => {
  expect(read(plugin('a', 'z'))).toMatchObject({
    pins: { a: [] },
    notes: [{ entry: 'a', note: expect.stringContaining('plugin/z, which is not in this import') }],
  });
});

it('whatever uses whatever, each comes once and after all that it pins', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const some = fc.subarray(names);
  fc.assert(
    fc.property(fc.tuple(some, some, some, some, some), (uses) => {
      const ordered = inOrder(names.map((name, n) => plugin(name, ...(uses[n] ?? []))));
      const place = new Map(ordered.drafts.map((one, n) => [one.name, n]));
      expect(place.size).toBe(names.length);
      const broken = ordered.notes.length;
      const kept = ordered.drafts.flatMap((one) => one.uses).length;
      expect(kept + broken).toBe(uses.flat().length);
      for (const one of ordered.drafts) {
        for (const pin of one.uses) {
          expect(place.get(pin.name)).toBeLessThan(place.get(one.name) ?? 0);
        }
      }
    }),
  );
});
