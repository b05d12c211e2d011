import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../lib/core/manifest.ts';
import { type Registration, register } from '../../lib/core/registration.ts';
import {
  CATALOG,
  COLLEAGUE,
  LATER,
  MANIFEST,
  OWNER,
  release,
  SURFACE,
  WORKFLOW,
} from './perfect.ts';
import { accepted, FIRST, line, published, said, uses, with_ } from './registration/first.ts';

test('the manifest of the plan is accepted, locked, and active at once', () => {
  expect(accepted({})).toEqual(WORKFLOW);
});

describe('locks', () => {
  const again = { before: WORKFLOW, now: LATER };
  const changed = with_({ purpose: 'Drafts replies' });
  const newer = published(
    'plugin/reply-drafter',
    ...(CATALOG.get('plugin/reply-drafter') ?? []),
    release('plugin/reply-drafter', '3.2.9'),
  );

  test('a later release never moves a lock', () => {
    expect(accepted({ ...again, manifest: changed, catalog: newer }).locks).toEqual(WORKFLOW.locks);
  });

  test('a new pin takes the highest open release', () => {
    expect(accepted({ catalog: newer }).locks[0]?.version).toBe('3.2.9');
  });

  test('an unchanged range keeps its lock, also when the release is closed', () => {
    const closed = published(
      'skill/tone-brand-voice',
      release('skill/tone-brand-voice', '2.0.1', { lifecycle: 'closed' }),
    );
    expect(accepted({ ...again, manifest: changed, catalog: closed }).locks).toEqual(
      WORKFLOW.locks,
    );
  });

  test('a changed range is a new pin', () => {
    const manifest = uses(
      { plugin: 'reply-drafter', version: '~3.2.0' },
      ...MANIFEST.uses.slice(1),
    );
    const outcome = accepted({ ...again, manifest, catalog: newer });
    expect(outcome.locks[0]).toMatchObject({ range: '~3.2.0', version: '3.2.9' });
  });

  test.each(['closed', 'disabled'] as const)(
    'a %s release is not chosen for a new pin',
    (lifecycle) => {
      const catalog = published(
        'plugin/reply-drafter',
        release('plugin/reply-drafter', '3.2.1'),
        release('plugin/reply-drafter', '3.2.4', { lifecycle }),
      );
      expect(accepted({ catalog }).locks[0]?.version).toBe('3.2.1');
    },
  );

  test('a deprecated release still is', () => {
    const catalog = published(
      'plugin/reply-drafter',
      release('plugin/reply-drafter', '3.2.1', { lifecycle: 'deprecated' }),
    );
    expect(accepted({ catalog }).locks[0]?.version).toBe('3.2.1');
  });
});

const closedCatalog = published(
  'plugin/reply-drafter',
  release('plugin/reply-drafter', '3.2.4', { lifecycle: 'closed' }),
);
const owned = { ...WORKFLOW, team: 'team-sales' };
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
  ['a floating range', { manifest: uses(line('^3.0.0')) }, 'uses[0]', 'Write "3.3.x" instead.'],
  [
    'a floating range whose newest versions are closed to new pins',
    {
      manifest: uses(line('^3.0.0')),
      catalog: published(
        'plugin/reply-drafter',
        release('plugin/reply-drafter', '3.1.0'),
        release('plugin/reply-drafter', '3.3.0', { lifecycle: 'closed' }),
      ),
    },
    'uses[0]',
    'Write "3.1.x" instead.',
  ],
  ['a range that is none', { manifest: uses(line('newest')) }, 'uses[0]', 'no version range'],
  [
    'an unsatisfiable range',
    { manifest: uses(line('3.9.x')) },
    'uses[0]',
    'no version satisfies "3.9.x". The newest is 3.3.0.',
  ],
  ['a range of closed releases only', { catalog: closedCatalog }, 'uses[0]', 'closed to new pins'],
  [
    'a component pinned twice',
    { manifest: uses(line('3.2.x'), line('3.3.x')) },
    'uses[1]',
    'pinned twice',
  ],
  ['a name of another team', { before: owned }, 'workflow', 'taken by team-sales'],
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
  const outcome = register({ ...FIRST, manifest });
  expect(outcome.kind === 'problems' && outcome.problems.map((one) => one.field)).toEqual([
    'uses[0]',
    'uses[1]',
    'backup',
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

describe('warnings', () => {
  test('none for the manifest of the plan', () => expect(said({})).toEqual([]));

  test('only one person could decide', () => {
    expect(said({ members: [OWNER, COLLEAGUE] })).toEqual([
      'Only one person in team-support could decide on its approvals besides you.',
    ]);
  });

  test('nobody could decide', () => {
    expect(said({ members: [OWNER] })[0]).toMatch(/^Nobody in team-support could decide/);
  });

  test('a gate that no component meets', () => {
    const manifest = with_({ review_required_actions: ['send_external_email', 'refnud'] });
    expect(said({ manifest })).toEqual([
      'No pinned component lists refnud. It is gated all the same; check the spelling.',
    ]);
  });

  test('an action without a gate', () => {
    const { review_required_actions: _, ...manifest } = MANIFEST;
    expect(said({ manifest })).toEqual(['Without a gate: send_external_email.']);
  });
});

test('the actions of all locked releases are known to it, once each and sorted', () => {
  const surface = { ...SURFACE, actions: ['b', 'a', 'b'] };
  const catalog = published(
    'skill/tone-brand-voice',
    release('skill/tone-brand-voice', '2.0.1', { surface }),
  );
  expect(accepted({ catalog }).actions).toEqual(['a', 'b', 'send_external_email']);
});
