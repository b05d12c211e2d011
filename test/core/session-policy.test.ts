import { runSimulation } from '@cloud-copilot/iam-simulate';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Statement } from '../../lib/core/credentials.ts';
import { MOST_POLICY_CHARACTERS, sessionPolicy } from '../../lib/core/session-policy.ts';

const ACCOUNT = '123456789012';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/yardmaster/crm`;
const UNTIL = '2026-11-23T09:15:00.000Z';
const IN_TIME = '2026-11-23T09:14:59Z';
const OVER = '2026-11-23T09:15:00Z';

const read: Statement = {
  Effect: 'Allow',
  Action: ['s3:GetObject'],
  Resource: ['arn:aws:s3:::crm/*'],
};
const list: Statement = {
  Effect: 'Allow',
  Action: ['s3:ListBucket', 's3:GetBucketLocation'],
  Resource: 'arn:aws:s3:::crm',
  Condition: { StringLike: { 's3:prefix': ['tickets/*'] } },
};

function compiled(templates: Record<string, Statement[]>, scopes: readonly string[]): string {
  const policy = sessionPolicy({ scopes: templates }, scopes, UNTIL);
  if (policy.kind === 'refused') throw new Error(policy.say);
  return policy.text;
}

/** What AWS's own rules make of it, for a role that may do anything by itself. */
async function evaluate(policy: string, request: { action: string; resource: string; at: string }) {
  const all = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };
  const result = await runSimulation(
    {
      request: {
        principal: ROLE,
        action: request.action,
        resource: { resource: request.resource, accountId: ACCOUNT },
        contextVariables: { 'aws:CurrentTime': request.at },
      },
      sessionPolicy: JSON.parse(policy),
      identityPolicies: [{ name: 'role', policy: all }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  if (result.resultType === 'error') throw new Error(JSON.stringify(result.errors));
  return result.overallResult;
}

test('names the statements of the scopes that are leased, once each, and when all of it ends', () => {
  const templates = { 'crm.read': [read], 'crm.list': [read, list], 'crm.write': [read] };
  expect(JSON.parse(compiled(templates, ['crm.read', 'crm.list']))).toEqual({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::crm/*' },
      {
        Effect: 'Allow',
        Action: ['s3:ListBucket', 's3:GetBucketLocation'],
        Resource: 'arn:aws:s3:::crm',
        Condition: { StringLike: { 's3:prefix': 'tickets/*' } },
      },
      {
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: { DateGreaterThanEquals: { 'aws:CurrentTime': '2026-11-23T09:15:00Z' } },
      },
    ],
  });
});

test('a scope that nobody wrote statements for is refused by its name', () => {
  const refused = sessionPolicy({ scopes: { 'crm.read': [read] } }, ['constructor'], UNTIL);
  expect(refused).toMatchObject({ kind: 'refused', why: 'no-template' });
  expect(refused).toMatchObject({ say: expect.stringContaining('constructor') });
});

test('is refused as soon as it has one character more than STS takes', () => {
  const withResource = (length: number) => ({
    s: [{ ...read, Resource: [`arn:aws:s3:::${'a'.repeat(length)}`] }],
  });
  const spare = MOST_POLICY_CHARACTERS - compiled(withResource(0), ['s']).length;
  expect(compiled(withResource(spare), ['s'])).toHaveLength(2048);
  const over = sessionPolicy({ scopes: withResource(spare + 1) }, ['s'], UNTIL);
  expect(over).toMatchObject({ kind: 'refused', why: 'policy-too-large' });
});

test('opens nothing once the lease is over, whatever STS still takes for a session', async () => {
  const policy = compiled({ 'crm.read': [read] }, ['crm.read']);
  const request = { action: 's3:GetObject', resource: 'arn:aws:s3:::crm/a' };
  expect(await evaluate(policy, { ...request, at: IN_TIME })).toBe('Allowed');
  expect(await evaluate(policy, { ...request, at: OVER })).toBe('ExplicitlyDenied');
});

const BUCKETS = ['crm', 'mail', 'files'];
const ACTIONS = ['GetObject', 'GetObjectTagging', 'PutObject', 'DeleteObject'];
const SCOPES = ['read', 'write', 'share', 'purge', 'audit'];
/** What a statement says of one list, and what it is meant to match. */
const actions = fc.constantFrom(...ACTIONS.map((one) => `s3:${one}`), 's3:Get*', 's3:*Object');
const resources = fc.constantFrom(
  ...BUCKETS.flatMap((one) => [`arn:aws:s3:::${one}/*`, `arn:aws:s3:::${one}/open/*`]),
);
const statements = fc.record({
  Effect: fc.constant('Allow' as const),
  Action: fc.uniqueArray(actions, { minLength: 1, maxLength: 3 }),
  Resource: fc.uniqueArray(resources, { minLength: 1, maxLength: 2 }),
});
const templates = fc
  .tuple(...SCOPES.map(() => fc.array(statements, { minLength: 1, maxLength: 2 })))
  .map((lists) => Object.fromEntries(SCOPES.map((scope, n) => [scope, lists[n] ?? []])));
const requests = fc.record({
  action: fc.constantFrom(...ACTIONS.map((one) => `s3:${one}`)),
  resource: fc.constantFrom(
    ...BUCKETS.flatMap((one) => [`arn:aws:s3:::${one}/a`, `arn:aws:s3:::${one}/open/a`]),
  ),
  at: fc.constantFrom(IN_TIME, OVER),
});

/** Said once more by hand: a star matches any run of characters, and nothing else is special. */
function matches(pattern: string, text: string): boolean {
  const [before = '', after] = pattern.split('*');
  if (after === undefined) return pattern === text;
  const isLong = text.length >= before.length + after.length;
  return isLong && text.startsWith(before) && text.endsWith(after);
}

test('no lease allows what its grant does not, and none withholds what it does', async () => {
  const leases = fc.subarray(SCOPES, { minLength: 1 });
  const cases = fc.record({
    templates,
    granted: leases,
    requests: fc.array(requests, { minLength: 4, maxLength: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(cases, async (one) => {
      const policy = compiled(one.templates, one.granted);
      const granted = one.granted.flatMap((scope) => one.templates[scope] ?? []);
      for (const request of one.requests) {
        const isGranted = granted.some(
          ({ Action, Resource }) =>
            Action.some((each) => matches(each, request.action)) &&
            Resource.some((each) => matches(each, request.resource)),
        );
        const may = (await evaluate(policy, request)) === 'Allowed';
        expect(may).toBe(isGranted && request.at === IN_TIME);
      }
    }),
    { numRuns: 300 },
  );
});
