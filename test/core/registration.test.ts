import { describe, expect, test } from 'vitest';
import { defaultBaseline } from '../../lib/core/baseline-default.ts';
import type { Release } from '../../lib/core/component.ts';
import type { Manifest } from '../../lib/core/manifest.ts';
import type { Held } from '../../lib/core/registration/held.ts';
import { type Registration, register } from '../../lib/core/registration.ts';
import { TODAY } from './findings/perfect.ts';
import { NOW, release, SURFACE, WORKFLOW } from './perfect.ts';
import { accepted, FIRST, line, published, said, uses, with_ } from './registration/first.ts';

test('the manifest of the plan is accepted, locked, and active at once', () => {
  expect(accepted({})).toMatchObject(WORKFLOW);
});

const closedCatalog = published(
  'plugin/reply-drafter',
  release('plugin/reply-drafter', '3.2.4', { lifecycle: 'closed' }),
);
const owned = { ...WORKFLOW, team: 'team-sales' };
const HELD: Held = {
  rules: defaultBaseline(['crm.read'], NOW).rules,
  today: TODAY,
  inactive: new Set(),
  retirements: new Map(),
};
type Row = [string, Partial<Registration>, string, string];
const PROBLEMS: Row[] = [
  [
    'an unknown component',
    { manifest: uses({ skill: 'nothing', version: '1.0.0' }) },
    'uses[0]',
    'skill/nothing is not in the catalog. Look for what exists with "find nothing".',
  ],
  [
    'a component without releases',
    { catalog: published('plugin/reply-drafter') },
    'uses[0]',
    'not in the catalog',
  ],
  [
    'a wide range',
    { manifest: uses(line('^3.0.0')), held: HELD },
    'uses[0].version',
    '"^3.0.0" is wider than one minor version. Write "3.3.x" instead.',
  ],
  [
    'a floating range',
    { manifest: uses(line('>=3.0.0')), held: HELD },
    'uses[0].version',
    '">=3.0.0" has no upper end, so it moves by itself. Write "3.3.x" instead.',
  ],
  [
    'a wide range whose newest versions are closed to new pins',
    {
      held: HELD,
      manifest: uses(line('^3.0.0')),
      catalog: published(
        'plugin/reply-drafter',
        release('plugin/reply-drafter', '3.1.0'),
        release('plugin/reply-drafter', '3.3.0', { lifecycle: 'closed' }),
      ),
    },
    'uses[0].version',
    'Write "3.1.x" instead.',
  ],
  [
    'a range that is none, whatever the baseline says',
    { manifest: uses(line('newest')) },
    'uses[0]',
    'it is a name that moves from version to version. Write "3.3.x", for example.',
  ],
  [
    'a range that no version can satisfy',
    { manifest: uses(line('>2 <1')) },
    'uses[0]',
    'names no version to start from. Write "3.3.x", for example.',
  ],
  [
    'an unsatisfiable range',
    { manifest: uses(line('3.9.x')) },
    'uses[0]',
    'no version satisfies "3.9.x". The newest is 3.3.0. Write "3.3.x", for example.',
  ],
  [
    'a range of closed releases where another is open',
    {
      manifest: uses(line('3.3.x')),
      catalog: published(
        'plugin/reply-drafter',
        release('plugin/reply-drafter', '3.1.0'),
        release('plugin/reply-drafter', '3.3.0', { lifecycle: 'closed' }),
      ),
    },
    'uses[0]',
    'every version in "3.3.x" is closed to new pins. Write "3.1.x", for example.',
  ],
  ['a range of closed releases only', { catalog: closedCatalog }, 'uses[0]', 'closed to new pins'],
  [
    'a component pinned twice',
    { manifest: uses(line('3.2.x'), line('3.3.x')) },
    'uses[1]',
    'pinned twice',
  ],
  [
    'a name of another team',
    { before: owned, teamBefore: 'team-sales' },
    'workflow',
    'taken by team-sales',
  ],
  [
    'a repository workflow edited in Slack',
    { before: WORKFLOW, home: 'slack', manifest: with_({ purpose: 'x' }) },
    'workflow',
    'its repository',
  ],
  [
    'a Slack workflow registered by CI',
    { before: { ...WORKFLOW, home: 'slack' }, manifest: with_({ purpose: 'x' }) },
    'workflow',
    'edited in Slack',
  ],
  [
    'an owner outside the team',
    { manifest: with_({ owner_person: 'T1/U99' }) },
    'owner_person',
    'no member of team-support',
  ],
  [
    'a first registration by CI that names no owner',
    { editor: { kind: 'ci', id: 'main', team: 'team-support' } },
    'owner_person',
    'CI registers it',
  ],
  ['a backup outside the team', { manifest: with_({ backup: 'T2/U1' }) }, 'backup', 'no member'],
];
test.each(PROBLEMS)('refuses %s', (_, change, field, say) => {
  const outcome = register({ ...FIRST, manifest: with_({ purpose: 'x' }), ...change });
  expect(outcome).toMatchObject({ kind: 'problems' });
  const problems = outcome.kind === 'problems' ? outcome.problems : [];
  expect(problems).toContainEqual({ field, say: expect.stringContaining(say) });
});

