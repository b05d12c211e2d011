import { describe, expect, test } from 'vitest';
import type { Approval } from '../../../lib/core/approval.ts';
import { approvalCard } from '../../../lib/slack/views/approval-card.ts';
import * as kit from './kit.ts';

const { approval, asked, card } = kit;
const at = '2026-11-23T10:00:00.000Z';
const approvedBy = (by: string) => ({ by, name: 'colleague', choice: 'approve' as const, at });
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

test('two of many are needed: progress is shown and the block id moves on', () => {
  const twice = { ...approval, quorum: 2 };
  const before = approvalCard({ approval: twice, card, asked });
  expect(kit.words(before.blocks)).toContain('0 of 2 needed');
  const half = { ...twice, decisions: [approvedBy(kit.COLLEAGUE)] };
  const after = approvalCard({ approval: half, card, asked });
  kit.expectGoodMessage(after);
  expect(kit.words(after.blocks)).toContain('Approved by <@U0COLLEAGUE> · 1 of 2 needed');
  expect(after.blocks.at(-1)?.block_id).not.toBe(before.blocks.at(-1)?.block_id);
});

test('who has decided already is not named as one who may', () => {
  const half = { ...approval, quorum: 2, decisions: [approvedBy(kit.COLLEAGUE)] };
  const both = { ...asked, asked: [kit.COLLEAGUE, kit.ADMIN] };
  const text = kit.words(approvalCard({ approval: half, card, asked: both }).blocks);
  expect(text).toContain('May decide: <@U0ADMIN>');
});

test('at most three people are mentioned, the rest is counted', () => {
  const many = { ...asked, asked: ['A', 'B', 'C', 'D', 'E'].map((each) => `T0YARD/U0${each}`) };
  const text = kit.words(approvalCard({ approval, card, asked: many }).blocks);
  expect(text).toContain('<@U0A>, <@U0B>, <@U0C> and 2 more');
});

describe('after the end only Details is left', () => {
  const by = { by: kit.COLLEAGUE, name: 'colleague', at };
  const cases: [string, Approval, string][] = [
    ['approved', ended({ ending: 'approved', ...by }), 'Approved by <@U0COLLEAGUE> · <!date^'],
    ['denied', ended({ ending: 'denied', ...by }), 'Rejected by <@U0COLLEAGUE> · '],
    ['expired', ended({ ending: 'expired', at }), 'Nobody decided in time. Nothing ran.'],
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

  test('the reason of a denial is shown', () => {
    const over = ended({ ending: 'denied', ...by });
    const message = approvalCard({ approval: over, card, asked, denial: 'Wrong <!here> customer' });
    kit.expectGoodMessage(message);
    expect(kit.words(message.blocks)).toContain('Wrong <!here> customer');
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
      card: { line: text, facts, hidden: 9 },
      asked,
      denial: text,
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
