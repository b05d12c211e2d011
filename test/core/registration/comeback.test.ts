import { expect, test } from 'vitest';
import { comebackProblems } from '../../../lib/core/registration/comeback.ts';
import type { Workflow } from '../../../lib/core/workflow.ts';
import { OWNER, WORKFLOW } from '../perfect.ts';

const RETIRED: Workflow = { ...WORKFLOW, status: 'retired' };
const PERSON = { kind: 'person', person: OWNER } as const;
const CI = { kind: 'ci', id: 'support-ci', team: 'team-support' } as const;

test.each([
  ['a person of it', { before: RETIRED, editor: PERSON }, 0],
  ['a push of its repository', { before: RETIRED, editor: CI }, 1],
  ['an upgrade', { before: RETIRED, editor: PERSON, moves: {} }, 1],
  ['a push to one that runs', { before: WORKFLOW, editor: CI }, 0],
  ['a push of a new one', { before: undefined, editor: CI }, 0],
])('%s: problems %#', (_, comeback, problems) => {
  expect(comebackProblems(comeback)).toHaveLength(problems);
});
