import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Derived, derivedLine } from '../../lib/core/derived.ts';
import { SURFACE } from './perfect.ts';

const SCOPED = { ...SURFACE, scopes: ['crm.read'] };
const COPY: Derived = {
  component: 'plugin/mine',
  version: '0.2.0',
  surface: SCOPED,
  origin: { component: 'plugin/theirs', version: '3.2.0', surface: SCOPED },
};
const say = (change: Partial<Derived>) => derivedLine({ ...COPY, ...change }).say;
const HEAD = 'plugin/mine 0.2.0 is a copy of plugin/theirs 3.2.0';

test.each<[string, Partial<Derived>, string]>([
  ['the same', {}, ', with the same permissions as its origin.'],
  [
    'more',
    { surface: { ...SCOPED, scopes: ['crm.read', 'crm.write'], systems: ['crm'] } },
    ': adds system crm, adds scope crm.write; otherwise the same permissions.',
  ],
  ['less', { surface: SURFACE }, ': drops scope crm.read; otherwise the same permissions.'],
  [
    'the same, of an origin that went on',
    { origin: { ...COPY.origin, newest: '3.4.0' } },
    ', with the same permissions as its origin. Its origin is at 3.4.0 by now.',
  ],
  [
    'not to be compared any more',
    { origin: { component: 'plugin/theirs', version: '3.2.0' } },
    ', which cannot be read any more: look at all it may touch.',
  ],
])('a copy that may do %s', (_, change, end) => expect(say(change)).toBe(HEAD + end));

test('of many differences it is said how many more there are', () => {
  const scopes = Array.from({ length: 40 }, (_, n) => `scope-${n}`);
  const said = say({
    surface: { ...SURFACE, scopes },
    origin: { ...COPY.origin, surface: SURFACE },
  });
  expect(said).toContain('adds scope scope-11 and 28 more differences; otherwise');
  expect(said).not.toContain('scope-12');
});

test('nothing that a copy may do beyond its origin goes without being said', () => {
  const lists = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 8 }), { maxLength: 6 });
  fc.assert(
    fc.property(lists, lists, (own, theirs) => {
      const said = say({
        surface: { ...SURFACE, actions: own },
        origin: { ...COPY.origin, surface: { ...SURFACE, actions: theirs } },
      });
      const more = own.filter((one) => !theirs.includes(one));
      for (const action of more) expect(said).toContain(`adds action ${action}`);
      const same = own.length === theirs.length && more.length === 0;
      expect(said.includes('the same permissions as its origin')).toBe(same);
    }),
  );
});
