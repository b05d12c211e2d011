import { describe, expect, test } from 'vitest';
import { ANY_CONNECTOR, BY_BASELINE, type Grant } from '../../lib/core/grant.ts';
import { takeable, takeBack } from '../../lib/core/grant-back.ts';
import { ADMIN, LATER, NOW, WORKFLOW } from './perfect.ts';

const grant = (connector: string, scope: string, rest: Partial<Grant> = {}): Grant => ({
  ...{ connector, scope, at: NOW, by: ADMIN },
  ...rest,
});
const READ = { connector: 'crm', scope: 'read' };
const workflow = {
  ...WORKFLOW,
  grants: [grant('crm', 'read'), grant('crm', 'write'), grant('mail', 'old', { until: NOW })],
};
const why = { preGranted: ['free'], now: LATER, reason: 'It is not needed.' };

describe('taking back', () => {
  test('takes these scopes and leaves the rest', () => {
    expect(takeBack(workflow, [READ], why)).toEqual({
      kind: 'taken',
      wants: [READ],
      grants: workflow.grants.slice(1),
    });
  });

  test('takes a grant for every connector away for all of them', () => {
    const old = { ...WORKFLOW, grants: [grant(ANY_CONNECTOR, 'read')] };
    expect(takeBack(old, [READ], why)).toMatchObject({ kind: 'taken', grants: [] });
  });

  const NO: [string, { connector: string; scope: string }[], Partial<typeof why>, string][] = [
    ['nothing', [], {}, 'no-scopes'],
    ['what it does not have', [{ connector: 'mail', scope: 'read' }], {}, 'not-held'],
    ['what has ended by itself', [{ connector: 'mail', scope: 'old' }], {}, 'not-held'],
    ['what the baseline gives to everybody', [READ], { preGranted: ['read'] }, 'pre-granted'],
    ['without saying why', [READ], { reason: '  ' }, 'reason-required'],
  ];
  test.each(NO)('is refused for %s', (_, wants, change, word) => {
    expect(takeBack(workflow, wants, { ...why, ...change })).toMatchObject({ why: word });
  });
});

test('what can be taken back is in force and not everybody’s', () => {
  const free = grant('crm', 'free', { by: BY_BASELINE });
  const with_ = { ...workflow, grants: [...workflow.grants, free] };
  expect(takeable(with_, ['free'], LATER)).toEqual([READ, { connector: 'crm', scope: 'write' }]);
  expect(takeable(WORKFLOW, [], LATER)).toEqual([]);
});
