import { describe, expect, test } from 'vitest';
import { mayLease } from '../../lib/core/lease.ts';
import { register } from '../../lib/core/registration.ts';
import { comingBack, type RetireOutcome, retire } from '../../lib/core/retire.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import { ADMIN, CATALOG, LATER, MANIFEST, NOW, OWNER, TEAM, WORKFLOW } from './perfect.ts';

const BY = { by: OWNER, at: NOW, reason: ' Nobody reads its replies. ' };

function outcomeOf(outcome: RetireOutcome): Workflow {
  if (outcome.kind === 'refused') throw new Error(outcome.say);
  return outcome.workflow;
}

const FULL: Workflow = {
  ...WORKFLOW,
  proposed: 'rev_1',
  keys: [{ id: 'key_1', hash: 'h', holder: OWNER, issuedAt: NOW }],
  grants: [{ connector: 'crm-readonly', scope: 'crm.read', at: NOW, by: ADMIN }],
  asked: [{ connector: 'crm-readonly', scope: 'crm.write', request: 'acc_1' }],
  webhook: { id: 'whk_1', host: 'hooks.example', at: NOW },
  paused: { at: NOW, by: OWNER, admin: false, reason: 'It loops.' },
};

describe('a retired workflow', () => {
  test('keeps who, when and why, and what it was; nothing that opens anything', () => {
    expect(outcomeOf(retire(FULL, BY))).toEqual({
      ...WORKFLOW,
      status: 'retired',
      retired: { at: NOW, by: OWNER, reason: 'Nobody reads its replies.' },
    });
  });

  test('needs a reason, and is retired once', () => {
    expect(retire(WORKFLOW, { ...BY, reason: ' ' })).toMatchObject({ why: 'reason-required' });
    const once = outcomeOf(retire(WORKFLOW, BY));
    expect(retire(once, BY)).toEqual({ kind: 'unchanged', workflow: once });
    expect(retire({ ...WORKFLOW, status: 'discovered' }, BY)).toMatchObject({
      why: 'not-registered',
    });
  });

  test('gets no credentials', () => {
    const workflow = outcomeOf(retire(FULL, BY));
    const rest = { scopes: undefined, releases: [], gated: new Set<string>(), declared: undefined };
    const asked = { ...rest, workflow, connector: 'crm-readonly', now: LATER };
    expect(mayLease(asked)).toMatchObject({ why: 'workflow-retired' });
  });

  test('keeps a pause by the platform for when it comes back', () => {
    const paused = { at: NOW, by: ADMIN, admin: true, reason: 'An incident.' };
    const retired = outcomeOf(retire({ ...FULL, status: 'paused', paused }, BY));
    expect(comingBack(retired)).toMatchObject({ status: 'paused', paused });
    expect(comingBack(outcomeOf(retire(FULL, BY)))).toMatchObject({ status: 'registered' });
    expect(comingBack(retired)).not.toHaveProperty('retired');
  });
});

describe('registered anew', () => {
  const before = outcomeOf(retire(FULL, BY));
  const person = { kind: 'person', person: OWNER } as const;
  const anew = (change: Partial<Parameters<typeof register>[0]> = {}) =>
    register({
      ...{ manifest: MANIFEST, editor: person, home: 'repo', now: LATER, before },
      ...{ catalog: CATALOG, preGranted: [], team: TEAM, teamBefore: TEAM.id, ...change },
    });

  test('it is a new revision without what it had, and what was approved before is not its own', () => {
    const outcome = anew();
    if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
    expect(outcome.workflow).toMatchObject({
      ...{ status: 'registered', revision: 2, gateRevision: 2, missingScopes: ['crm.read'] },
    });
    for (const gone of ['retired', 'grants', 'keys', 'webhook', 'asked']) {
      expect(outcome.workflow).not.toHaveProperty(gone);
    }
    expect(anew({ preGranted: ['crm.read'] })).toMatchObject({ workflow: { status: 'active' } });
  });

  test('is a person’s doing, and not a push’s nor an upgrade’s', () => {
    const ci = { kind: 'ci', id: 'support-ci', team: TEAM.id } as const;
    const say = expect.stringContaining('is retired');
    const problems = [{ field: 'workflow', say }];
    expect(anew({ editor: ci })).toMatchObject({ kind: 'problems', problems });
    const moves = { kind: 'take', versions: new Map() } as const;
    expect(anew({ moves })).toMatchObject({ kind: 'problems', problems });
    const slack = { ...before, home: 'slack' } as const;
    const inSlack = anew({ editor: ci, before: slack, home: 'slack' });
    expect(inSlack).toMatchObject({ problems: [{ say: expect.stringContaining('in Slack') }] });
  });
});
