import { expect, test } from 'vitest';
import {
  missingScopes,
  neededScopes,
  scopesByConnector,
  touchedSystems,
} from '../../../lib/core/registration/access.ts';
import { CATALOG, MANIFEST, release, SURFACE, WORKFLOW } from '../perfect.ts';

const crm = release('connector/crm', '1.0.0', {
  surface: { ...SURFACE, scopes: ['b', 'a'], systems: ['crm'] },
});
const plugin = release('plugin/x', '1.0.0', { surface: { ...SURFACE, systems: ['mail', 'crm'] } });

test('a connector without a list has all of its own; with one, these', () => {
  expect(neededScopes(MANIFEST, [crm, plugin])).toEqual(['a', 'b']);
  expect(neededScopes({ ...MANIFEST, scopes: { crm: ['a'] } }, [crm])).toEqual(['a']);
  expect(scopesByConnector(MANIFEST, [crm, plugin])).toEqual(new Map([['crm', ['b', 'a']]]));
});

test('systems are the declared and the touched ones, once each', () => {
  expect(touchedSystems({ ...MANIFEST, systems: ['own'] }, [crm, plugin])).toEqual([
    'crm',
    'mail',
    'own',
  ]);
});

test('a scope is missing until somebody gave it', () => {
  const none = { before: undefined, catalog: CATALOG };
  const given = { preGranted: ['a'], granted: ['b'] };
  expect(missingScopes(['a', 'b', 'c'], given, none)).toEqual(['c']);
  const had = { before: WORKFLOW, catalog: CATALOG };
  const nothing = { preGranted: [], granted: [] };
  expect(missingScopes(['crm.read', 'c'], nothing, had)).toEqual(['c']);
  const waiting = { before: { ...WORKFLOW, missingScopes: ['crm.read'] }, catalog: CATALOG };
  expect(missingScopes(['crm.read'], nothing, waiting)).toEqual(['crm.read']);
});
