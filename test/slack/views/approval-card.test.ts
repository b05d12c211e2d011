import { describe, expect, test } from 'vitest';
import type { Approval } from '../../../lib/core/approval.ts';
import { approvalCard } from '../../../lib/slack/views/approval-card.ts';
import * as kit from './kit.ts';

const { approval, asked, card } = kit;
const at = '2026-11-23T10:00:00.000Z';
const approvedBy = (by: string) => ({
  by,
  name: 'colleague',
  choice: 'approve' as const,
  at,
  stage: 0,
});
const ended = (end: Approval['end']): Approval => ({ ...approval, ...(end ? { end } : {}) });

test('the first line says what will happen to whom', () => {
  const { blocks } = approvalCard({ approval, card, asked });
  expect(kit.words(blocks[0])).toBe(card.line);
});

test('a waiting card shows facts, claim, fingerprint, deciders, end and the three buttons', () => {
  const message = approvalCard({ approval, card, asked });
  kit.expectGoodMessage(message);
  const text = kit.words(message.blocks);
  expect(text).toContain('customer@example.com');
  expect(text).toContain('2 more arguments in Details.');
  expect(text).toContain('which says it acts for <@U0OWNER>');
  expect(text).toContain('abcd-ef12');
  expect(text).toContain('May decide: <@U0COLLEAGUE>');
  expect(text).toContain('Ends <!date^1795510800^');
  expect(text).not.toContain('needed');
  expect(kit.buttons(message.blocks)).toEqual(['Approve', 'Reject', 'Details']);
});

test('Approve is the one emphasised button and carries id and digest', () => {
  const { blocks } = approvalCard({ approval, card, asked });
  expect(blocks.at(-1)).toMatchObject({
    block_id: `approval|${approval.id}|waiting|0`,
    elements: [
      {
        action_id: 'approval_approve',
        style: 'primary',
        value: `${approval.id}|${approval.digest}`,
      },
      { action_id: 'approval_reject', value: `${approval.id}|${approval.digest}` },
      { action_id: 'approval_details', value: approval.id },
    ],
  });
  expect(JSON.stringify(blocks)).not.toContain('danger');
});

const twice: Approval = { ...approval, stages: [{ of: 'manifest', via: 'team', quorum: 2 }] };

test('two of many are needed: progress is shown and the block id moves on', () => {
  const before = approvalCard({ approval: twice, card, asked });
  expect(kit.words(before.blocks)).toContain('0 of 2 needed');
  const half = { ...twice, decisions: [approvedBy(kit.COLLEAGUE)] };
  const after = approvalCard({ approval: half, card, asked });
  kit.expectGoodMessage(after);
  expect(kit.words(after.blocks)).toContain('Approved by <@U0COLLEAGUE> · 1 of 2 needed');
  expect(after.blocks.at(-1)?.block_id).not.toBe(before.blocks.at(-1)?.block_id);
});

test('who has decided already is not named as one who may', () => {
  const half = { ...twice, decisions: [approvedBy(kit.COLLEAGUE)] };
  const both = { ...asked, stages: [[kit.COLLEAGUE, kit.ADMIN]] };
  const text = kit.words(approvalCard({ approval: half, card, asked: both }).blocks);
  expect(text).toContain('May decide: <@U0ADMIN>');
});

const many = ['A', 'B', 'C', 'D', 'E'].map((each) => `T0YARD/U0${each}`);

test('at most three people are mentioned, the rest is counted', () => {
  const all = { ...asked, stages: [many] };
  const text = kit.words(approvalCard({ approval, card, asked: all }).blocks);
  expect(text).toContain('<@U0A>, <@U0B>, <@U0C> and 2 more');
});

test('whoever wants no mention in channels is counted and not called', () => {
  const all = { ...asked, stages: [many] };
  const some = approvalCard({ approval, card, asked: all, quiet: new Set(many.slice(0, 3)) });
  expect(kit.words(some.blocks)).toContain('May decide: <@U0D>, <@U0E> and 3 more');
  const none = approvalCard({ approval, card, asked: all, quiet: new Set(many) });
  expect(kit.words(none.blocks)).toContain('May decide: 5 people, asked in messages of their own');
});

test('on hold: it says so, and nobody is offered a decision', () => {
  const message = approvalCard({ approval: { ...approval, heldSince: at }, card, asked });
  kit.expectGoodMessage(message);
  expect(kit.words(message.blocks)).toContain('*On hold* since <!date^');
  expect(kit.words(message.blocks)).toContain('Nobody can decide until it runs again.');
  expect(kit.words(message.blocks)).not.toContain('May decide');
  expect(message.text).toContain('On hold: its workflow does not run.');
  expect(kit.buttons(message.blocks)).toEqual(['Details']);
});

test('the words of the team come after our plain line and before the facts', () => {
  const note = 'Refund of 12.50 to <!channel> *Mr. Smith*\nThank you';
  const message = approvalCard({ approval, card: { ...card, note }, asked });
  kit.expectGoodMessage(message);
  expect(kit.words(message.blocks[0])).toBe(card.line);
  expect(kit.words(message.blocks[1])).toBe(note);
  expect(kit.words(message.blocks[2])).toContain('customer@example.com');
});

