import { expect, test } from 'vitest';
import { newApproval } from '../../lib/acts/new-approval.ts';
import { policyOf } from '../../lib/core/policy.ts';
import { minutesAfter } from '../../lib/core/time.ts';
import { NOW, sha, WORKFLOW } from '../core/perfect.ts';

const deps = { now: () => NOW, sha };
const wanted = {
  id: 'apr_1',
  workflow: WORKFLOW,
  action: 'refund',
  target: 'ticket 1',
  arguments: '{"amount":5}',
  look: {},
};
const policy = policyOf({ quorum: 2, reason_required: true, expires_in_minutes: 60 }, undefined);
const under = { policy, callDigest: 'c', channel: 'C1', vias: ['team' as const] };

test('a new approval waits, bound to its rules, for as long as they say', () => {
  const approval = newApproval(deps, wanted, under);
  expect(approval).toMatchObject({
    id: 'apr_1',
    workflow: WORKFLOW.id,
    gateRevision: WORKFLOW.gateRevision,
    channel: 'C1',
    stages: [{ of: 'manifest', via: 'team', quorum: 2, reason: true }],
    askedAt: NOW,
    expiresAt: minutesAfter(NOW, 60),
    decisions: [],
  });
  expect(approval.end).toBeUndefined();
});

test('the words of its card are part of the digest', () => {
  const plain = newApproval(deps, wanted, under).digest;
  const look = { card: 'Refund of {amount}' };
  expect(newApproval(deps, { ...wanted, look }, under).digest).not.toBe(plain);
});
