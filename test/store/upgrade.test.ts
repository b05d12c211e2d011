import { describe, expect, test } from 'vitest';
import { approvalAskedSchema, approvalSchema } from '../../lib/core/approval.ts';
import { policyName, policyOf } from '../../lib/core/policy.ts';
import { upgrade } from '../../lib/store/upgrade.ts';
import { APPROVAL, sha } from '../core/perfect.ts';

const KEY = { id: 'key_1', hash: 'h', holder: 'T1/U1', issuedAt: '2026-11-01T00:00:00.000Z' };

test.each([
  [
    'the one key of schema 1 becomes the first of several',
    { id: 'w', key: KEY },
    { id: 'w', keys: [KEY] },
  ],
  ['a workflow without a key has none', { id: 'w' }, { id: 'w' }],
  ['what is no object is left to its schema', 'broken', 'broken'],
])('%s', (_, before, after) => {
  expect(upgrade('workflow', 1, before)).toEqual(after);
});

const updatedAt = '2026-11-02T00:00:00.000Z';

test.each([
  [
    'a scope that was given counts for every connector',
    { id: 'w', updatedAt, granted: ['b', 'a'] },
    {
      ...{ id: 'w', updatedAt },
      grants: ['b', 'a'].map((scope) => ({ connector: '*', scope, at: updatedAt, by: 'earlier' })),
    },
  ],
  ['a workflow that was given none has none', { id: 'w', updatedAt }, { id: 'w', updatedAt }],
  ['what is no workflow is left to its schema', { granted: 'x' }, { granted: 'x' }],
])('up to schema 2: %s', (_, before, after) => {
  expect(upgrade('workflow', 2, before)).toEqual(after);
  expect(upgrade('workflow', 1, before)).toEqual(after);
});

test('newer items and other kinds are left alone', () => {
  const data = { key: KEY, granted: ['a'], updatedAt };
  expect(upgrade('workflow', 3, data)).toBe(data);
  expect(upgrade('team', 1, data)).toBe(data);
});

describe('up to schema 3 an approval had one set of people and one quorum', () => {
  const decision = { by: 'T1/U2', name: 'N', choice: 'approve', at: updatedAt };
  const { stages: _, decisions: __, ...rest } = APPROVAL;
  const older = { ...rest, quorum: 2, askedVia: 'platform', narrowed: true, decisions: [decision] };

  test('which became its one stage', () => {
    const now = upgrade('approval', 3, older);
    expect(approvalSchema.parse(now)).toEqual({
      ...rest,
      stages: [{ of: 'manifest', via: 'platform', quorum: 2 }],
      decisions: [{ ...decision, stage: 0 }],
    });
  });

  test('and so did those who were asked', () => {
    const excluded = [{ person: 'T1/U1', why: 'claimed' }];
    const now = upgrade('asked', 3, { asked: ['T1/U2'], excluded });
    expect(approvalAskedSchema.parse(now)).toEqual({ stages: [['T1/U2']], excluded });
  });

  test.each(['approval', 'asked'])('newer ones of %s, and what is none, are left alone', (kind) => {
    expect(upgrade(kind, 4, older)).toBe(older);
    expect(upgrade(kind, 3, APPROVAL)).toBe(APPROVAL);
    expect(upgrade(kind, 3, 'broken')).toBe('broken');
  });

  test('under rules of another name, so that none of them is ever consumed', () => {
    const names = ['owning-team/1', 'baseline-lead/1', 'owning-team+approvers/1'];
    expect(names).not.toContain(policyName(policyOf({}, undefined), sha));
  });
});
