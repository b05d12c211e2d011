import { expect, test } from 'vitest';
import { lockChanges } from '../../../lib/core/manifest-diff/locks.ts';
import { WORKFLOW } from '../perfect.ts';

test('says which locks move, and nothing of those that stay', () => {
  const versions = { 'plugin/reply-drafter': '3.2.9', 'skill/tone-brand-voice': '2.0.1' };
  expect(lockChanges(WORKFLOW.locks, versions)).toEqual([
    { field: 'uses', say: 'Moves plugin/reply-drafter from version 3.2.4 to 3.2.9' },
  ]);
  expect(lockChanges(WORKFLOW.locks, {})).toEqual([]);
});
