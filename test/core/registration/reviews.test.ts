import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../../lib/core/manifest.ts';
import { firstAccess } from '../../../lib/core/registration/reviews.ts';
import { COLLEAGUE, LEAD, OWNER, release, SURFACE, THIRD, WORKFLOW } from '../perfect.ts';
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

  test('takes a version that touches more than the locked one', () => {
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
      'Adds the scope crm.write',
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

  test('comes with the scopes that its review gave', () => {
    const manifest = { ...same, scopes: { 'crm-readonly': ['crm.read', 'crm.write'] } };
    const next = accepted({ before, manifest, grants: ['crm.write'] });
    expect(next).toMatchObject({ status: 'active', granted: ['crm.write'] });
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

test('the first access asks the platform for each missing scope', () => {
  const waiting = { ...WORKFLOW, missingScopes: ['a', 'b'] };
  expect(firstAccess(waiting)).toEqual([
    { review: 'platform', field: 'access', say: 'Asks for the scope a' },
    { review: 'platform', field: 'access', say: 'Asks for the scope b' },
  ]);
});
