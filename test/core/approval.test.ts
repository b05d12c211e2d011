import { expect, test } from 'vitest';
import { approvalSchema, approvals, decisionSchema, stateOf } from '../../lib/core/approval.ts';
import { APPROVAL, APPROVED, COLLEAGUE, LATER } from './perfect.ts';

test('an approval reads back from its schema as it is', () => {
  expect(approvalSchema.parse(APPROVED)).toEqual(APPROVED);
});

test('without an ending it waits; "everything else means not run"', () => {
  expect(stateOf(APPROVAL)).toBe('waiting');
  for (const ending of ['approved', 'denied', 'expired', 'cancelled'] as const) {
    expect(stateOf({ ...APPROVAL, end: { ending, at: LATER } })).toBe(ending);
  }
});

test('denials do not count as approvals', () => {
  const one = { by: COLLEAGUE, name: 'Colleague', at: LATER };
  const decisions = [
    { ...one, choice: 'approve' as const },
    { ...one, choice: 'deny' as const },
  ];
  expect(approvals({ ...APPROVAL, decisions })).toBe(1);
});

test.each([
  ['a quorum of nobody', { quorum: 0 }],
  ['an ending of another kind', { end: { ending: 'maybe', at: LATER } }],
  ['a claim that is no person', { onBehalfOf: 'U1' }],
])('refuses %s', (_, change) => {
  expect(approvalSchema.safeParse({ ...APPROVAL, ...change }).success).toBe(false);
});

test('a decision is approve or deny by a person', () => {
  expect(
    decisionSchema.safeParse({ by: 'U2', name: '', choice: 'approve', at: LATER }).success,
  ).toBe(false);
  expect(
    decisionSchema.safeParse({ by: COLLEAGUE, name: '', choice: 'later', at: LATER }).success,
  ).toBe(false);
});
