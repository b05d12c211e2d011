import { describe, expect, test } from 'vitest';
import type { Proposed } from '../../../lib/core/proposed.ts';
import { revisionCard, stateLine, whoever } from '../../../lib/slack/views/revision-card.ts';
import * as kit from './kit.ts';
import { PROPOSED } from './revision-kit.ts';

const proposed: Proposed = {
  ...PROPOSED,
  workflow: kit.workflow.id,
  against: 3,
  reasons: [
    { review: 'team', field: 'review_required_actions', say: 'Removes the gate on refund' },
    { review: 'platform', field: 'scopes', say: 'Adds the scope crm.write' },
  ],
  scopes: ['crm.write'],
};
const changes = [{ field: 'x', say: 'Approval no longer needed for refund' }];
const end = { by: kit.OWNER, name: 'owner', at: '2026-11-23T10:00:00.000Z' };

test('a waiting card tells the difference, why it waits, for whom, and what stays in force', () => {
  const message = revisionCard({ proposed, changes });
  kit.expectGoodMessage(message);
  const text = kit.words(message.blocks);
  for (const part of [
    'support-reply-drafter of team-support: a change to revision 3 needs a review',
    'Approval no longer needed for refund',
    'Removes the gate on refund',
    'Adds the scope crm.write',
    'Proposed by <@U0COLLEAGUE>',
    'Waits for the team: its lead, or the owner or backup of the workflow.',
    'Waits for a platform admin.',
    'Revision 3 stays in force meanwhile.',
  ]) {
    expect(text).toContain(part);
  }
  expect(kit.buttons(message.blocks)).toEqual(['Accept', 'Refuse…', 'Withdraw']);
});

test('a new owner is shown by name: nobody reads an id', () => {
  const reason = {
    review: 'team' as const,
    field: 'owner_person',
    say: 'Makes U0COLLEAGUE the owner',
  };
  const moved = [{ field: 'owner_person', say: 'Changes the owner from U0OWNER to U0COLLEAGUE' }];
  const message = revisionCard({ proposed: { ...proposed, reasons: [reason] }, changes: moved });
  kit.expectGoodMessage(message);
  expect(kit.words(message.blocks)).not.toContain('U0OWNER to');
  expect(JSON.stringify(message.blocks)).toContain('{"type":"user","user_id":"U0COLLEAGUE"}');
});

test('what looks like an id in other fields stays text: nobody is mentioned by a purpose', () => {
  const changed = [{ field: 'purpose', say: 'Sets the purpose: ask U0ADMIN' }];
  const message = revisionCard({ proposed, changes: changed });
  expect(JSON.stringify(message.blocks)).not.toContain('"user_id"');
});

test('a review that is given is told, and only the other is waited for', () => {
  const answers = [{ review: 'team' as const, by: kit.OWNER, name: 'owner', at: end.at }];
  const line = stateLine({ ...proposed, answers });
  expect(line).toContain('Looked at by <@U0OWNER>.');
  expect(line).not.toContain('Waits for the team');
});

test('asking for access has no difference to show', () => {
  const { manifest: _, ...access } = proposed;
  const message = revisionCard({ proposed: access, changes: [] });
  kit.expectGoodMessage(message);
  expect(kit.words(message.blocks)).toContain('asks for access');
  expect(kit.words(message.blocks)).not.toContain('What changes');
});

test.each([
  ['accepted', {}, 'Accepted by <@U0OWNER>', []],
  ['refused', {}, 'Refused by <@U0OWNER>', ['Edit Again']],
  ['withdrawn', {}, 'Withdrawn by <@U0OWNER>', []],
  ['replaced', { by: undefined, say: 'A newer one.' }, 'Not in force: A newer one.', []],
  ['stale', { by: undefined, say: 'systems changed.' }, 'systems changed.', ['Edit Again']],
] as const)('%s: nothing is left to press but for the proposer', (state, more, says, again) => {
  const over = { ...proposed, state, end: { ...end, ...more } };
  const shown = { proposed: over, changes, reason: 'Because.' };
  const card = revisionCard(shown);
  kit.expectGoodMessage(card);
  expect(kit.buttons(card.blocks)).toEqual([]);
  expect(kit.words(card.blocks)).toContain(says);
  expect(kit.words(card.blocks)).toContain('Because.');
  const told = revisionCard(shown, { personal: true });
  kit.expectGoodMessage(told);
  expect(kit.buttons(told.blocks)).toEqual(again);
});

test('where a repository is the home there is nothing to edit again', () => {
  const over: Proposed = { ...proposed, home: 'repo', state: 'refused', end };
  expect(kit.buttons(revisionCard({ proposed: over, changes }, { personal: true }).blocks)).toEqual(
    [],
  );
});

test('CI is named and not mentioned', () => {
  expect(whoever('ci/main')).toBe('CI (ci/main)');
});

test('what is a copy stands with its difference from its origin', () => {
  const say = 'plugin/mine 0.2.0 is a copy of plugin/theirs 3.2.0: adds system billing';
  const copies = [{ field: 'uses', say }];
  const message = revisionCard({ proposed: PROPOSED, changes: [], copies });
  kit.expectGoodMessage(message);
  expect(kit.words(message.blocks)).toContain(say);
  const hostile = copies.map((one) => ({ ...one, say: '<!channel> & *x*'.repeat(500) }));
  kit.expectGoodMessage(revisionCard({ proposed: PROPOSED, changes: [], copies: hostile }));
});

describe('words of others never come alive', () => {
  test.each(kit.HOSTILE)('%s', (_name, text) => {
    const many = Array.from({ length: 60 }, () => ({ field: 'x', say: text }));
    const reasons = many.map((one) => ({ ...one, review: 'team' as const }));
    const hostile = { ...proposed, workflow: text, team: text, reasons };
    kit.expectGoodMessage(revisionCard({ proposed: hostile, changes: many, reason: text }));
    const { workflow } = proposed;
    const over = { ...hostile, workflow, state: 'stale' as const, end: { at: end.at, say: text } };
    kit.expectGoodMessage(revisionCard({ proposed: over, changes: many }, { personal: true }));
  });
});
