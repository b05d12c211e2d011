import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  componentId,
  fingerprint,
  nameSchema,
  type Pin,
  type ReleaseTerms,
  type Surface,
} from '../../lib/core/component.ts';
import { SURFACE, sha } from './perfect.ts';

describe('a name', () => {
  test.each(['a', 'reply-drafter', 'x.y_z-1', '9', 'a'.repeat(80)])('may be %j', (name) => {
    expect(nameSchema.safeParse(name).success).toBe(true);
  });
  test.each(['', '-a', 'a-', '.a', 'A', 'a b', 'a/b', 'ä', 'a'.repeat(81), 'a\n'])(
    'may not be %j',
    (name) => expect(nameSchema.safeParse(name).success).toBe(false),
  );
});

test('an id is kind and name', () => {
  expect(componentId('plugin', 'reply-drafter')).toBe('plugin/reply-drafter');
});

const PIN: Pin = { kind: 'connector', name: 'crm', range: '1.4.x' };
const FULL: Surface = {
  systems: ['crm'],
  scopes: ['read', 'write'],
  tools: ['search'],
  actions: ['send_external_email'],
  hooks: ['PreToolUse'],
  endpoints: ['https://crm.example/mcp'],
};
const print = (surface: Surface, uses: readonly Pin[] = [PIN]) =>
  fingerprint({ surface, uses }, sha);

describe('the fingerprint of a permission surface', () => {
  test('is 32 hex digits', () => expect(print(FULL)).toMatch(/^[0-9a-f]{32}$/));

  test('is the same in whatever order things are listed', () => {
    const words = fc.array(fc.string({ maxLength: 5 }), { maxLength: 5 });
    fc.assert(
      fc.property(words, words, (scopes, tools) => {
        const given = { ...SURFACE, scopes, tools };
        const turned = { ...SURFACE, tools: [...tools].reverse(), scopes: [...scopes].reverse() };
        expect(print(turned)).toBe(print(given));
      }),
    );
  });

  test.each(['systems', 'scopes', 'tools', 'actions', 'hooks', 'endpoints'] as const)(
    'changes with one more word among its %s',
    (list) => expect(print({ ...FULL, [list]: [...FULL[list], 'more'] })).not.toBe(print(FULL)),
  );

  test('tells the same word in another list apart', () => {
    expect(print({ ...SURFACE, scopes: ['x'] })).not.toBe(print({ ...SURFACE, tools: ['x'] }));
  });

  test.each([
    ['kind', { ...PIN, kind: 'skill' as const }],
    ['name', { ...PIN, name: 'crm2' }],
    ['range', { ...PIN, range: '1.5.x' }],
  ])("changes with a pin's %s", (_, pin) => expect(print(FULL, [pin])).not.toBe(print(FULL)));
});

describe('what scopes and tools let happen is part of it', () => {
  const withMap = (scope_actions: Readonly<Record<string, string[]>>) =>
    fingerprint({ surface: FULL, uses: [PIN], terms: { scope_actions } }, sha);

  test('in whatever order and however often it is listed', () => {
    const one = withMap({ read: ['a', 'b'], write: ['c'] });
    expect(withMap({ write: ['c'], read: ['b', 'a', 'b'] })).toBe(one);
    expect(withMap({ write: ['c'], read: ['b'] })).not.toBe(one);
    expect(withMap({ write: ['a', 'b'], read: ['c'] })).not.toBe(one);
  });

  test('and leaves no trace where there is none', () => {
    expect(withMap({})).toBe(print(FULL));
    const terms: ReleaseTerms = { license: 'MIT', known_failures: ['Long mails'] };
    expect(fingerprint({ surface: FULL, uses: [PIN], terms }, sha)).toBe(print(FULL));
  });
});
