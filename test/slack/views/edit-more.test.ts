import { describe, expect, test } from 'vitest';
import {
  backModal,
  homeModal,
  pickModal,
  proposedModal,
  savedModal,
} from '../../../lib/slack/views/edit-more.ts';
import * as kit from './kit.ts';
import { PROPOSED } from './revision-kit.ts';

test('nothing to pick from says how to begin', () => {
  const view = pickModal([], '/yard');
  kit.expectGoodView(view);
  expect(kit.words(view.blocks)).toContain('`/yard new`');
});

test('more than a list can hold are reached by name', () => {
  const many = Array.from({ length: 120 }, (_, n) => ({ ...kit.workflow, id: `w${n}` }));
  const view = pickModal(many, '/yard');
  kit.expectGoodView(view);
  expect(kit.words(view.blocks)).toContain('And 20 more: type `/yard edit` and the name.');
});

test('going back says what each revision would change', () => {
  const earlier = [
    {
      revision: 1,
      at: '2026-11-23T09:00:00.000Z',
      changes: [{ field: 'purpose', say: 'Drops the purpose' }],
    },
  ];
  const view = backModal('reply-bot', earlier);
  kit.expectGoodView(view);
  expect(kit.words(view.blocks)).toContain('*Revision 1:* Drops the purpose.');
});

test.each([
  ['slack', 'to a repository?', 'reply|repo'],
  ['repo', 'to Slack?', 'reply|slack'],
] as const)('moving home from %s says what it means', (home, asks, metadata) => {
  const view = homeModal({ ...kit.workflow, id: 'reply', home });
  kit.expectGoodView(view);
  expect(kit.words(view.blocks)).toContain(asks);
  expect(view.private_metadata).toBe(metadata);
});

test('the result says whether it is in force or waits, and for whom', () => {
  expect(kit.words(savedModal(kit.workflow, [], 'in-force'))).toContain('Revision 1 is in force.');
  expect(kit.words(savedModal(kit.workflow, [], 'unchanged'))).toContain('Nothing has changed');
  const text = kit.words(proposedModal(PROPOSED, []));
  expect(text).toContain('Removes the gate on refund');
  expect(text).toContain('Waits for the team');
});

describe('words of others never come alive', () => {
  test.each(kit.HOSTILE)('%s', (_, text) => {
    const many = Array.from({ length: 10 }, () => text);
    kit.expectGoodView(savedModal({ ...kit.workflow, id: text }, many, 'in-force'));
    const reasons = many.map((say) => ({ review: 'team' as const, field: 'x', say }));
    kit.expectGoodView(proposedModal({ ...PROPOSED, workflow: text, reasons }, many));
    const earlier = many.map((say, n) => ({
      revision: n + 1,
      at: PROPOSED.at,
      changes: [{ field: 'purpose', say }],
    }));
    kit.expectGoodView(backModal('reply-bot', earlier));
    kit.expectGoodView(pickModal([kit.workflow], text));
  });
});