test('every problem is named at once', () => {
  const manifest = { ...uses(line('*'), { skill: 'nothing', version: '1.0.0' }), backup: 'T9/U9' };
  const outcome = register({ ...FIRST, manifest, held: HELD });
  expect(outcome.kind === 'problems' && outcome.problems.map((one) => one.field)).toEqual([
    'uses[1]',
    'backup',
    'uses[0].version',
  ]);
});

describe('scopes', () => {
  test('beyond what is granted to all leave it registered, without credentials', () => {
    expect(accepted({ preGranted: [] })).toMatchObject({
      status: 'registered',
      missingScopes: ['crm.read'],
    });
    expect(said({ preGranted: [] })).toContain(
      'It waits for access to crm.read and gets no credentials before.',
    );
  });

  test('are those the manifest names for the connector, else all of its release', () => {
    const manifest = with_({ scopes: { 'crm-readonly': [] } });
    expect(accepted({ manifest, preGranted: [] })).toMatchObject({
      status: 'active',
      missingScopes: [],
    });
  });
});

describe('a connector that cannot separate a gated action', () => {
  const crm = (terms: Release['terms'] = undefined) =>
    published(
      'connector/crm-readonly',
      release('connector/crm-readonly', '1.4.0', {
        surface: { ...SURFACE, scopes: ['crm.read'], actions: ['send_external_email'] },
        ...(terms ? { terms } : {}),
      }),
    );

  test('is warned of', () => {
    const advice = said({ catalog: crm() }).filter((one) => one.startsWith('Advisory gate'));
    expect(advice).toEqual([expect.stringContaining('which scope lets send_external_email')]);
  });

  test('is not warned of where its map says which scope', () => {
    const terms = { scope_actions: { 'crm.read': ['send_external_email'] } };
    expect(said({ catalog: crm(terms) }).join(' ')).not.toContain('Advisory gate');
  });

  test('brings along the actions that its maps name', () => {
    const terms = { tool_actions: { close: ['close_ticket'] } };
    expect(accepted({ catalog: crm(terms) }).actions).toContain('close_ticket');
  });
});

test('a connector may be called like something that every object has', () => {
  const surface = { ...SURFACE, scopes: ['crm.read'] };
  const id = 'connector/constructor';
  const manifest: Manifest = {
    ...uses({ connector: 'constructor', version: '1.0.0' }),
    scopes: { 'crm-readonly': [] },
  };
  const catalog = published(id, release(id, '1.0.0', { surface }));
  expect(accepted({ manifest, catalog, preGranted: [] }).missingScopes).toEqual(['crm.read']);
});

test('the actions of all locked releases are known to it, once each and sorted', () => {
  const surface = { ...SURFACE, actions: ['b', 'a', 'b'] };
  const catalog = published(
    'skill/tone-brand-voice',
    release('skill/tone-brand-voice', '2.0.1', { surface }),
  );
  expect(accepted({ catalog }).actions).toEqual(['a', 'b', 'send_external_email']);
});
