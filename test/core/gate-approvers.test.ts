import { describe, expect, test } from 'vitest';
import type { RuledAction } from '../../lib/core/baseline-rules.ts';
import { type Asking, gateFor, whoDecides } from '../../lib/core/gate.ts';
import { policyOf } from '../../lib/core/policy.ts';
import {
  ADMIN,
  COLLEAGUE,
  LEAD,
  MANIFEST,
  NOW,
  ORGANISATION,
  OWNER,
  TEAM,
  THIRD,
  WORKFLOW,
} from './perfect.ts';

const ACTION = 'send_external_email';
const FINANCE = 'T1/U21';
const approvers = { people: [FINANCE] };
const under = (by?: RuledAction['by']) => policyOf({ approvers }, by && { action: ACTION, by });
const ASKING: Asking = {
  workflow: WORKFLOW,
  team: { ...TEAM, lead: LEAD, backup: THIRD },
  organisation: ORGANISATION,
  onBehalfOf: undefined,
  now: NOW,
  policy: under(),
};
const key = { id: 'key_1', hash: 'h', holder: COLLEAGUE, issuedAt: NOW };

type Row = [string, Partial<Asking>, { via: string; people: readonly string[] }];

describe('who decides where the manifest names approvers', () => {
  const rows: Row[] = [
    ['they, and nobody else', { named: [FINANCE] }, { via: 'approvers', people: [FINANCE] }],
    [
      'they but the last editor',
      { named: [OWNER, COLLEAGUE] },
      { via: 'approvers', people: [COLLEAGUE] },
    ],
    [
      'they but the claimed person, however written',
      { named: [FINANCE, COLLEAGUE], onBehalfOf: 'T9/U21' },
      { via: 'approvers', people: [COLLEAGUE] },
    ],
    [
      'they but the key holder',
      { named: [FINANCE, COLLEAGUE], workflow: { ...WORKFLOW, keys: [key] } },
      { via: 'approvers', people: [FINANCE] },
    ],
    [
      'the backup where nobody of them is left, and not the team',
      { named: [OWNER], workflow: { ...WORKFLOW, backup: THIRD } },
      { via: 'backup', people: [THIRD] },
    ],
    ['the platform after that', { named: [] }, { via: 'platform', people: [ADMIN] }],
  ];
  test.each(rows)('%s', (_, change, expected) => {
    expect(whoDecides({ ...ASKING, ...change }).stages).toEqual([expected]);
  });
});

describe('where the baseline has a say as well, both are asked, the baseline first', () => {
  const team = { via: 'team', people: [COLLEAGUE, THIRD, LEAD] };
  const leads = { via: 'lead', people: [LEAD, THIRD] };
  const platform = { via: 'platform', people: [ADMIN] };
  const finance = { via: 'approvers', people: [FINANCE] };
  test.each([
    ['team', [FINANCE], [team, finance]],
    ['lead', [FINANCE], [leads, finance]],
    ['platform', [FINANCE], [platform, finance]],
    ['platform', [FINANCE, ADMIN], [platform, { ...finance, people: [FINANCE, ADMIN] }]],
    ['lead', [], [leads, platform]],
  ] as const)('%s and %j', (by, named, stages) => {
    expect(whoDecides({ ...ASKING, policy: under(by), named }).stages).toEqual(stages);
  });

  test('whoever is excluded is so in both', () => {
    const asking = { ...ASKING, policy: under('lead'), named: [LEAD, FINANCE], onBehalfOf: LEAD };
    expect(whoDecides(asking).stages).toEqual([{ via: 'lead', people: [THIRD] }, finance]);
  });
});

test('their gate carries them', () => {
  const manifest = { ...MANIFEST, gates: { [ACTION]: { approvers } } };
  const workflow = { ...WORKFLOW, manifest };
  expect(gateFor(workflow, ACTION, NOW)).toMatchObject({
    policy: { stages: [{ of: 'manifest', who: 'approvers' }], approvers },
  });
  const ruled = { action: ACTION, by: 'lead' as const };
  expect(gateFor(workflow, ACTION, NOW, ruled)).toMatchObject({
    policy: { stages: [{ who: 'lead' }, { who: 'approvers' }], approvers },
  });
});
