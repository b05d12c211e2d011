import { describe, expect, test } from 'vitest';
import { ANY_CONNECTOR, BY_BASELINE, BY_EARLIER, type Grant } from '../../../lib/core/grant.ts';
import {
  freshWants,
  grantsWith,
  known,
  neededBy,
  scopesByConnector,
  touchedSystems,
} from '../../../lib/core/registration/access.ts';
import { ADMIN, LATER, MANIFEST, NOW, release, SURFACE, WORKFLOW } from '../perfect.ts';

const crm = release('connector/crm', '1.0.0', {
  surface: { ...SURFACE, scopes: ['b', 'a'], systems: ['crm'] },
});
const plugin = release('plugin/x', '1.0.0', { surface: { ...SURFACE, systems: ['mail', 'crm'] } });

test('a connector without a list has all of its own; with one, these', () => {
  expect(neededBy(MANIFEST, [crm, plugin])).toEqual([{ connector: 'crm', scopes: ['a', 'b'] }]);
  expect(neededBy({ ...MANIFEST, scopes: { crm: ['a'] } }, [crm])).toEqual([
    { connector: 'crm', scopes: ['a'] },
  ]);
  expect(neededBy({ ...MANIFEST, scopes: { crm: [] } }, [crm])).toEqual([]);
  expect(scopesByConnector(MANIFEST, [crm, plugin])).toEqual(new Map([['crm', ['b', 'a']]]));
});

test('systems are the declared and the touched ones, once each', () => {
  expect(touchedSystems({ ...MANIFEST, systems: ['own'] }, [crm, plugin])).toEqual([
    'crm',
    'mail',
    'own',
  ]);
});

describe('a workflow from before its needs were kept', () => {
  const old = { ...WORKFLOW, missingScopes: ['b'] };

  test('had all of them but for its missing scopes', () => {
    expect(known(old, [crm])).toMatchObject({
      needs: [{ connector: 'crm', scopes: ['a', 'b'] }],
      grants: [{ connector: 'crm', scope: 'a', by: BY_EARLIER, at: NOW }],
    });
  });

  test('keeps a grant that was for every connector, and gets no second one', () => {
    const grants: Grant[] = [{ connector: ANY_CONNECTOR, scope: 'a', at: NOW, by: BY_EARLIER }];
    expect(known({ ...old, grants }, [crm]).grants).toEqual(grants);
  });

  test('one that needs nothing has none', () => {
    expect(known(WORKFLOW, [])).toEqual({ ...WORKFLOW, needs: [] });
    const needs = [{ connector: 'x', scopes: ['y'] }];
    expect(known({ ...WORKFLOW, needs }, [crm])).toEqual({ ...WORKFLOW, needs });
  });
});

describe('the grants of a revision', () => {
  const needs = [{ connector: 'crm', scopes: ['a', 'b', 'c'] }];
  const of = (scope: string, rest: Partial<Grant> = {}): Grant => ({
    ...{ connector: 'crm', scope, at: NOW, by: ADMIN },
    ...rest,
  });
  const hadWith = (grants: readonly Grant[], scopes = ['a']) => ({
    ...WORKFLOW,
    needs: [{ connector: 'crm', scopes }],
    grants: [...grants],
  });
  const base = { needs, had: undefined, pinned: ['crm'], preGranted: [], given: undefined };
  const now = LATER;

  test('are what the baseline gives to everybody', () => {
    const grants = grantsWith({ ...base, preGranted: ['b'], now });
    expect(grants).toEqual([of('b', { at: LATER, by: BY_BASELINE })]);
  });

  test('are what its review gave, of what was not needed before', () => {
    const given = { scopes: ['a', 'b'], by: ADMIN, request: 'rev_1' };
    const grants = grantsWith({ ...base, had: hadWith([]), given, now });
    expect(grants).toEqual([of('b', { at: LATER, request: 'rev_1' })]);
  });

  test('are those it had, also when nothing needs them: asked for first, used later', () => {
    const had = hadWith([of('a'), of('z')]);
    expect(grantsWith({ ...base, had, now })).toEqual([of('a'), of('z')]);
  });

  const GONE: [string, Grant, readonly string[]][] = [
    ['of a connector that is not pinned any more', of('a', { connector: 'mail' }), ['crm']],
    ['that has ended and that nothing needs', of('z', { until: NOW }), ['crm']],
    ['of the baseline that nothing needs', of('z', { by: BY_BASELINE }), ['crm']],
  ];
  test.each(GONE)('are none %s', (_, grant, pinned) => {
    expect(grantsWith({ ...base, pinned, had: hadWith([grant]), now })).toEqual([]);
  });

  test('one that has ended stays known while it is needed, and counts for nothing', () => {
    const ended = of('a', { until: NOW });
    expect(grantsWith({ ...base, had: hadWith([ended]), now })).toEqual([ended]);
    const given = grantsWith({ ...base, had: hadWith([ended]), preGranted: ['a'], now });
    expect(given).toEqual([of('a', { at: LATER, by: BY_BASELINE })]);
  });

  test('fresh is what the last revision did not need', () => {
    expect(freshWants(needs, hadWith([]))).toEqual([
      { connector: 'crm', scope: 'b' },
      { connector: 'crm', scope: 'c' },
    ]);
    expect(freshWants(needs, undefined)).toHaveLength(3);
  });
});