describe('after the end only Details is left', () => {
  const by = { by: kit.COLLEAGUE, name: 'colleague', at };
  const cases: [string, Approval, string][] = [
    ['approved', ended({ ending: 'approved', ...by }), 'Approved by <@U0COLLEAGUE> · <!date^'],
    ['denied', ended({ ending: 'denied', ...by }), 'Rejected by <@U0COLLEAGUE> · '],
    ['expired', ended({ ending: 'expired', at }), 'Nobody decided in time: it ended <!date^'],
    ['cancelled', ended({ ending: 'cancelled', at }), 'Cancelled · '],
  ];
  test.each(cases)('%s', (_name, over, says) => {
    const message = approvalCard({ approval: over, card, asked });
    kit.expectGoodMessage(message);
    expect(kit.words(message.blocks)).toContain(says);
    expect(kit.words(message.blocks)).not.toContain('May decide');
    expect(kit.buttons(message.blocks)).toEqual(['Details']);
    expect(message.text).toContain(says);
  });

  test('the reason of a denial is shown, and what would be approved instead', () => {
    const over = ended({ ending: 'denied', ...by });
    const denial = { reason: 'Wrong <!here> customer', suggestion: 'Send it to <!here> 4712' };
    const message = approvalCard({ approval: over, card, asked, denial });
    kit.expectGoodMessage(message);
    const text = kit.words(message.blocks);
    expect(text).toContain('Wrong <!here> customer');
    expect(text).toContain('*Suggested change* · The agent has it.');
    expect(text).toContain('Send it to <!here> 4712');
  });

  test('why it was approved is shown where somebody said so', () => {
    const over = {
      ...ended({ ending: 'approved', ...by }),
      decisions: [approvedBy(kit.COLLEAGUE)],
    };
    const reasons = new Map([[0, 'The customer <!channel> waits']]);
    const message = approvalCard({ approval: over, card, asked, reasons });
    kit.expectGoodMessage(message);
    expect(kit.words(message.blocks)).toContain('The customer <!channel> waits');
  });

  test('why it was cancelled is said', () => {
    const over = ended({ ending: 'cancelled', at, why: 'workflow-changed' });
    expect(kit.words(approvalCard({ approval: over, card, asked }).blocks)).toContain(
      'The workflow was changed after it was asked. Nothing ran.',
    );
  });

  test('the one use is shown, and the block id moves on', () => {
    const use = { executionId: 'run-1', at, receipt: 'r' };
    const approved = ended({ ending: 'approved', ...by });
    const before = approvalCard({ approval: approved, card, asked });
    const after = approvalCard({ approval: { ...approved, use }, card, asked });
    expect(kit.words(after.blocks)).toContain('Used once · ');
    expect(after.blocks.at(-1)?.block_id).not.toBe(before.blocks.at(-1)?.block_id);
  });
});

test('an erased payload leaves the line and no facts', () => {
  const message = approvalCard({ approval, card: undefined, asked });
  kit.expectGoodMessage(message);
  expect(kit.words(message.blocks[0])).toBe(card.line);
});

describe('words of others never come alive', () => {
  test.each(kit.HOSTILE)('%s', (_name, text) => {
    const facts = Array.from({ length: 8 }, () => ({ label: text, value: text }));
    const message = approvalCard({
      approval: { ...approval, workflow: text, target: text },
      card: { line: text, note: text, facts, hidden: 9 },
      asked,
      denial: { reason: text, suggestion: text },
    });
    kit.expectGoodMessage(message);
    expect(kit.words(message)).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u2028]/);
  });
});

test('a line break in a value cannot pass for a line of ours', () => {
  const facts = [{ label: 'to', value: 'x\nApproved by the platform team' }];
  const { blocks } = approvalCard({ approval, card: { ...card, facts }, asked });
  expect(kit.words(blocks)).toContain('x ⏎ Approved by the platform team');
});

describe('the largest card of all', () => {
  const long = '🚂 & < > words of others '.repeat(200);
  const facts = Array.from({ length: 8 }, () => ({ label: long, value: long }));
  const everyone = Array.from({ length: 500 }, (_, n) => `T0YARD/U0MANYMANYMANY${n}`);
  const decisions = everyone.slice(0, 20).map(approvedBy);
  const largest: Approval = {
    ...approval,
    workflow: 'w'.repeat(100),
    target: long,
    decisions,
    stages: [
      { of: 'baseline', via: 'platform', quorum: 10 },
      { of: 'manifest', via: 'approvers', quorum: 10 },
    ],
  };
  const seen = {
    card: { line: long, note: long, facts, hidden: 99 },
    asked: { stages: [everyone, everyone], excluded: [] },
    denial: { reason: long, suggestion: long },
    reasons: new Map(decisions.map((_, place) => [place, long])),
  };
  test.each([
    ['waiting', largest],
    ['denied', { ...largest, end: { ending: 'denied' as const, at, by: kit.ADMIN } }],
    ['approved', { ...largest, end: { ending: 'approved' as const, at, by: kit.ADMIN } }],
  ])('%s: stays under the 12,000 characters of a message', (_, over) => {
    const message = approvalCard({ approval: over, ...seen });
    kit.expectGoodMessage(message);
    expect(kit.words(message.blocks).length).toBeLessThan(12_000);
  });
});
