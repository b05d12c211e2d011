import { expect, test } from 'vitest';
import { workflowSchema } from '../../lib/core/workflow.ts';
import { COLLEAGUE, NOW, WORKFLOW } from './perfect.ts';

test('a workflow reads back from its schema as it is, with and without keys', () => {
  const key = { id: 'key_1', hash: 'h', holder: COLLEAGUE, issuedAt: NOW };
  expect(workflowSchema.parse(WORKFLOW)).toEqual(WORKFLOW);
  const keyed = { ...WORKFLOW, keys: [key, { ...key, id: 'key_2', endsAt: NOW }] };
  expect(workflowSchema.parse(keyed)).toEqual(keyed);
});

test.each([
  ['a status of its own', { status: 'running' }],
  ['an owner that is a group', { owner: 'team-support' }],
  ['a home of its own', { home: 'laptop' }],
  ['a lock without a version', { locks: [{ component: 'plugin/x', range: '1.0.0' }] }],
  ['a key that is shown', { keys: [{ id: 'k', secret: 's' }] }],
])('refuses %s', (_, change) => {
  expect(workflowSchema.safeParse({ ...WORKFLOW, ...change }).success).toBe(false);
});
