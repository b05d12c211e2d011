import { beforeEach, describe, expect, test } from 'vitest';
import { loadApproval } from '../../lib/acts/approvals.ts';
import { askApproval } from '../../lib/acts/ask.ts';
import { consumeApproval } from '../../lib/acts/consume.ts';
import { decideApproval } from '../../lib/acts/decide.ts';
import type { Deps } from '../../lib/acts/deps.ts';
import { recheckWaiting } from '../../lib/acts/recheck.ts';
import { loadWorkflow } from '../../lib/acts/standing.ts';
import { type Approval, stateOf } from '../../lib/core/approval.ts';
import { minutesAfter } from '../../lib/core/time.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE } from '../kit/people.ts';
import { asked, breaks, CALL, kindsOf, MANIFEST, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
let workflow: Workflow;
beforeEach(async () => {
  deps = await stage(engine());
  workflow = await registered(deps);
});

const three = <T>(act: () => Promise<T>) => Promise.all([act(), act(), act()]);
const run = { ...CALL, executionId: 'run-1' };
const approve = (by: Deps, { id, digest }: Approval) =>
  decideApproval(by, COLLEAGUE, id, { choice: 'approve', digest, reason: '' });
const now = async (id: string) => {
  const head = (await loadApproval(deps, id))?.head;
  return head && stateOf(head.state);
};
const again = async () => (await loadWorkflow(deps, 'reply-bot'))?.state ?? workflow;
const stricter = () =>
  registered(deps, { ...MANIFEST, review_required_actions: ['send_external_email', 'other'] });

describe('an agent that does everything three times', () => {
  test('has one approval, one decision and one receipt', async () => {
    const askedFor = await three(() => askApproval(deps, workflow, CALL));
    const ids = new Set(askedFor.map((one) => one.kind === 'asked' && one.approval.id));
    expect(ids.size).toBe(1);
    const approval = await asked(deps, workflow);
    await three(() => approve(deps, approval));
    const used = await three(() => consumeApproval(deps, 'reply-bot', approval.id, run));
    const receipts = used.map((one) => (one.kind === 'receipt' ? one.receipt : one.why));
    expect(new Set(receipts).size).toBe(1);
    const kinds = await kindsOf(deps, `approval/${approval.id}`);
    expect(kinds).toEqual(['approval.asked', 'approval.decided', 'approval.consumed']);
    expect(await breaks(deps)).toEqual([]);
  });

  test('after a change of the rules has what was asked cancelled, and asks anew', async () => {
    const before = await asked(deps, workflow);
    await stricter();
    await three(() => recheckWaiting(deps, 'reply-bot'));
    expect(await now(before.id)).toBe('cancelled');
    const repeats = await three(async () => askApproval(deps, await again(), CALL));
    expect(repeats.map((one) => one.kind === 'asked' && stateOf(one.approval))).toEqual([
      'cancelled',
      'cancelled',
      'cancelled',
    ]);
    await three(() => approve(deps, before));
    expect(await now(before.id)).toBe('cancelled');
    const used = await consumeApproval(deps, 'reply-bot', before.id, run);
    expect(used).toMatchObject({ why: 'cancelled' });
    const anew = await asked(deps, await again(), { idempotencyKey: 'anew' });
    expect(await now(anew.id)).toBe('waiting');
  });

  test('cannot use what was approved before a change of the rules, however often it tries', async () => {
    const approval = await asked(deps, workflow);
    await approve(deps, approval);
    await stricter();
    const used = await three(() => consumeApproval(deps, 'reply-bot', approval.id, run));
    expect(used.map((one) => one.kind === 'refused' && one.why)).toEqual([
      'changed-since',
      'changed-since',
      'changed-since',
    ]);
  });
});

describe('clocks that are a minute apart', () => {
  const off = (minutes: number): Deps => ({
    ...deps,
    now: () => minutesAfter(deps.now(), minutes),
  });

  test.each([-1, 1])(
    'asked by one, decided by another (%i minutes), used by a third',
    async (by) => {
      const approval = await asked(deps, workflow);
      expect(await approve(off(by), approval)).toMatchObject({ kind: 'decided' });
      const used = await consumeApproval(deps, 'reply-bot', approval.id, run);
      expect(used).toMatchObject({ kind: 'receipt' });
      expect(await breaks(deps)).toEqual([]);
    },
  );

  test('a minute before its end: the clock of who decides counts, and nobody decides after it', async () => {
    const approval = await asked(deps, workflow);
    deps.pass(24 * 60 - 0.5);
    expect(await approve(off(1), approval)).toMatchObject({ why: 'expired' });
    expect(await approve(off(-1), approval)).toMatchObject({ kind: 'decided' });
    expect(await consumeApproval(off(1), 'reply-bot', approval.id, run)).toMatchObject({
      why: 'expired',
    });
  });
});
