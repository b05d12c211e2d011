import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../../lib/core/manifest.ts';
import { register } from '../../../lib/core/registration.ts';
import { COLLEAGUE, LATER, MANIFEST, NOW, OWNER, THIRD, WORKFLOW } from '../perfect.ts';
import { accepted, FIRST, line, uses, with_ } from './first.ts';

describe('a revision that needs a review leaves the accepted one in force', () => {
  const before = {
    ...WORKFLOW,
    manifest: with_({
      systems: ['crm'],
      scopes: { 'crm-readonly': ['crm.read'] },
      gates: { send_external_email: { quorum: 2 } },
    }),
  };
  const same = before.manifest;
  const rows: [string, Manifest, string][] = [
    ['removes a gate', { ...same, review_required_actions: [] }, 'review_required_actions'],
    ['adds a system', { ...same, systems: ['crm', 'mail'] }, 'systems'],
    ['adds a scope', { ...same, scopes: { 'crm-readonly': ['crm.read', 'crm.write'] } }, 'scopes'],
    ['drops the narrowing of scopes', { ...same, scopes: undefined }, 'scopes'],
    ['lowers the quorum', { ...same, gates: { send_external_email: { quorum: 1 } } }, 'gates'],
    ['drops the rule of a gate', { ...same, gates: undefined }, 'gates'],
    ['changes the owner', { ...same, owner_person: THIRD }, 'owner_person'],
  ];
  test.each(rows)('%s', (_, manifest, field) => {
    const outcome = register({ ...FIRST, before, manifest });
    expect(outcome).toMatchObject({
      problems: [
        { field, say: expect.stringContaining('needs a review; revision 1 stays in force.') },
      ],
    });
  });
  test('one that takes nothing away and adds a gate does not', () => {
    const manifest = {
      ...same,
      systems: [],
      review_required_actions: ['send_external_email', 'refund'],
    };
    expect(accepted({ before, manifest }).revision).toBe(2);
  });

  test('one that names the owner it has already does not', () => {
    const manifest = { ...same, owner_person: before.owner };
    expect(accepted({ before, manifest })).toMatchObject({ revision: 2, owner: before.owner });
  });
});

describe('a revision', () => {
  const key = { id: 'key_1', hash: 'h', holder: COLLEAGUE, issuedAt: NOW };
  const before = { ...WORKFLOW, keys: [key] };

  test('of the same manifest changes nothing', () => {
    expect(register({ ...FIRST, before })).toEqual({ kind: 'unchanged', workflow: before });
  });

  test('counts on, and keeps owner, key and the day of registration', () => {
    const next = accepted({ before, now: LATER, by: COLLEAGUE, manifest: with_({ purpose: 'x' }) });
    expect(next).toMatchObject({
      revision: 2,
      owner: OWNER,
      lastEditor: COLLEAGUE,
      registeredAt: NOW,
      updatedAt: LATER,
      keys: before.keys,
    });
  });

  test.each([
    ['purpose', with_({ purpose: 'x' }), 1],
    ['contact channel', with_({ contact_channel: 'C2' }), 1],
    ['model', with_({ model_default: 'other' }), 1],
    ['lock', uses(line('3.3.x'), ...MANIFEST.uses.slice(1)), 2],
    ['list of gates', with_({ review_required_actions: ['send_external_email', 'refund'] }), 2],
    ['backup', with_({ backup: THIRD }), 2],
  ])('of the %s gives gate revision %3$d', (_, manifest, gateRevision) => {
    expect(accepted({ before, manifest }).gateRevision).toBe(gateRevision);
  });

  test.each(['discovered', 'paused', 'retired'] as const)('leaves a workflow %s', (status) => {
    const next = accepted({ before: { ...before, status }, manifest: with_({ purpose: 'x' }) });
    expect(next.status).toBe(status);
  });
});
