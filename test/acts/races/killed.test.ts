import { beforeEach, expect, test } from 'vitest';
import { loadApproval } from '../../../lib/acts/approvals.ts';
import { askApproval } from '../../../lib/acts/ask.ts';
import { recheckApproval } from '../../../lib/acts/cancel.ts';
import { consumeApproval } from '../../../lib/acts/consume.ts';
import { decideApproval } from '../../../lib/acts/decide.ts';
import type { Deps } from '../../../lib/acts/deps.ts';
import { type Approval, stateOf } from '../../../lib/core/approval.ts';
import type { Workflow } from '../../../lib/core/workflow.ts';
import { killedAnywhere } from '../../kit/dying.ts';
import { COLLEAGUE, OWNER } from '../../kit/people.ts';
import { holds, track } from '../race.ts';
import { asked, CALL, changeTeam, MANIFEST, registered } from '../stage.ts';

const at = track();
const PATIENCE_MS = 120_000;

let workflow: Workflow;
beforeEach(async () => {
  await changeTeam(at.deps, [OWNER, COLLEAGUE]);
  workflow = await registered(at.deps);
});

const keyed = (n: number) => ({ idempotencyKey: `killed-${n}` });
const run = { ...CALL, executionId: 'run-1' };
const approve = (deps: Deps, { id, digest }: Approval) =>
  decideApproval(deps, COLLEAGUE, id, { choice: 'approve', digest, reason: '' });
const state = async (id: string) => {
  const loaded = await loadApproval(at.deps, id);
  return loaded && stateOf(loaded.head.state);
};

test(
  'killed while asking: whoever asks again has the one approval',
  async () => {
    const steps = await killedAnywhere(
      at.engine.endpoint,
      (client, n) => askApproval(at.deps.through(client), workflow, { ...CALL, ...keyed(n) }),
      async (n) => {
        const { id } = await asked(at.deps, workflow, keyed(n));
        expect(await holds(at.deps, `approval/${id}`)).toEqual(['approval.asked']);
      },
    );
    expect(steps).toBeGreaterThan(3);
  },
  PATIENCE_MS,
);

test(
  'killed while deciding: the decision stands whole or not at all, and another click settles it',
  async () => {
    let approval: Approval;
    const steps = await killedAnywhere(
      at.engine.endpoint,
      async (client, n) => {
        approval = await asked(at.deps, workflow, keyed(n));
        await approve(at.deps.through(client), approval);
      },
      async () => {
        const kinds = await holds(at.deps, `approval/${approval.id}`);
        expect(kinds.length === 2).toBe((await state(approval.id)) === 'approved');
        await approve(at.deps, approval);
        expect(await state(approval.id)).toBe('approved');
        const after = ['approval.asked', 'approval.decided'];
        expect(await holds(at.deps, `approval/${approval.id}`)).toEqual(after);
      },
    );
    expect(steps).toBeGreaterThan(3);
  },
  PATIENCE_MS,
);

test(
  'killed while consuming: the same execution has the one receipt',
  async () => {
    let approval: Approval;
    const steps = await killedAnywhere(
      at.engine.endpoint,
      async (client, n) => {
        approval = await asked(at.deps, workflow, keyed(n));
        await approve(at.deps, approval);
        await consumeApproval(at.deps.through(client), 'reply-bot', approval.id, run);
      },
      async () => {
        const again = await consumeApproval(at.deps, 'reply-bot', approval.id, run);
        expect(again).toMatchObject({ kind: 'receipt' });
        const other = { ...run, executionId: 'run-2' };
        const second = await consumeApproval(at.deps, 'reply-bot', approval.id, other);
        expect(second).toMatchObject({ why: 'used' });
        const kinds = await holds(at.deps, `approval/${approval.id}`);
        expect(kinds.filter((kind) => kind === 'approval.consumed')).toHaveLength(1);
      },
    );
    expect(steps).toBeGreaterThan(3);
  },
  PATIENCE_MS,
);

test(
  'killed while cancelling: it is cancelled once, with its reason',
  async () => {
    let approval: Approval;
    const gated = ['send_external_email'];
    const steps = await killedAnywhere(
      at.engine.endpoint,
      async (client, n) => {
        approval = await asked(at.deps, workflow, keyed(n));
        gated.push(`more-${n}`);
        workflow = await registered(at.deps, { ...MANIFEST, review_required_actions: [...gated] });
        await recheckApproval(at.deps.through(client), approval.id);
      },
      async () => {
        await recheckApproval(at.deps, approval.id);
        const end = (await loadApproval(at.deps, approval.id))?.head.state.end;
        expect(end).toMatchObject({ ending: 'cancelled', why: 'workflow-changed' });
        const kinds = await holds(at.deps, `approval/${approval.id}`);
        expect(kinds).toEqual(['approval.asked', 'approval.cancelled']);
      },
    );
    expect(steps).toBeGreaterThan(3);
  },
  PATIENCE_MS,
);
