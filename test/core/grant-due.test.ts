import { describe, expect, test } from 'vitest';
import type { Grant } from '../../lib/core/grant.ts';
import { grantsDue, nearEnd, nextGrantLook } from '../../lib/core/grant-due.ts';
import { minutesAfter } from '../../lib/core/time.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import { ADMIN, NOW, WORKFLOW } from './perfect.ts';

const DAY = 24 * 60;
const in_ = (days: number) => minutesAfter(NOW, days * DAY);
const grant = (rest: Partial<Grant> = {}): Grant => ({
  ...{ connector: 'crm', scope: 'read', at: NOW, by: ADMIN },
  ...rest,
});
const having = (...grants: Grant[]): Workflow => ({
  ...WORKFLOW,
  needs: [{ connector: 'crm', scopes: ['read'] }],
  grants,
});

describe('the schedule looks at a workflow', () => {
  const ROWS: [string, Workflow, string | undefined][] = [
    ['never, when nothing ends', having(grant()), undefined],
    ['never, without grants', WORKFLOW, undefined],
    ['a week before the end', having(grant({ until: in_(30) })), in_(23)],
    [
      'at the end, once the owner was told',
      having(grant({ until: in_(30), told: 'ending' })),
      in_(30),
    ],
    ['at the end, when it was given for a week', having(grant({ until: in_(7) })), in_(7)],
    ['not again after the end', having(grant({ until: in_(1), told: 'ended' })), undefined],
    [
      'at the earliest of all',
      having(grant({ until: in_(30) }), grant({ scope: 'write', until: in_(20) })),
      in_(13),
    ],
    [
      'never, when it is retired',
      { ...having(grant({ until: in_(3) })), status: 'retired' },
      undefined,
    ],
  ];
  test.each(ROWS)('%s', (_, workflow, at) => {
    expect(nextGrantLook(workflow)).toBe(at);
  });
});

describe('what is due', () => {
  test('is nothing before a week is left', () => {
    expect(grantsDue(having(grant({ until: in_(30) })), in_(22))).toBeUndefined();
  });

  test('is told once, a week before the end; the workflow stays active', () => {
    const due = grantsDue(having(grant({ until: in_(30) })), in_(23));
    expect(due).toMatchObject({
      what: 'ending',
      grants: [{ scope: 'read', told: 'ending' }],
      workflow: { status: 'active', grants: [{ told: 'ending' }] },
    });
    expect(due && grantsDue(due.workflow, in_(24))).toBeUndefined();
  });

  test('ends access at its moment: the workflow is registered again, and it is said once', () => {
    const due = grantsDue(having(grant({ until: in_(30), told: 'ending' })), in_(30));
    expect(due).toMatchObject({
      what: 'ended',
      workflow: { status: 'registered', missingScopes: ['read'], grants: [{ told: 'ended' }] },
    });
    expect(due && grantsDue(due.workflow, in_(31))).toBeUndefined();
  });

  test('tells what has ended before what ends, however late the schedule comes', () => {
    const both = having(grant({ until: in_(20) }), grant({ scope: 'z', until: in_(30) }));
    const first = grantsDue(both, in_(25));
    expect(first).toMatchObject({ what: 'ended', grants: [{ scope: 'read' }] });
    expect(first && grantsDue(first.workflow, in_(25))).toMatchObject({
      what: 'ending',
      grants: [{ scope: 'z' }],
    });
  });

  test('leaves a workflow active that does not need what ended', () => {
    const spare = having(grant(), grant({ scope: 'spare', until: in_(1) }));
    expect(grantsDue(spare, in_(1))?.workflow.status).toBe('active');
  });
});

test('what ends within the week, or has, is offered to be renewed', () => {
  const soon = grant({ until: in_(7) });
  expect(
    nearEnd(having(soon, grant({ scope: 'z', until: in_(8) }), grant({ scope: 'y' })), NOW),
  ).toEqual([soon]);
  expect(nearEnd(WORKFLOW, NOW)).toEqual([]);
});
