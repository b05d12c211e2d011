import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Lease } from '../../lib/core/lease.ts';
import { roleSession, shortId } from '../../lib/core/role-session.ts';
import { LATER, NOW, sha } from './perfect.ts';

const ROLE = {
  kind: 'aws-role' as const,
  role_arn: 'arn:aws:iam::123456789012:role/yardmaster/crm',
  external_id: 'yardmaster-1',
  scopes: {},
};
const LEASE: Lease = {
  id: 'les_1',
  workflow: 'support-reply-drafter',
  team: 'team-support',
  revision: 3,
  connector: 'crm',
  scopes: ['crm.read'],
  kind: 'aws-role',
  at: NOW,
  until: LATER,
  state: 'out',
};

test('the trail shows the workflow as source, the lease as session, and the rest as tags', () => {
  expect(roleSession(ROLE, LEASE, '{}', sha)).toEqual({
    roleArn: ROLE.role_arn,
    externalId: 'yardmaster-1',
    sessionName: 'les_1',
    sourceIdentity: 'support-reply-drafter',
    policy: '{}',
    seconds: 900,
    tags: {
      'yardmaster:workflow': 'support-reply-drafter',
      'yardmaster:team': 'team-support',
      'yardmaster:revision': '3',
      'yardmaster:connector': 'crm',
    },
  });
});

test('what an approval opened names it, with the digest of what was approved', () => {
  const approval = { id: 'apr_1', digest: 'd'.repeat(64) };
  expect(roleSession(ROLE, { ...LEASE, approval }, '{}', sha).tags).toMatchObject({
    'yardmaster:approval': 'apr_1',
    'yardmaster:digest': 'd'.repeat(64),
  });
});

test('any name of a workflow becomes a source identity that STS takes, and no two the same', () => {
  const names = fc.string({ minLength: 1, maxLength: 100, unit: 'grapheme' });
  fc.assert(
    fc.property(names, names, (one, other) => {
      expect(shortId(one, sha)).toMatch(/^[\w+=,.@-]{2,64}$/);
      if (one !== other) expect(shortId(one, sha)).not.toBe(shortId(other, sha));
    }),
  );
});
