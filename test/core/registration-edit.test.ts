import { describe, expect, test } from 'vitest';
import type { Approvers } from '../../lib/core/approvers.ts';
import type { GateRule, Manifest } from '../../lib/core/manifest.ts';
import type { Width } from '../../lib/core/range-width.ts';
import {
  applyEdit,
  type Edit,
  editOptions,
  type RuleEdit,
  ruleOf,
} from '../../lib/core/registration-edit.ts';
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

  describe('where a pin is wider than it may be', () => {
    const id = 'plugin/reply-drafter';
    const releases = CATALOG.get(id) ?? [];
    const locked = (range: string, version: string) => ({
      ...WORKFLOW,
      locks: [{ component: id, range, version }],
    });
    const offered = (range: string, version: string, widest?: Width, catalog = releases) =>
      editOptions(locked(range, version), new Map([[id, catalog]]), widest).upgrades;

    test('its version alone, next to a newer one that is narrow', () => {
      expect(offered('^3.0.0', '3.2.4')).toMatchObject([
        { version: '3.3.0', range: '~3.3.0', exact: true },
      ]);
      expect(offered('3.2.x', '3.2.4', 'patch')).toMatchObject([
        { version: '3.3.0', range: '3.3.0', exact: true },
      ]);
    });

    test('its version alone where there is no newer one', () => {
      expect(offered('^3.0.0', '3.3.0')).toEqual([
        { component: id, locked: '3.3.0', version: '3.3.0', range: '3.3.0', changes: [] },
      ]);
    });

    test('nothing more where it is narrow, or closed to new pins', () => {
      expect(offered('3.2.x', '3.2.4')[0]).not.toHaveProperty('exact');
      expect(offered('3.3.0', '3.3.0', 'exact')).toEqual([]);
      const closed = releases.map((one) => ({ ...one, lifecycle: 'closed' as const }));
      expect(offered('^3.0.0', '3.3.0', 'minor', closed)).toEqual([]);
    });
  });

  test('a gate of nobody that is called like what every object has', () => {
    expect(ruleOf({ ...MANIFEST, gates: {} }, 'constructor')).toEqual({
      quorum: 1,
      minutes: 24 * 60,
      terms: [],
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

describe('what is asked besides, as the form writes it', () => {
  const ACTION = 'send_external_email';
  const all = { step_up: true, reason_required: true, exclude_owner: true } as const;
  const rows: [string, GateRule | undefined, RuleEdit['terms'], GateRule | undefined][] = [
    ['a fresh login', undefined, ['step_up'], { step_up: true }],
    ['all of it', undefined, ['step_up', 'reason_required', 'exclude_owner'], all],
    ['one of three is left', all, ['reason_required'], { reason_required: true }],
    ['nothing any more', all, [], undefined],
    ['what was not shown', all, undefined, all],
    ['others of the rule stay', { ...all, card: 'To {to}' }, [], { card: 'To {to}' }],
  ];
  test.each(rows)('%s', (_, before, terms, after) => {
    const manifest = before ? { ...MANIFEST, gates: { [ACTION]: before } } : MANIFEST;
    const usual = { quorum: 1, minutes: 24 * 60 };
    const rules = new Map([[ACTION, terms === undefined ? usual : { ...usual, terms }]]);
    expect(edited({ rules }, manifest).gates?.[ACTION]).toEqual(after);
  });

  test('what a rule asks is what the form shows as chosen', () => {
    expect(ruleOf({ ...MANIFEST, gates: { [ACTION]: all } }, ACTION).terms).toEqual(
      Object.keys(all),
    );
  });
});

describe('who approves, as the form writes it', () => {
  const ACTION = 'send_external_email';
  const USUAL = { quorum: 1, minutes: 24 * 60 };
  const group = { group: 'S1', on_call: true as const };
  const rows: [string, Approvers | undefined, Partial<RuleEdit>, GateRule | undefined][] = [
    ['nobody named before or now', undefined, { people: [], team: '' }, undefined],
    ['people', undefined, { people: [THIRD], team: '' }, { approvers: { people: [THIRD] } }],
    ['a team', undefined, { people: [], team: 'a' }, { approvers: { team: 'a' } }],
    ['nobody any more', { people: [THIRD], team: 'a' }, { people: [], team: '' }, undefined],
    [
      'the same in another order',
      { people: [THIRD, COLLEAGUE] },
      { people: [COLLEAGUE, THIRD], team: '' },
      { approvers: { people: [THIRD, COLLEAGUE] } },
    ],
    ['a user group, untouched', group, { people: [], team: '' }, { approvers: group }],
    [
      'somebody besides a user group',
      group,
      { people: [THIRD], team: '' },
      { approvers: { ...group, people: [THIRD] } },
    ],
    ['what was not shown', { people: [THIRD] }, {}, { approvers: { people: [THIRD] } }],
  ];
  test.each(rows)('%s', (_, approvers, edit, after) => {
    const before = approvers ? { ...MANIFEST, gates: { [ACTION]: { approvers } } } : MANIFEST;
    const rules = new Map([[ACTION, { ...USUAL, ...edit }]]);
    expect(edited({ rules }, before).gates?.[ACTION]).toEqual(after);
  });
});
