import { describe, expect, test } from 'vitest';
import { SOURCE_KINDS } from '../../lib/core/estate-source.ts';
import {
  discoveredRow,
  oversightRowSchema,
  oversightSourceSchema,
  sourceLines,
  totalsOf,
  whyIncomplete,
  workflowRow,
} from '../../lib/core/oversight.ts';
import { COLLEAGUE, LATER, NOW, OWNER, SURFACE, WORKFLOW } from './perfect.ts';
import { DISCOVERED } from './perfect-estate.ts';

const around = {
  surfaces: new Map([
    ['connector/crm-readonly@1.4.0', { ...SURFACE, scopes: ['crm.read'], systems: ['crm'] }],
  ]),
  ruled: () => false,
  baseUrl: 'https://yard.example',
  now: NOW,
};

const key = { id: 'key_1', hash: 'h', holder: OWNER, issuedAt: NOW };

describe('a workflow', () => {
  test('says who owns it, what it can touch and where its log is', () => {
    const row = workflowRow({ ...WORKFLOW, backup: COLLEAGUE, keys: [key] }, around);
    expect(oversightRowSchema.parse(row)).toEqual({
      kind: 'workflow',
      id: 'support-reply-drafter',
      title: 'support-reply-drafter',
      team: 'team-support',
      owner: OWNER,
      backup: COLLEAGUE,
      status: 'active',
      purpose: '',
      systems: ['crm'],
      connectors: [{ id: 'connector/crm-readonly', version: '1.4.0', scopes: ['crm.read'] }],
      gated_actions: ['send_external_email'],
      log: 'https://yard.example/v1/log?subject=workflow/support-reply-drafter',
      last_change: NOW,
      key_holders: 1,
      source: '',
    });
  });

  test('its own words come before those of its components', () => {
    const manifest = {
      ...WORKFLOW.manifest,
      systems: ['mail'],
      scopes: { 'crm-readonly': ['crm.tickets'] },
      audit_logs: 'https://logs.example/x',
    };
    expect(workflowRow({ ...WORKFLOW, manifest }, around)).toMatchObject({
      systems: ['crm', 'mail'],
      connectors: [{ scopes: ['crm.tickets'] }],
      log: 'https://logs.example/x',
    });
  });

  test('what the baseline gates is gated too, as far as its components do it', () => {
    const workflow = { ...WORKFLOW, actions: ['delete_ticket', 'send_external_email'] };
    const ruled = (team: string, action: string) =>
      team === 'team-support' && action.startsWith('delete');
    expect(workflowRow(workflow, { ...around, ruled }).gated_actions).toEqual([
      'delete_ticket',
      'send_external_email',
    ]);
  });

  test('counts people with a key in force, each once', () => {
    const keys = [key, { ...key, id: 'key_2' }, { ...key, holder: COLLEAGUE, endsAt: NOW }];
    expect(workflowRow({ ...WORKFLOW, keys }, around).key_holders).toBe(1);
  });
});

test('a discovered entry has no keys, no gates and says where it comes from', () => {
  const row = discoveredRow({ ...DISCOVERED, state: 'gone', answeredAt: LATER }, around.baseUrl);
  expect(oversightRowSchema.parse(row)).toMatchObject({
    kind: 'discovered',
    id: 'draft-replies',
    title: 'Draft replies',
    status: 'gone',
    connectors: [{ id: 'connector/crm-readonly', version: '1.4.0', scopes: [] }],
    key_holders: 0,
    gated_actions: [],
    last_change: LATER,
    source: 'import agents.csv',
  });
  expect(discoveredRow({ ...DISCOVERED, owner: undefined }, '').owner).toBe('');
});

describe('sources', () => {
  const compared = {
    kind: 'iam' as const,
    name: 'production',
    comparedAt: NOW,
    by: OWNER,
    counts: { seen: 7, unregistered: 2, vanished: 1, lookAlikes: 1 },
  };

  test('of a kind that was never compared are named', () => {
    const lines = sourceLines([]);
    expect(lines.map((line) => line.kind)).toEqual([...SOURCE_KINDS]);
    for (const line of lines) {
      expect(oversightSourceSchema.parse(line)).toMatchObject({ compared: false });
      expect(line.say).toContain('was ever compared');
    }
  });

  test('that were compared say when, and how many', () => {
    const lines = sourceLines([compared, { ...compared, name: 'test' }]);
    expect(lines).toHaveLength(SOURCE_KINDS.length + 1);
    expect(lines.find((line) => line.name === 'production')).toMatchObject({
      compared: true,
      compared_at: NOW,
      seen: 7,
      unregistered: 2,
    });
  });

  test('complete is never claimed, however much was compared', () => {
    const all = SOURCE_KINDS.map((kind) => ({ ...compared, kind }));
    expect(whyIncomplete(sourceLines(all))).toHaveLength(1);
    expect(whyIncomplete(sourceLines([]))).toHaveLength(1 + SOURCE_KINDS.length);
  });
});

test('totals are counted by kind and status', () => {
  const rows = [
    workflowRow(WORKFLOW, around),
    workflowRow(WORKFLOW, around),
    discoveredRow(DISCOVERED, ''),
  ];
  expect(totalsOf(rows)).toEqual({ 'workflow/active': 2, 'discovered/unclaimed': 1 });
});
