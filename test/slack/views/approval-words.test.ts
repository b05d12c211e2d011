import { describe, expect, test } from 'vitest';
import type { Approval } from '../../../lib/core/approval.ts';
import { approvalCard } from '../../../lib/slack/views/approval-card.ts';
import { personAt } from '../../../lib/slack/views/approval-words.ts';
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
const twice: Approval = { ...approval, stages: [{ of: 'manifest', via: 'team', quorum: 2 }] };

describe('two stages', () => {
  const staged: Approval = {
    ...approval,
    stages: [
      { of: 'baseline', via: 'platform', quorum: 2 },
      { of: 'manifest', via: 'approvers', quorum: 1 },
    ],
  };
  const people = { ...asked, stages: [[kit.ADMIN, kit.OWNER], [kit.COLLEAGUE]] };

  test('each step says who, how many so far, and which one it is now', () => {
    const decisions = [approvedBy(kit.ADMIN)];
    const message = approvalCard({ approval: { ...staged, decisions }, card, asked: people });
    kit.expectGoodMessage(message);
    const text = kit.words(message.blocks);
    expect(text).toContain(
      '*Step 1 of 2*: platform admins · Approved by <@U0ADMIN> · 1 of 2 needed',
    );
    expect(text).toContain('Step 2 of 2: approvers named in the manifest · asked next');
    expect(text).toContain('May decide: <@U0OWNER>');
  });

  test('the second step is now once the first one is passed', () => {
    const decisions = [approvedBy(kit.ADMIN), approvedBy(kit.OWNER)];
    const { blocks } = approvalCard({ approval: { ...staged, decisions }, card, asked: people });
    const text = kit.words(blocks);
    expect(text).toContain('Step 1 of 2: platform admins · approved by <@U0ADMIN> and <@U0OWNER>');
    expect(text).toContain('*Step 2 of 2*');
    expect(text).toContain('· 1 needed');
    expect(text).toContain('May decide: <@U0COLLEAGUE>');
  });
});

describe('a copy of one’s own', () => {
  const both = { ...asked, stages: [[kit.COLLEAGUE, kit.ADMIN]] };
  const copy = (over: Approval, person = kit.COLLEAGUE) =>
    approvalCard({ approval: over, card, asked: both, person });

  test('has the buttons while it is their turn, and says who else may', () => {
    const message = copy(approval);
    kit.expectGoodMessage(message);
    expect(kit.words(message.blocks)).toContain(
      'You may decide. So may 1 other, asked in <#C0SUPPORT>',
    );
    expect(kit.buttons(message.blocks)).toEqual(['Approve', 'Reject', 'Details']);
  });

  test('never has live buttons for somebody who has decided', () => {
    const message = copy({ ...twice, decisions: [approvedBy(kit.COLLEAGUE)] });
    kit.expectGoodMessage(message);
    expect(kit.words(message.blocks)).toContain('You approved this <!date^');
    expect(message.text).toContain('It needs others too.');
    expect(kit.buttons(message.blocks)).toEqual(['Details']);
  });

  test('nor for somebody who is not asked any more', () => {
    const message = copy(approval, kit.OWNER);
    expect(kit.words(message.blocks)).toContain('others are asked now');
    expect(kit.buttons(message.blocks)).toEqual(['Details']);
  });

  test('says that nobody else is asked where that is so', () => {
    const message = approvalCard({ approval, card, asked, person: kit.COLLEAGUE });
    expect(kit.words(message.blocks)).toContain('You alone may decide. Asked in <#C0SUPPORT>');
  });
});

test('a place is a person’s own where somebody who was asked has that id', () => {
  expect(personAt('U0COLLEAGUE', asked)).toBe(kit.COLLEAGUE);
  expect(personAt('C0SUPPORT', asked)).toBeUndefined();
  expect(personAt('U0SOMEBODY', asked)).toBe('T0YARD/U0SOMEBODY');
});
