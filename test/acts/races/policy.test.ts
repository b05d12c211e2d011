import { beforeEach, describe, expect, test } from 'vitest';
import { loadApproval } from '../../../lib/acts/approvals.ts';
import { attempt } from '../../../lib/acts/attempt.ts';
import { baselineChange, loadBaseline } from '../../../lib/acts/baseline-store.ts';
import { recheckApproval } from '../../../lib/acts/cancel.ts';
import { consumeApproval } from '../../../lib/acts/consume.ts';
import { decideApproval } from '../../../lib/acts/decide.ts';
import type { Deps } from '../../../lib/acts/deps.ts';
import { pauseWorkflow } from '../../../lib/acts/pause.ts';
import { recheckWaiting } from '../../../lib/acts/recheck.ts';
import { registerManifest } from '../../../lib/acts/register.ts';
import { expireApproval } from '../../../lib/acts/sweep.ts';
import { type Approval, stateOf } from '../../../lib/core/approval.ts';
import { readRecheck } from '../../../lib/store/rechecks.ts';
import { killedAnywhere } from '../../kit/dying.ts';
import { ADMIN, COLLEAGUE, OWNER } from '../../kit/people.ts';
import { FAULTS, race, track } from '../race.ts';
import { withMode } from '../rule.ts';
import { asked, breaks, CALL, kindsOf, MANIFEST, registered } from '../stage.ts';

const at = track();
const WORKFLOW = `workflow/${MANIFEST.workflow}`;

let approval: Approval;
beforeEach(async () => {
  approval = await asked(at.deps, await registered(at.deps));
});

const decide = (through: Deps, choice: 'approve' | 'deny') =>
  decideApproval(through, COLLEAGUE, approval.id, {
    choice,
    digest: approval.digest,
    reason: 'because',
  });
const { action, target, arguments: args } = CALL;
const run = { executionId: 'run-1', action, target, arguments: args };
const consume = (through: Deps) => consumeApproval(through, MANIFEST.workflow, approval.id, run);
const review_required_actions = [CALL.action, 'refund'];

const WAYS = ['revise', 'pause', 'rules'] as const;
type Way = (typeof WAYS)[number];

const CHANGES: Readonly<Record<Way, (through: Deps, workflow?: string) => Promise<unknown>>> = {
  revise: (through: Deps, workflow = MANIFEST.workflow) => {
    const manifest = { ...MANIFEST, workflow, review_required_actions };
    return registerManifest(through, OWNER, manifest, 'repo');
  },
  pause: (through: Deps) => pauseWorkflow(through, OWNER, MANIFEST.workflow, 'It loops.'),
  rules: (through: Deps) =>
    attempt(through, async () => {
      const from = await loadBaseline(through);
      const rules = await withMode(through, 'gated-actions', 'off');
      const { change } = baselineChange(through, { from, rules, by: ADMIN, change: 'chg_1' });
      return { kind: 'write', write: { changes: [change] }, value: undefined };
    }),
};
const SUBJECT = { revise: WORKFLOW, pause: WORKFLOW, rules: 'baseline/home' };
const ROWS = FAULTS.flatMap((fault) => WAYS.map((way) => ({ fault, way })));

/** Which of the two events was written first: of the approval, or of what it rests on. */
async function isFirst(kind: string, change: Way): Promise<boolean> {
  const after = await kindsOf(at.deps, SUBJECT[change]);
  const kinds = await kindsOf(at.deps, `approval/${approval.id}`);
  expect(after.at(-1)).toMatch(/revised|paused|changed/);
  return kinds.includes(kind);
}
const state = async () => {
  const loaded = await loadApproval(at.deps, approval.id);
  return loaded && stateOf(loaded.head.state);
};

describe.each(ROWS)('$way, with the fault: $fault', ({ fault, way }) => {
  const subject = SUBJECT[way];

  test('against a decision: what is decided was decided under the rules that it was asked under', async () => {
    const [decision] = await race(
      { proxy: at.proxy, subject, fault },
      () => decide(at.left, 'approve'),
      () => CHANGES[way](at.right),
    );
    const decided = await isFirst('approval.decided', way);
    expect(decision.kind).toBe(decided ? 'decided' : 'refused');
    if (!decided)
      expect(decision).toMatchObject({ why: way === 'pause' ? 'on-hold' : 'already-ended' });
    const lost = way === 'pause' ? 'waiting' : 'cancelled';
    expect(await state()).toBe(decided ? 'approved' : lost);
    // What won the race is consumed under no other rules either.
    expect(await consume(at.deps)).toMatchObject({ kind: 'refused' });
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('against its use: "no consume from that moment"', async () => {
    expect(await decide(at.deps, 'approve')).toMatchObject({ kind: 'decided' });
    const [used] = await race(
      { proxy: at.proxy, subject, fault },
      () => consume(at.left),
      () => CHANGES[way](at.right),
    );
    const consumed = await isFirst('approval.consumed', way);
    expect(used.kind).toBe(consumed ? 'receipt' : 'refused');
    const why = way === 'pause' ? 'workflow-not-active' : 'changed-since';
    if (!consumed) expect(used).toMatchObject({ why });
    expect(await breaks(at.deps)).toEqual([]);
  });
});

describe.each(FAULTS)('cancelling, with the fault: %s', (fault) => {
  test.each(['approve', 'deny', 'expire', 'cancel'] as const)(
    'against %s: one ending',
    async (what) => {
      await CHANGES.revise(at.deps);
      const others: Readonly<Record<typeof what, () => Promise<unknown>>> = {
        approve: () => decide(at.right, 'approve'),
        deny: () => decide(at.right, 'deny'),
        expire: () => {
          at.deps.pass(24 * 60);
          return expireApproval(at.right, approval.id);
        },
        cancel: () => recheckApproval(at.right, approval.id),
      };
      await race(
        { proxy: at.proxy, subject: `approval/${approval.id}`, fault },
        () => recheckApproval(at.left, approval.id),
        others[what],
      );
      const kinds = await kindsOf(at.deps, `approval/${approval.id}`);
      expect(kinds).toHaveLength(2);
      expect(['approval.cancelled', ...(what === 'expire' ? ['approval.expired'] : [])]).toContain(
        kinds[1],
      );
      expect(await breaks(at.deps)).toEqual([]);
    },
  );
});

test('a recheck that is killed before or after any of its calls goes on with the next sweep', async () => {
  let ids: string[] = [];
  const steps = await killedAnywhere(
    at.engine.endpoint,
    async (client, n) => {
      const bot = await registered(at.deps, { ...MANIFEST, workflow: `bot-${n}` });
      const keys = ['a', 'b'];
      const waiting = keys.map((idempotencyKey) => asked(at.deps, bot, { idempotencyKey }));
      ids = (await Promise.all(waiting)).map((one) => one.id);
      await CHANGES.revise(at.deps, bot.id);
      await recheckWaiting(at.deps.through(client), bot.id);
    },
    async (n) => {
      await recheckWaiting(at.deps, `bot-${n}`);
      expect(await readRecheck(at.deps.store, `bot-${n}`)).toBeUndefined();
      for (const id of ids) {
        const kinds = await kindsOf(at.deps, `approval/${id}`);
        expect(kinds).toEqual(['approval.asked', 'approval.cancelled']);
      }
    },
  );
  expect(steps).toBeGreaterThan(8);
  expect(await breaks(at.deps)).toEqual([]);
}, 120_000);
