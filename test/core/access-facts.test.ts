import { expect, test } from 'vitest';
import { accessFacts } from '../../lib/core/access-facts.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import { ADMIN, NOW, release, SURFACE, WORKFLOW } from './perfect.ts';

const WANT = { connector: 'crm-readonly', scope: 'crm.write' };
const crm = release('connector/crm-readonly', '1.4.0', {
  surface: { ...SURFACE, scopes: ['crm.read', 'crm.write'] },
  terms: { scope_actions: { 'crm.write': ['close_ticket', 'send_external_email'] } },
});
const published = new Map([['connector/crm-readonly', [crm]]]);
const around = { published, preGranted: [], gated: new Set(['send_external_email']), now: NOW };
const other = (id: string, rest: Partial<Workflow> = {}): Workflow => ({
  ...WORKFLOW,
  ...{ id, missingScopes: ['crm.write'] },
  ...rest,
});
const NEEDS = [{ connector: 'crm-readonly', scopes: ['crm.write'] }];
const having = (id: string) =>
  other(id, { needs: NEEDS, grants: [{ ...WANT, at: NOW, by: ADMIN }] });

test('says what a scope lets happen, and what of it after an approval', () => {
  expect(accessFacts(WORKFLOW, [WANT], { ...around, workflows: [WORKFLOW] })).toEqual([
    {
      ...WANT,
      actions: ['close_ticket', 'send_external_email'],
      gated: ['send_external_email'],
      ...{ heldBy: 0, of: 0, wider: false },
    },
  ]);
});

test('is wider than standard unless more than half of the others have it', () => {
  const wider = (workflows: readonly Workflow[], preGranted: readonly string[] = []) =>
    accessFacts(WORKFLOW, [WANT], { ...around, preGranted, workflows }).map((fact) => [
      ...[fact.heldBy, fact.of, fact.wider],
    ]);
  expect(wider([WORKFLOW, having('a'), having('b'), other('c')])).toEqual([[2, 3, false]]);
  expect(wider([other('a'), having('b')])).toEqual([[1, 2, true]]);
  expect(wider([other('a', { locks: [] }), other('b', { status: 'retired' })])).toEqual([
    [0, 0, false],
  ]);
  expect(wider([], ['crm.read'])).toEqual([[0, 0, true]]);
});

test('of a connector that is not locked nothing is known', () => {
  const [fact] = accessFacts(WORKFLOW, [{ connector: 'x', scope: 'y' }], {
    ...around,
    workflows: [],
  });
  expect(fact).toMatchObject({ actions: undefined, gated: [], wider: false });
});
