import { describe, expect, test } from 'vitest';
import { type Asking, gateFor, policyFor, whoDecides } from '../../lib/core/gate.ts';
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
const ASKING: Asking = {
  workflow: WORKFLOW,
  team: TEAM,
  organisation: ORGANISATION,
  onBehalfOf: undefined,
  now: NOW,
};
const key = { id: 'key_1', hash: 'h', holder: COLLEAGUE, issuedAt: NOW };

describe('who decides where the manifest names approvers', () => {
  const team = { ...TEAM, lead: LEAD, backup: THIRD };
  const FINANCE = 'T1/U21';
  const rows: [
    string,
    Partial<Asking>,
    { via: string; asked: readonly string[]; narrowed?: true },
  ][] = [
    ['they, and nobody else', { named: [FINANCE] }, { via: 'approvers', asked: [FINANCE] }],
    [
      'they but the last editor',
      { named: [OWNER, COLLEAGUE] },
      { via: 'approvers', asked: [COLLEAGUE] },
    ],
    [
      'they but the claimed person, however written',
      { named: [FINANCE, COLLEAGUE], onBehalfOf: 'T9/U21' },
      { via: 'approvers', asked: [COLLEAGUE] },
    ],
    [
      'they but the key holder',
      { named: [FINANCE, COLLEAGUE], workflow: { ...WORKFLOW, keys: [key] } },
      { via: 'approvers', asked: [FINANCE] },
    ],
    [
      'the backup where nobody of them is left, and not the team',
      { named: [OWNER], workflow: { ...WORKFLOW, backup: THIRD } },
      { via: 'backup', asked: [THIRD] },
    ],
    ['the platform after that', { named: [] }, { via: 'platform', asked: [ADMIN] }],
    [
      'they, where the baseline lets the team decide',
      { named: [FINANCE], by: 'team' },
      { via: 'approvers', asked: [FINANCE] },
    ],
    [
      'those of the leads where the baseline says lead',
      { named: [FINANCE, LEAD], by: 'lead' },
      { via: 'lead', asked: [LEAD], narrowed: true },
    ],
    [
      'the platform where no lead is among them, and never they',
      { named: [FINANCE], by: 'lead' },
      { via: 'platform', asked: [ADMIN] },
    ],
    [
      'the platform where that lead is excluded',
      { named: [LEAD], by: 'lead', onBehalfOf: LEAD },
      { via: 'platform', asked: [ADMIN] },
    ],
    [
      'those of the admins where the baseline says platform',
      {
        named: [FINANCE, ADMIN],
        by: 'platform',
        organisation: { ...ORGANISATION, admins: [THIRD, ADMIN] },
      },
      { via: 'platform', asked: [ADMIN], narrowed: true },
    ],
    [
      'all admins where none of them is named any more',
      { named: [FINANCE], by: 'platform' },
      { via: 'platform', asked: [ADMIN] },
    ],
  ];
  test.each(rows)('%s', (_, change, expected) => {
    const { excluded: _excluded, ...found } = whoDecides({ ...ASKING, team, ...change });
    expect(found).toEqual(expected);
  });

  test('their gate carries them, under rules of another name', () => {
    const approvers = { people: [COLLEAGUE] };
    const manifest = { ...MANIFEST, gates: { [ACTION]: { approvers } } };
    const workflow = { ...WORKFLOW, manifest };
    expect(gateFor(workflow, ACTION, NOW)).toMatchObject({
      policy: 'owning-team+approvers/1',
      approvers,
    });
    expect(policyFor(workflow, ACTION, 'lead')).toBe('baseline-lead+approvers/1');
    expect(policyFor(workflow, 'constructor')).toBe('owning-team/1');
    expect(policyFor(WORKFLOW, ACTION)).toBe('owning-team/1');
  });
});
