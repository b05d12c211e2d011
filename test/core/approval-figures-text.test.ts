import { expect, test } from 'vitest';
import type { ApprovalFigures } from '../../lib/core/approval-figures.ts';
import { approvalLine, approvalLines } from '../../lib/core/approval-figures-text.ts';

const FIGURES: ApprovalFigures = {
  ended: 42,
  approved: 30,
  denied: 6,
  expired: 4,
  cancelled: 1,
  breakGlass: 1,
  lapsed: 2,
  unknown: 3,
  toDecide: { of: 36, minutes: 12, p90: 180 },
};

test('whole sentences, with shares and times', () => {
  expect(approvalLines(FIGURES)).toEqual([
    '42 approvals ended, 1 of them cancelled.',
    'Abandoned, as nobody decided in time: 4 of 40 (10 %).',
    'Approved of what was decided: 30 of 36 (83 %).',
    'From asking to the decision: 12 minutes (median of 36; nine of ten within 3 hours).',
    'Approved and never used: 2. Used with an unknown outcome: 3.',
    'Approved in an emergency (break-glass): 1.',
  ]);
  expect(approvalLine(FIGURES)).toBe(
    '30 approved, 6 denied, 4 abandoned, 2 never used, 3 with an unknown outcome; to decide: 12 minutes (median of 36; nine of ten within 3 hours).',
  );
});

test('few of anything are no figure', () => {
  const few = { ...FIGURES, ended: 2, approved: 1, denied: 0, expired: 0, breakGlass: 0 };
  const lines = approvalLines({ ...few, toDecide: { of: 1 } });
  expect(lines.filter((line) => line.includes('not enough yet'))).toHaveLength(3);
  expect(lines.join()).not.toContain('break-glass');
});
