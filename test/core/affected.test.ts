import { describe, expect, test } from 'vitest';
import { type Affected, eachOnce, isAffected } from '../../lib/core/affected.ts';
import { WORKFLOW } from './perfect.ts';

const ROW: Affected = {
  workflow: WORKFLOW.id,
  component: 'plugin/reply-drafter',
  range: '<4.0.0',
  version: '3.2.4',
  via: [],
};

test('each workflow stands once: a pin of its own before one over releases, locked before allowed', () => {
  const row = (id: string, by: string, via: string[]) => ({ workflow: { id }, by, via });
  const rows = [
    row('b', 'range', []),
    row('a', 'locked', ['plugin/x@1.0.0']),
    row('b', 'locked', []),
    row('a', 'range', []),
  ];
  expect(eachOnce(rows)).toEqual([row('a', 'range', []), row('b', 'locked', [])]);
});

describe('a workflow is affected', () => {
  test('for as long as it pins those versions', () => {
    expect(isAffected(WORKFLOW, ROW)).toBe(true);
    const moved = { component: ROW.component, range: '4.0.x', version: '4.0.0' };
    expect(isAffected({ ...WORKFLOW, locks: [moved] }, ROW)).toBe(false);
    expect(isAffected({ ...WORKFLOW, locks: [] }, ROW)).toBe(false);
  });

  test('and not once it is retired or gone', () => {
    expect(isAffected({ ...WORKFLOW, status: 'retired' }, ROW)).toBe(false);
    expect(isAffected(undefined, ROW)).toBe(false);
  });
});
