import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../../lib/core/manifest.ts';
import { reviewReasons } from '../../../lib/core/registration/reviews.ts';
import {
  ADMIN,
  COLLEAGUE,
  LEAD,
  NOW,
  OWNER,
  release,
  SURFACE,
  THIRD,
  WORKFLOW,
} from '../perfect.ts';
import { accepted, by, FIRST, published, reasons, with_ } from './first.ts';

const before = {
  ...WORKFLOW,
  manifest: with_({
    systems: ['crm'],
    scopes: { 'crm-readonly': ['crm.read'] },
    gates: { send_external_email: { quorum: 2, expires_in_minutes: 60 } },
  }),
};
const same = before.manifest;
const gate = (rule: NonNullable<Manifest['gates']>[string]): Manifest => ({
  ...same,
  gates: { send_external_email: rule },
});

const WAITS: [string, Manifest, 'team' | 'platform', string, string][] = [
  [
    'removes a gate',
    { ...same, review_required_actions: [] },
    'team',
    'review_required_actions',
    'Removes the gate on send_external_email',
  ],
  [
    'lowers the quorum',
    gate({ quorum: 1, expires_in_minutes: 60 }),
    'team',
    'gates',
    'Lets 1 instead of 2 people approve',
  ],
  [
    'lengthens the expiry',
    gate({ quorum: 2, expires_in_minutes: 61 }),
    'team',
    'gates',
    'wait 61 minutes, not 1 hour',
  ],
  [
    'changes the owner',
    { ...same, owner_person: THIRD },
    'team',
    'owner_person',
    'Makes U3 the owner',
  ],
  [
    'adds a scope',
    { ...same, scopes: { 'crm-readonly': ['crm.read', 'crm.write'] } },
    'platform',
    'scopes',
    'Adds the scope crm.write',
  ],
  [
    'adds a system',
    { ...same, systems: ['crm', 'mail'] },
    'platform',
    'systems',
    'Adds the system mail',
  ],
];

describe('a revision waits for its review when it', () => {
  test.each(WAITS)('%s', (_, manifest, review, field, say) => {
    const expected = { review, field, say: expect.stringContaining(say) };
    expect(reasons({ before, manifest })).toEqual([expected]);
  });

  test('drops the rule of a gate: the usual one is weaker in both', () => {
    const found = reasons({ before, manifest: { ...same, gates: undefined } });
    expect(found.map((one) => one.field)).toEqual(['gates', 'gates']);
  });

  test.each([
    ['names approvers', undefined, { people: [COLLEAGUE] }],
    ['names approvers no more', { people: [COLLEAGUE] }, undefined],
    ['names somebody besides', { people: [COLLEAGUE] }, { people: [COLLEAGUE, THIRD] }],
    ['names another team', { team: 'team-finance' }, { team: 'team-sales' }],
    ['names another user group', { group: 'S1' }, { group: 'S2' }],
    ['lets whoever is on call approve too', { team: 'a' }, { team: 'a', on_call: true as const }],
  ])('%s', (_, was, now) => {
    const with_ = (approvers: typeof was) => gate({ quorum: 2, expires_in_minutes: 60, approvers });
    const waiting = { ...before, manifest: with_(was) };
    expect(reasons({ before: waiting, manifest: with_(now) })).toEqual([
      { review: 'team', field: 'gates', say: 'Changes who approves send_external_email' },
    ]);
  });

  test('names approvers of an action that the baseline alone gates', () => {
    const manifest = with_({ gates: { refund: { approvers: { people: [COLLEAGUE] } } } });
    const [found, ...more] = reasons({ before: WORKFLOW, manifest });
    expect(found).toMatchObject({ review: 'team', say: 'Changes who approves refund' });
    expect(more).toEqual([]);
  });

  test('gives people longer than usual for what the baseline alone gates', () => {
    const manifest = with_({ gates: { refund: { expires_in_minutes: 2880 } } });
    const next = { ...WORKFLOW, manifest };
    const about = { catalog: new Map(), person: OWNER, stewards: [], now: NOW };
    const isRuled = (action: string) => action === 'refund';
    expect(reviewReasons({ before: WORKFLOW, next, ...about, isRuled })).toEqual([
      { review: 'team', field: 'gates', say: 'Lets a request to refund wait 2 days, not 1 day' },
    ]);
  });

  test('lowers the rule of an action that the baseline alone gates', () => {
    const gates = { refund: { quorum: 2, expires_in_minutes: 60 } };
    const ruled = { ...WORKFLOW, manifest: with_({ gates }) };
    const weaker = with_({ gates: { refund: { quorum: 1, expires_in_minutes: 60 } } });
    const [found, ...more] = reasons({ before: ruled, manifest: weaker });
    expect(found?.say).toBe('Lets 1 instead of 2 people approve refund');
    expect(more).toEqual([]);
    const dropped = reasons({ before: ruled, manifest: with_({ gates: undefined }) });
    expect(dropped.map((one) => one.field)).toEqual(['gates', 'gates']);
  });

  test('mixes both kinds: each is named with its review', () => {
    const manifest = { ...same, systems: ['mail'], owner_person: THIRD, purpose: 'x' };
    expect(reasons({ before, manifest }).map((one) => one.review)).toEqual(['team', 'platform']);
  });
});

