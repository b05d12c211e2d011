import { describe, expect, test } from 'vitest';
import type { Approval } from '../../lib/core/approval.ts';
import { consume, RECEIPT_SECONDS, receiptClaims, type Use } from '../../lib/core/consume.ts';
import { APPROVAL, APPROVED, EXPIRY, LATER, NOW, OWNER, WORKFLOW } from './perfect.ts';

const USE: Use = {
  executionId: 'run-1',
  digest: APPROVED.digest,
  workflow: WORKFLOW,
  policy: APPROVED.policy,
  now: LATER,
};
const USED: Approval = { ...APPROVED, use: { executionId: 'run-1', at: LATER, receipt: 'signed' } };
const ended = (ending: 'denied' | 'expired' | 'cancelled'): Approval => ({
  ...APPROVAL,
  end: { ending, at: LATER, name: ending === 'denied' ? 'Colleague' : undefined },
});

test('an approved approval is used', () => {
  expect(consume(APPROVED, USE)).toEqual({ kind: 'use' });
});

const REFUSALS: [string, Approval, Partial<Use>, string, string][] = [
  [
    'another payload',
    APPROVED,
    { digest: 'e'.repeat(64) },
    'other-payload',
    'not what was approved',
  ],
  ['another execution', USED, { executionId: 'run-2' }, 'used', 'One approval, one execution'],
  ['what still waits', APPROVAL, {}, 'still-waiting', 'Nobody has decided yet'],
  ['what was denied', ended('denied'), {}, 'denied', 'Denied by Colleague. Do not run it.'],
  ['what expired', ended('expired'), {}, 'expired', 'expired without a decision'],
  ['what was cancelled', ended('cancelled'), {}, 'cancelled', 'cancelled'],
  [
    'an approval whose time is over',
    APPROVED,
    { now: EXPIRY },
    'expired',
    'good until 24 Nov 2026',
  ],
  [
    'one that lapsed by the clock of another machine',
    { ...APPROVED, lapsedAt: LATER },
    {},
    'expired',
    'good until 24 Nov 2026',
  ],
  [
    'a paused workflow',
    APPROVED,
    { workflow: { ...WORKFLOW, status: 'paused' } },
    'workflow-not-active',
    'is paused',
  ],
  [
    'a changed workflow',
    APPROVED,
    { workflow: { ...WORKFLOW, gateRevision: 2 } },
    'changed-since',
    'changed after',
  ],
  ['an older policy', { ...APPROVED, policy: 'owning-team/0' }, {}, 'changed-since', 'Ask again'],
  ['other deciders since', APPROVED, { policy: 'baseline-lead/1' }, 'changed-since', 'Ask again'],
];
test.each(REFUSALS)('refuses %s', (_, approval, use, why, say) => {
  expect(consume(approval, { ...USE, ...use })).toMatchObject({
    kind: 'refused',
    why,
    say: expect.stringContaining(say),
  });
});

describe('the same execution again', () => {
  test('gets the stored receipt, also when all has changed since', () => {
    const workflow = { ...WORKFLOW, status: 'paused' as const, gateRevision: 9 };
    expect(consume(USED, { ...USE, workflow, now: EXPIRY })).toEqual({
      kind: 'again',
      receipt: 'signed',
    });
  });
  test('gets nothing for another payload', () => {
    expect(consume(USED, { ...USE, digest: '' })).toMatchObject({ why: 'other-payload' });
  });
});

test('a change that no gate depends on leaves the approval good', () => {
  const workflow = { ...WORKFLOW, revision: 7 };
  expect(consume(APPROVED, { ...USE, workflow })).toEqual({ kind: 'use' });
});

test('the receipt names approval, execution and digest, and ends within two minutes', () => {
  expect(receiptClaims(APPROVED, USE, 'https://yard.example')).toEqual({
    iss: 'https://yard.example',
    aud: 'support-reply-drafter',
    sub: 'apr_1',
    jti: 'apr_1.run-1',
    iat: 1795428000,
    exp: 1795428000 + 120,
    digest: APPROVED.digest,
    action: 'send_external_email',
    target: 'one customer',
    execution_id: 'run-1',
  });
  expect(RECEIPT_SECONDS).toBeLessThanOrEqual(120);
});

test('an approval is of no use once the access behind it has ended', () => {
  const needs = [{ connector: 'crm-readonly', scopes: ['crm.read'] }];
  const scope = { connector: 'crm-readonly', scope: 'crm.read', at: NOW, by: OWNER };
  const workflow = { ...WORKFLOW, needs, grants: [{ ...scope, until: USE.now }] };
  expect(consume(APPROVED, { ...USE, workflow })).toMatchObject({ why: 'grant-expired' });
});
