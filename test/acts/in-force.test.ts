import { beforeEach, describe, expect, test } from 'vitest';
import { askApproval } from '../../lib/acts/ask.ts';
import { consumeApproval } from '../../lib/acts/consume.ts';
import { decideApproval } from '../../lib/acts/decide.ts';
import { mayRun } from '../../lib/acts/in-force.ts';
import { readLog } from '../../lib/acts/read-log.ts';
import { registerManifest } from '../../lib/acts/register.ts';
import { changeOrganisation, openAgain, stopOrganisation } from '../../lib/acts/stop.ts';
import type { Approval } from '../../lib/core/approval.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE, OWNER } from '../kit/people.ts';
import { asked, CALL, MANIFEST, registered, stage } from './stage.ts';

const engine = engineOfFile();
const SLACK = { kind: 'system', id: 'slack' } as const;
let deps: TestDeps;
let workflow: Workflow;
let waiting: Approval;
let approved: Approval;
beforeEach(async () => {
  deps = await stage(engine());
  workflow = await registered(deps);
  waiting = await asked(deps, workflow);
  approved = await asked(deps, workflow, { idempotencyKey: 'approved' });
  await decide(approved);
});

function decide({ id, digest }: Approval) {
  return decideApproval(deps, COLLEAGUE, id, { choice: 'approve', digest, reason: '' });
}

function consume({ id }: Approval, executionId = 'run-1') {
  const { action, target, arguments: given } = CALL;
  return consumeApproval(deps, 'reply-bot', id, { executionId, action, target, arguments: given });
}

describe('an organisation that is stopped', () => {
  beforeEach(() => stopOrganisation(deps, 'app-uninstalled', SLACK));
  const NO = { kind: 'refused', why: 'organisation-stopped' };

  test('consumes nothing, not even again what was consumed before', async () => {
    await openAgain(deps);
    expect(await consume(approved)).toMatchObject({ kind: 'receipt' });
    await stopOrganisation(deps, 'app-uninstalled', SLACK);
    expect(await consume(approved)).toMatchObject(NO);
  });

  test('takes no decision and asks for none', async () => {
    expect(await decide(waiting)).toMatchObject(NO);
    expect(await askApproval(deps, workflow, CALL)).toMatchObject(NO);
    const fresh = { ...CALL, idempotencyKey: 'another' };
    expect(await askApproval(deps, workflow, fresh)).toMatchObject(NO);
    expect(await mayRun(deps)).toMatchObject(NO);
  });

  test('is refused in the middle of a decision, while Slack is asked who decides', async () => {
    await openAgain(deps);
    const people = {
      fresh: async (person: string) => {
        await stopOrganisation(deps, 'tokens-revoked', SLACK);
        return deps.people.fresh(person);
      },
    };
    const { id, digest } = waiting;
    const said = { choice: 'approve' as const, digest, reason: '' };
    expect(await decideApproval({ ...deps, people }, COLLEAGUE, id, said)).toMatchObject(NO);
  });

  test('registers nothing, and says why; reading stays possible', async () => {
    const outcome = await registerManifest(deps, OWNER, { ...MANIFEST, workflow: 'two' }, 'repo');
    expect(outcome).toMatchObject({ why: 'not-allowed' });
    expect(outcome).toMatchObject({ say: expect.stringContaining('removed from Slack') });
    const log = await readLog(deps, OWNER, 'workflow/reply-bot', { most: 5 });
    expect(log.kind).toBe('log');
  });

  test('works on once it is opened again', async () => {
    await openAgain(deps);
    expect(await decide(waiting)).toMatchObject({ kind: 'decided' });
    expect(await consume(waiting)).toMatchObject({ kind: 'receipt' });
  });
});

describe('after a restore', () => {
  const VOID = { kind: 'refused', why: 'void-since-restore' };
  beforeEach(async () => {
    deps.pass(1);
    await changeOrganisation(deps, () => ({
      change: { restoredAt: deps.now() },
      event: { kind: 'organisation.restored', at: deps.now(), actor: SLACK, data: {} },
    }));
  });

  test('what was asked before can neither be decided nor consumed', async () => {
    expect(await decide(waiting)).toMatchObject(VOID);
    expect(await consume(approved)).toMatchObject(VOID);
  });

  test('the same call is told to ask anew, and a new one goes its way', async () => {
    expect(await askApproval(deps, workflow, CALL)).toMatchObject(VOID);
    const fresh = await asked(deps, workflow, { idempotencyKey: 'after' });
    expect(await decide(fresh)).toMatchObject({ kind: 'decided' });
    expect(await consume(fresh)).toMatchObject({ kind: 'receipt' });
  });
});
