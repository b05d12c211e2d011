import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../lib/core/manifest.ts';
import { applyEdit, type Edit, editOptions, ruleOf } from '../../lib/core/registration-edit.ts';
import {
  CATALOG,
  COLLEAGUE,
  MANIFEST,
  OWNER,
  release,
  SURFACE,
  THIRD,
  WORKFLOW,
} from './perfect.ts';

const OPTIONS = editOptions(WORKFLOW, CATALOG);
const SAME: Edit = {
  purpose: '',
  owner: OWNER,
  backup: undefined,
  gated: ['send_external_email'],
  rules: new Map([['send_external_email', { quorum: 1, minutes: 24 * 60 }]]),
  scopes: new Map([['crm-readonly', ['crm.read']]]),
  ranges: new Map(),
};
const edited = (change: Partial<Edit>, manifest: Manifest = MANIFEST) =>
  applyEdit({ ...WORKFLOW, manifest }, OPTIONS, { ...SAME, ...change });

describe('what the form offers', () => {
  test('actions of locked releases and gated ones, scopes, and newer open versions', () => {
    expect(OPTIONS).toEqual({
      actions: ['send_external_email'],
      gated: ['send_external_email'],
      connectors: [{ connector: 'crm-readonly', scopes: ['crm.read'], chosen: ['crm.read'] }],
      upgrades: [
        {
          component: 'plugin/reply-drafter',
          locked: '3.2.4',
          version: '3.3.0',
          range: '3.3.x',
          changes: [],
        },
      ],
    });
  });

  test('a newer version says what it may touch and the locked one may not', () => {
    const wide = { ...SURFACE, scopes: ['crm.read', 'crm.write'], systems: ['crm'] };
    const id = 'connector/crm-readonly';
    const releases = [...(CATALOG.get(id) ?? []), release(id, '1.4.2', { surface: wide })];
    const before = { ...WORKFLOW, locks: [{ component: id, range: '1.4.x', version: '1.4.0' }] };
    const { upgrades } = editOptions(before, new Map([[id, releases]]));
    expect(upgrades).toMatchObject([
      { version: '1.4.2', range: '~1.4.2', changes: ['adds scope crm.write'] },
    ]);
  });

  test('no version that is closed to new pins', () => {
    const id = 'skill/tone-brand-voice';
    const closed = release(id, '2.1.0', { lifecycle: 'closed' });
    const releases = [...(CATALOG.get(id) ?? []), closed];
    expect(editOptions(WORKFLOW, new Map([[id, releases]])).upgrades).toEqual([]);
  });

  test('a gate of nobody that is called like what every object has', () => {
    expect(ruleOf({ ...MANIFEST, gates: {} }, 'constructor')).toEqual({
      quorum: 1,
      minutes: 24 * 60,
    });
  });
});

describe('what the form writes', () => {
  test('sent as it was opened: the same manifest', () => {
    expect(edited({})).toEqual(MANIFEST);
  });

  const rows: [string, Partial<Edit>, Partial<Manifest>][] = [
    ['the purpose', { purpose: 'x' }, { purpose: 'x' }],
    ['the backup', { backup: THIRD }, { backup: THIRD }],
    ['the owner', { owner: COLLEAGUE }, { owner_person: COLLEAGUE }],
    ['no owner, which leaves it', { owner: undefined }, {}],
    [
      'another gate',
      { gated: ['refund', 'send_external_email'] },
      { review_required_actions: ['send_external_email', 'refund'] },
    ],
    ['no gate', { gated: [] }, { review_required_actions: [] }],
    [
      'a rule',
      { rules: new Map([['send_external_email', { quorum: 2, minutes: 60 }]]) },
      { gates: { send_external_email: { quorum: 2, expires_in_minutes: 60 } } },
    ],
    [
      'one part of a rule, the usual of the other left unwritten',
      { rules: new Map([['send_external_email', { quorum: 1, minutes: 60 }]]) },
      { gates: { send_external_email: { expires_in_minutes: 60 } } },
    ],
    [
      'a rule of what is not gated',
      { rules: new Map([['refund', { quorum: 2, minutes: 60 }]]) },
      {},
    ],
    [
      'fewer scopes',
      { scopes: new Map([['crm-readonly', []]]) },
      { scopes: { 'crm-readonly': [] } },
    ],
    ['scopes that were not shown', { scopes: new Map() }, {}],
    [
      'a version',
      { ranges: new Map([['plugin/reply-drafter', '3.3.x']]) },
      { uses: [{ plugin: 'reply-drafter', version: '3.3.x' }, ...MANIFEST.uses.slice(1)] },
    ],
  ];
  test.each(rows)('%s', (_, change, manifest) => {
    expect(edited(change)).toEqual({ ...MANIFEST, ...manifest });
  });

  test('what is emptied is left out', () => {
    const full = { ...MANIFEST, purpose: 'x', backup: THIRD };
    const before = { ...WORKFLOW, purpose: 'x', manifest: full };
    expect(applyEdit(before, OPTIONS, SAME)).toEqual(MANIFEST);
  });

  test('a gate that is dropped takes its rule with it, another keeps its own', () => {
    const rule = { quorum: 3 };
    const full = {
      ...MANIFEST,
      review_required_actions: ['send_external_email', 'refund'],
      gates: { send_external_email: rule, refund: rule },
    };
    const change = { gated: ['refund'], rules: new Map() };
    expect(edited(change, full).gates).toEqual({ refund: rule });
  });
});
