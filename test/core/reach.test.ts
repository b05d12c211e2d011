import { describe, expect, test } from 'vitest';
import { reachRow, scopesByAccess } from '../../lib/core/reach.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import { NOW, release, SURFACE, WORKFLOW } from './perfect.ts';

const CRM = release('connector/crm', '1.0.0', {
  surface: { ...SURFACE, systems: ['CRM'], scopes: ['read', 'write'], actions: ['export'] },
  terms: { scope_actions: { write: ['send_mail'] } },
});
const VIA = 'connector/crm@1.0.0';
const TOUCHING: Workflow = {
  ...WORKFLOW,
  manifest: { ...WORKFLOW.manifest, review_required_actions: ['send_mail'] },
  systems: [{ system: 'C R M', via: ['manifest', VIA] }],
};
const AROUND = { releases: new Map([[VIA, CRM]]), ruled: () => false, now: NOW };

test('says through what, with which scopes, and what needs an approval', () => {
  expect(reachRow(TOUCHING, 'crm', AROUND)).toEqual({
    workflow: TOUCHING,
    via: ['manifest', VIA],
    scopes: ['read', 'write'],
    waiting: [],
    gated: 'some',
    gatedActions: ['send_mail'],
    openActions: ['export'],
  });
});

test.each<[string, Workflow]>([
  ['another system', { ...TOUCHING, systems: [{ system: 'Mail', via: ['manifest'] }] }],
  ['nothing that is known', { ...TOUCHING, systems: undefined }],
  ['what it did, being retired', { ...TOUCHING, status: 'retired' }],
])('a workflow that touches %s has no row', (_, workflow) => {
  expect(reachRow(workflow, 'crm', AROUND)).toBeUndefined();
});

describe('gated', () => {
  const gated = (workflow: Workflow, ruled = (_team: string, _action: string) => false) =>
    reachRow(workflow, 'crm', { ...AROUND, ruled })?.gated;

  test('all, where the baseline gates the rest', () => {
    expect(gated(TOUCHING, (_, action) => action === 'export')).toBe('all');
  });

  test('none, where nobody gates anything', () => {
    expect(
      gated({ ...TOUCHING, manifest: { ...TOUCHING.manifest, review_required_actions: [] } }),
    ).toBe('none');
  });

  test('no-actions, where it is only declared', () => {
    expect(gated({ ...TOUCHING, systems: [{ system: 'crm', via: ['manifest'] }] })).toBe(
      'no-actions',
    );
  });
});

test('scopes that nobody has given yet, or not any more, are told apart', () => {
  const workflow: Workflow = {
    ...TOUCHING,
    needs: [{ connector: 'crm', scopes: ['read', 'write'] }],
    grants: [
      { connector: 'crm', scope: 'read', at: NOW, by: 'baseline' },
      { connector: 'crm', scope: 'write', at: NOW, by: 'T1/U5', until: NOW },
    ],
  };
  expect(scopesByAccess(workflow, CRM, NOW)).toEqual({ given: ['read'], waiting: ['write'] });
});

test('of a connector it asks for what its manifest names', () => {
  const manifest = { ...TOUCHING.manifest, scopes: { crm: ['read'] } };
  expect(scopesByAccess({ ...TOUCHING, manifest }, CRM, NOW).given).toEqual(['read']);
});
