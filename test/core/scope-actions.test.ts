import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Release, ReleaseTerms } from '../../lib/core/component.ts';
import {
  actionsOf,
  advisories,
  advisorySentences,
  gatedActionsOf,
  gatedScopes,
  openedBy,
  standingScopes,
} from '../../lib/core/scope-actions.ts';
import { release, SURFACE, WORKFLOW } from './perfect.ts';

const connector = (
  surface: Partial<Release['surface']>,
  terms?: ReleaseTerms,
  id = 'connector/mail',
): Release =>
  release(id, '1.0.0', { surface: { ...SURFACE, ...surface }, ...(terms ? { terms } : {}) });
const gated = new Set(['send', 'refund']);
const MAPPED = connector(
  { scopes: ['read', 'write', 'admin'], actions: ['send', 'list'] },
  { scope_actions: { read: ['list'], write: ['send'] } },
);

test('actions are those that are listed and those that the maps name', () => {
  const terms = { scope_actions: { write: ['send'] }, tool_actions: { t: ['wipe', 'send'] } };
  expect(actionsOf(connector({ actions: ['list'] }, terms))).toEqual(['list', 'send', 'wipe']);
  expect(actionsOf(connector({}))).toEqual([]);
});

test('a scope lets happen what the map says, and nobody knows what else', () => {
  expect(openedBy(MAPPED, 'write')).toEqual(['send']);
  expect(openedBy(MAPPED, 'admin')).toBeUndefined();
  expect(openedBy(MAPPED, 'constructor')).toBeUndefined();
});

test('gated is what the manifest lists and what the baseline rules, of the actions there are', () => {
  const found = gatedActionsOf(
    { ...WORKFLOW, actions: ['refund', 'list'] },
    (one) => one !== 'list',
  );
  expect([...found]).toEqual(['send_external_email', 'refund']);
});

describe('scopes behind a gated action', () => {
  test('are never leased standing; the others are', () => {
    expect(gatedScopes(MAPPED, gated)).toEqual(['write']);
    expect(standingScopes(MAPPED, gated)).toEqual(['admin', 'read']);
    expect(standingScopes(MAPPED, new Set())).toEqual(['admin', 'read', 'write']);
  });

  test('none of them is standing, whatever the map says, and no scope is lost', () => {
    const names = fc.constantFrom('a', 'b', 'c', 'constructor', '__proto__');
    const acts = fc.constantFrom('send', 'refund', 'list', 'tag');
    const lists = fc.array(acts, { minLength: 1 });
    const maps = fc.dictionary(
      names.filter((one) => one !== '__proto__'),
      lists,
    );
    fc.assert(
      fc.property(fc.uniqueArray(names), maps, fc.uniqueArray(acts), (scopes, map, list) => {
        const one = connector({ scopes }, { scope_actions: map });
        const set = new Set<string>(list);
        const standing = standingScopes(one, set);
        const behind = gatedScopes(one, set);
        expect([...standing, ...behind].sort()).toEqual([...scopes].sort());
        for (const scope of standing) {
          expect((openedBy(one, scope) ?? []).filter((action) => set.has(action))).toEqual([]);
        }
      }),
    );
  });
});

describe('a gate is only advice', () => {
  const ROWS: [string, Release, string[]][] = [
    ['not where each gated action has a scope of its own', MAPPED, []],
    ['where there is no map', connector({ scopes: ['all'], actions: ['send'] }), ['unmapped']],
    ['not where nothing is gated', connector({ scopes: ['all'], actions: ['list'] }), []],
    [
      'where a gated action is named by no scope',
      connector({ scopes: ['read'], actions: ['send'] }, { scope_actions: { read: ['list'] } }),
      ['unmapped'],
    ],
    [
      'where one scope opens both',
      connector({ scopes: ['all'] }, { scope_actions: { all: ['send', 'list'] } }),
      ['mixed'],
    ],
    [
      'where one scope opens two gated actions: the approval of one opens the other',
      connector({ scopes: ['all'] }, { scope_actions: { all: ['send', 'refund'] } }),
      ['mixed'],
    ],
    [
      'by its tools, where it has no scopes',
      connector({ tools: ['t', 'u'] }, { tool_actions: { t: ['send'], u: ['refund', 'tag'] } }),
      ['mixed'],
    ],
    [
      'where only a tool is named and scopes could open it',
      connector({ scopes: ['all'], tools: ['t'] }, { tool_actions: { t: ['send'] } }),
      ['unmapped'],
    ],
  ];
  test.each(ROWS)('%s', (_, one, words) => {
    expect(advisories(one, gated).map(({ why }) => why)).toEqual(words);
  });

  test('is said for connectors alone, in a sentence with their names', () => {
    const all = connector({ scopes: ['all'], actions: ['send'] });
    const mixed = connector({ scopes: ['all'] }, { scope_actions: { all: ['send', 'list'] } });
    const both = connector({ scopes: ['all'] }, { scope_actions: { all: ['send', 'refund'] } });
    const skill = connector({ actions: ['send'] }, undefined, 'skill/x');
    expect(advisorySentences([all, skill, mixed, both], gated)).toEqual([
      expect.stringContaining('connector/mail does not say which scope lets send happen'),
      expect.stringContaining('all of connector/mail lets list happen together with send'),
      expect.stringContaining('all of connector/mail lets refund, send happen alike'),
    ]);
  });
});
