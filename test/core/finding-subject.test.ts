import { expect, test } from 'vitest';
import { subjectOf } from '../../lib/core/finding-subject.ts';
import { lockedReleases } from '../../lib/core/registration/locks.ts';
import { CATALOG, COLLEAGUE, OWNER, TEAM, WORKFLOW } from './perfect.ts';

test('a workflow is judged with what its locks lead to', () => {
  const workflow = { ...WORKFLOW, backup: COLLEAGUE };
  const subject = subjectOf(workflow, TEAM, lockedReleases(WORKFLOW.locks, CATALOG));
  expect(subject).toMatchObject({ owner: OWNER, backup: COLLEAGUE, team: { id: 'team-support' } });
  expect(subject.locked.get('plugin/reply-drafter')).toBe('3.2.4');
  expect([...subject.scopes]).toEqual([['crm-readonly', ['crm.read']]]);
  expect(subject.changedAt).toBeUndefined();
});

test('releases that were not loaded ask for nothing', () => {
  expect(subjectOf(WORKFLOW, TEAM, []).scopes.size).toBe(0);
});
