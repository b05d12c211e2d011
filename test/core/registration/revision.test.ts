import { describe, expect, test } from 'vitest';
import { register } from '../../../lib/core/registration.ts';
import { COLLEAGUE, LATER, MANIFEST, NOW, OWNER, THIRD, WORKFLOW } from '../perfect.ts';
import { accepted, by, FIRST, line, uses, with_ } from './first.ts';

describe('a revision', () => {
  const key = { id: 'key_1', hash: 'h', holder: COLLEAGUE, issuedAt: NOW };
  const before = { ...WORKFLOW, keys: [key] };

  test('of the same manifest changes nothing', () => {
    expect(register({ ...FIRST, before })).toEqual({ kind: 'unchanged', workflow: before });
  });

  test('counts on, and keeps owner, key and the day of registration', () => {
    const next = accepted({
      before,
      now: LATER,
      editor: by(COLLEAGUE),
      manifest: with_({ purpose: 'x' }),
    });
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

  test.each(['discovered', 'paused'] as const)('leaves a workflow %s', (status) => {
    const next = accepted({ before: { ...before, status }, manifest: with_({ purpose: 'x' }) });
    expect(next.status).toBe(status);
  });
});

test('a revision by CI keeps the owner and names the identity as its last editor', () => {
  const editor = { kind: 'ci' as const, id: 'main', team: 'team-support' };
  const next = accepted({ before: WORKFLOW, editor, manifest: with_({ purpose: 'x' }) });
  expect(next).toMatchObject({ owner: OWNER, lastEditor: 'ci/main' });
});

test('a team that was merged goes on under the name it leads to', () => {
  const before = { ...WORKFLOW, team: 'team-help' };
  const manifest = with_({ owner: 'team-help', purpose: 'x' });
  expect(accepted({ before, manifest }).team).toBe('team-support');
});
