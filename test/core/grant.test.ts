import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ANY_CONNECTOR,
  accessEnded,
  accessOf,
  type Grant,
  grantedScopes,
  grantOf,
  isInForce,
  sameWant,
  scopeNames,
  statusAfter,
  wantNames,
  wantsOf,
  withAccess,
  withGrants,
} from '../../lib/core/grant.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import { ADMIN, EXPIRY, LATER, NOW, WORKFLOW } from './perfect.ts';

const READ = { connector: 'crm', scope: 'read' };
const WRITE = { connector: 'crm', scope: 'write' };
const MAIL = { connector: 'mail', scope: 'read' };
const grant = (want: { connector: string; scope: string }, rest: Partial<Grant> = {}): Grant => ({
  ...want,
  at: NOW,
  by: ADMIN,
  ...rest,
});
const needing = (grants: readonly Grant[], rest: Partial<Workflow> = {}): Workflow => ({
  ...WORKFLOW,
  needs: [
    { connector: 'crm', scopes: ['read', 'write'] },
    { connector: 'mail', scopes: ['read'] },
  ],
  grants: [...grants],
  ...rest,
});

describe('a grant counts', () => {
  test.each([
    ['without an end', undefined, LATER, true],
    ['before its moment', LATER, NOW, true],
    ['no more at its moment', LATER, LATER, false],
    ['no more after it', LATER, EXPIRY, false],
  ])('%s', (_, until, now, counts) => {
    expect(isInForce(grant(READ, until ? { until } : {}), now)).toBe(counts);
  });

  test('for its own connector alone: the scope of another is another', () => {
    const workflow = needing([grant(READ)]);
    expect(grantedScopes(workflow, 'crm', NOW)).toEqual(['read']);
    expect(grantedScopes(workflow, 'mail', NOW)).toEqual([]);
    expect(grantOf(workflow, MAIL, NOW)).toBeUndefined();
    expect(sameWant(READ, MAIL)).toBe(false);
  });

  test('for every one, when it is from before they were kept apart', () => {
    const workflow = needing([grant({ connector: ANY_CONNECTOR, scope: 'read' })]);
    expect(grantedScopes(workflow, 'crm', NOW)).toEqual(['read']);
    expect(grantOf(workflow, MAIL, NOW)).toMatchObject({ connector: ANY_CONNECTOR });
  });

  test('once, however often it was given', () => {
    const both = [grant(READ), grant({ connector: ANY_CONNECTOR, scope: 'read' })];
    expect(grantedScopes(needing(both), 'crm', NOW)).toEqual(['read']);
    expect(grantedScopes({}, 'crm', NOW)).toEqual([]);
  });
});

describe('access at a moment', () => {
  test('misses what nobody gave, by connector', () => {
    expect(accessOf(needing([grant(READ)]), NOW)).toEqual({ missing: [WRITE, MAIL], lapsed: [] });
  });

  test('loses a scope at the very moment its grant ends, without anybody writing', () => {
    const ending = grant(WRITE, { until: LATER });
    const workflow = needing([grant(READ), ending, grant(MAIL)]);
    expect(accessOf(workflow, NOW)).toEqual({ missing: [], lapsed: [] });
    expect(accessOf(workflow, LATER)).toEqual({ missing: [WRITE], lapsed: [ending] });
  });

  test('of a workflow from before needs were kept is its list of missing scopes', () => {
    const old = { ...WORKFLOW, missingScopes: ['read'] };
    const missing = [{ connector: ANY_CONNECTOR, scope: 'read' }];
    expect(accessOf(old, NOW)).toEqual({ missing, lapsed: [] });
  });

  test('missing and held are all that it needs, and never both', () => {
    const scope = fc.constantFrom<string>('a', 'b', 'c');
    const moment = fc.constantFrom(undefined, NOW, LATER, EXPIRY);
    const given = fc.array(fc.tuple(scope, moment));
    fc.assert(
      fc.property(fc.uniqueArray(scope), given, (scopes, list) => {
        const grants = list.map(([one, until]) =>
          grant({ connector: 'crm', scope: one }, until ? { until } : {}),
        );
        const workflow = { ...WORKFLOW, needs: [{ connector: 'crm', scopes }], grants };
        const missing = accessOf(workflow, LATER).missing.map((want) => want.scope);
        const held = grantedScopes(workflow, 'crm', LATER).filter((one) => scopes.includes(one));
        expect([...missing, ...held].sort()).toEqual([...scopes].sort());
      }),
    );
  });
});

describe('with other grants', () => {
  test('a workflow is active once all of its connectors are granted, and registered again', () => {
    const registered = needing([], { status: 'registered', missingScopes: ['read', 'write'] });
    const all = [grant(READ), grant(WRITE), grant(MAIL)];
    const active = withAccess(registered, all, NOW);
    expect(active).toMatchObject({ status: 'active', missingScopes: [], grants: all });
    const back = withAccess(active, [], NOW);
    expect(back).toMatchObject({ status: 'registered', missingScopes: ['read', 'write'] });
    expect(back).not.toHaveProperty('grants');
  });

  test.each(['paused', 'retired', 'discovered'] as const)('%s stays what it is', (status) => {
    expect(withAccess(needing([], { status }), [grant(READ)], NOW).status).toBe(status);
    expect(statusAfter({ status }, [])).toBe(status);
  });

  test('a first revision is active when nothing is missing', () => {
    expect(statusAfter(undefined, [])).toBe('active');
    expect(statusAfter(undefined, [READ])).toBe('registered');
  });

  test('a new one takes the place of the old one for the same scope', () => {
    const renewed = grant(READ, { at: LATER });
    expect(withGrants([grant(READ, { told: 'ending' }), grant(MAIL)], [renewed])).toEqual([
      renewed,
      grant(MAIL),
    ]);
    expect(withGrants(undefined, [])).toEqual([]);
  });
});

describe('access that has ended', () => {
  const ended = needing([grant(READ), grant(WRITE, { until: LATER }), grant(MAIL)]);

  test('refuses with the way out, swept or not', () => {
    for (const status of ['active', 'registered'] as const) {
      expect(accessEnded({ ...ended, status }, LATER)).toMatchObject({
        why: 'grant-expired',
        say: expect.stringContaining('yardmaster access ask support-reply-drafter'),
        facts: { scopes: 'write' },
      });
    }
  });

  test('is no reason before, of what was never given, or where nothing runs anyway', () => {
    expect(accessEnded(ended, NOW)).toBeUndefined();
    expect(accessEnded(needing([]), NOW)).toBeUndefined();
    expect(accessEnded({ ...ended, status: 'paused' }, LATER)).toBeUndefined();
  });
});

test('names are read by people and by the log', () => {
  expect(scopeNames([READ, MAIL, WRITE])).toEqual(['read', 'write']);
  expect(wantNames([MAIL, READ])).toEqual(['crm:read', 'mail:read']);
  expect(wantsOf([{ connector: 'crm', scopes: ['read', 'write'] }])).toEqual([READ, WRITE]);
});