describe('a version that is taken waits for its review when it', () => {
  test.each([
    ['names the action no more', undefined],
    ['names another action', { 'crm.write': ['tag_ticket'] }],
  ])('%s that kept a scope behind its gate', (_, scope_actions) => {
    const id = 'connector/crm-readonly';
    const surface = { ...SURFACE, scopes: ['crm.write'], systems: ['crm'] };
    const mapped = { 'crm.write': ['send_external_email'] };
    const catalog = published(
      id,
      release(id, '1.4.0', { surface, terms: { scope_actions: mapped } }),
      release(id, '1.4.1', { surface, terms: scope_actions ? { scope_actions } : {} }),
      release(id, '1.4.2', { surface, terms: { scope_actions: mapped } }),
    );
    const at = (version: string) => with_({ uses: [{ connector: 'crm-readonly', version }] });
    const locks = [{ component: id, range: '1.4.0', version: '1.4.0' }];
    const held = { ...WORKFLOW, manifest: at('1.4.0'), locks };
    expect(reasons({ before: held, catalog, manifest: at('1.4.1') })).toEqual([
      {
        ...{ review: 'team', field: 'gates' },
        say: 'Takes the scope crm.write of crm-readonly out from behind its gate',
      },
    ]);
    expect(accepted({ before: held, catalog, manifest: at('1.4.2') }).revision).toBe(2);
  });

  test('touches more than the locked one', () => {
    const surface = { ...SURFACE, scopes: ['crm.read', 'crm.write'], systems: ['crm', 'billing'] };
    const [first] = FIRST.catalog.get('connector/crm-readonly') ?? [];
    if (!first) throw new Error('no release');
    const catalog = published(
      'connector/crm-readonly',
      first,
      release('connector/crm-readonly', '1.5.0', { surface }),
    );
    const uses: Manifest['uses'] = [{ connector: 'crm-readonly', version: '1.5.x' }];
    const found = reasons({ before: WORKFLOW, catalog, manifest: with_({ uses }) });
    expect(found.map((one) => one.say)).toEqual([
      'Adds the scope crm.write of crm-readonly',
      'Adds the system billing',
    ]);
  });
});

describe('a revision is in force at once when it', () => {
  const rows: [string, Manifest][] = [
    ['raises the quorum', gate({ quorum: 3, expires_in_minutes: 60 })],
    ['shortens the expiry', gate({ quorum: 2, expires_in_minutes: 5 })],
    [
      'adds a gate and drops a system',
      { ...same, systems: [], review_required_actions: ['send_external_email', 'refund'] },
    ],
    ['names the owner it has already', { ...same, owner_person: OWNER }],
    ['drops a narrowing that narrowed nothing', { ...same, scopes: undefined }],
    ['asks for fewer scopes', { ...same, scopes: { 'crm-readonly': [] } }],
    [
      'declares a system that a locked release touches',
      { ...same, systems: ['crm'], purpose: 'x' },
    ],
  ];
  test.each(rows)('%s', (_, manifest) => {
    expect(accepted({ before, manifest }).revision).toBe(2);
  });

  test('adds a scope that the baseline gives to everybody', () => {
    const manifest = { ...same, scopes: { 'crm-readonly': ['crm.read', 'crm.write'] } };
    const next = accepted({ before, manifest, preGranted: ['crm.read', 'crm.write'] });
    expect(next).toMatchObject({ status: 'active', missingScopes: [] });
  });

  test('needs what its grant gave until it ended: that is asked for, and adds nothing', () => {
    const grants = [{ connector: 'crm-readonly', scope: 'crm.read', at: NOW, by: ADMIN }];
    const needs = [{ connector: 'crm-readonly', scopes: ['crm.read'] }];
    const ended = { ...before, needs, grants: grants.map((one) => ({ ...one, until: NOW })) };
    const next = accepted({ before: ended, manifest: { ...same, purpose: 'x' }, preGranted: [] });
    expect(next).toMatchObject({ status: 'registered', missingScopes: ['crm.read'] });
  });

  test('comes with the scopes that its review gave', () => {
    const manifest = { ...same, scopes: { 'crm-readonly': ['crm.read', 'crm.write'] } };
    const given = { scopes: ['crm.write'], by: ADMIN, request: 'rev_1' };
    const next = accepted({ before, manifest, given });
    expect(next.status).toBe('active');
    expect(next.grants).toContainEqual({
      ...{ connector: 'crm-readonly', scope: 'crm.write' },
      ...{ at: NOW, by: ADMIN, request: 'rev_1' },
    });
  });
});

describe('naming a backup', () => {
  const manifest = { ...same, backup: THIRD };
  test.each([
    ['the owner', OWNER],
    ['the lead', LEAD],
  ])('by %s, who has these rights, is in force at once', (_, person) => {
    expect(accepted({ before, manifest, editor: by(person) }).backup).toBe(THIRD);
  });

  test('by another member waits: nobody makes himself the backup', () => {
    const found = reasons({ before, manifest, editor: by(COLLEAGUE) });
    expect(found).toMatchObject([{ review: 'team', field: 'backup' }]);
  });

  test('by CI waits', () => {
    const editor = { kind: 'ci' as const, id: 'main', team: 'team-support' };
    expect(reasons({ before, manifest, editor })).toMatchObject([{ field: 'backup' }]);
  });
});

test('what a workflow in force has, it keeps, also when the baseline gives it no more', () => {
  const next = accepted({ before: WORKFLOW, preGranted: [], manifest: with_({ purpose: 'x' }) });
  expect(next).toMatchObject({ status: 'active', missingScopes: [] });
});
