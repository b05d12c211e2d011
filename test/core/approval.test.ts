import { describe, expect, test } from 'vitest';
import {
  type Approval,
  approvalSchema,
  approvals,
  decisionSchema,
  everyoneAsked,
  openDeciders,
  quorumOf,
  stateOf,
  turnOf,
} from '../../lib/core/approval.ts';
import { ADMIN, APPROVAL, APPROVED, COLLEAGUE, LATER, LEAD } from './perfect.ts';

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
  const one = { by: COLLEAGUE, name: 'Colleague', at: LATER, stage: 0 };
  const decisions = [
    { ...one, choice: 'approve' as const },
    { ...one, choice: 'deny' as const },
  ];
  expect(approvals({ ...APPROVAL, decisions })).toBe(1);
});

describe('stages', () => {
  const lead = { of: 'baseline' as const, via: 'lead' as const, quorum: 1 };
  const named = { of: 'manifest' as const, via: 'approvers' as const, quorum: 2 };
  const staged: Approval = { ...APPROVAL, stages: [lead, named] };
  const asked = {
    stages: [
      [LEAD, COLLEAGUE],
      [COLLEAGUE, ADMIN],
    ],
    excluded: [],
  };
  const said = (by: string, stage: number) => ({
    ...{ by, name: by, at: LATER, stage },
    choice: 'approve' as const,
  });
  const first = { ...staged, decisions: [said(LEAD, 0)] };
  const both = { ...staged, decisions: [said(LEAD, 0), said(ADMIN, 1)] };
  const all = { ...staged, decisions: [...both.decisions, said(COLLEAGUE, 1)] };

  test.each([
    ['nobody has approved', staged, 0, [LEAD, COLLEAGUE]],
    ['the first one is through', first, 1, [COLLEAGUE, ADMIN]],
    ['one of two has approved in the second', both, 1, [COLLEAGUE]],
    ['all are through', all, 1, []],
  ] as const)('whose turn it is where %s', (_, approval, index, people) => {
    expect(turnOf(approval)).toEqual({ index, stage: [lead, named][index] });
    expect(openDeciders(approval, asked)).toEqual(people);
  });

  test('are counted each for itself and together', () => {
    expect([approvals(both), approvals(both, 0), approvals(both, 1)]).toEqual([2, 1, 1]);
    expect(quorumOf(staged)).toBe(3);
    expect(everyoneAsked(asked)).toEqual([LEAD, COLLEAGUE, ADMIN]);
  });

  test('there is at least one', () => {
    expect(approvalSchema.safeParse({ ...APPROVAL, stages: [] }).success).toBe(false);
    expect(() => turnOf({ ...APPROVAL, stages: [] })).toThrow('at least one stage');
  });
});

test.each([
  ['a quorum of nobody', { stages: [{ of: 'manifest', via: 'team', quorum: 0 }] }],
  ['an ending of another kind', { end: { ending: 'maybe', at: LATER } }],
  ['a claim that is no person', { onBehalfOf: 'U1' }],
])('refuses %s', (_, change) => {
  expect(approvalSchema.safeParse({ ...APPROVAL, ...change }).success).toBe(false);
});

test('a decision is approve or deny by a person', () => {
  expect(
    decisionSchema.safeParse({ by: 'U2', name: '', choice: 'approve', at: LATER, stage: 0 })
      .success,
  ).toBe(false);
  expect(
    decisionSchema.safeParse({ by: COLLEAGUE, name: '', choice: 'later', at: LATER, stage: 0 })
      .success,
  ).toBe(false);
});
