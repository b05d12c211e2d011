import type { Approval } from '../../../lib/core/approval.ts';
import type * as decisions from '../../../lib/core/decision.ts';
import { ADMIN, APPROVAL, COLLEAGUE, EXPIRY, fresh, LATER, LEAD, NOW } from '../perfect.ts';
import type { Removal } from './mutants.ts';

export type Decisions = typeof decisions;
const CHOICE = { choice: 'approve' as const, digest: APPROVAL.digest, reason: '', at: LATER };
const plain = { of: 'manifest' as const, via: 'team' as const, quorum: 1 };
const asked = {
  stages: [
    [COLLEAGUE, LEAD],
    [ADMIN, COLLEAGUE],
  ],
  excluded: [{ person: LEAD, why: 'named-out' as const }],
};
const staged = (...stages: Approval['stages']): Approval => ({ ...APPROVAL, stages });
/** Whether this is refused. */
const refused =
  (approval: Approval, by = COLLEAGUE, change: object = {}, who = asked) =>
  (m: Decisions) =>
    m.refuseEarly(approval, who, by, { ...CHOICE, ...change }) !== undefined;
const waits = (approval: Approval) => (m: Decisions) =>
  m.decide(approval, fresh(COLLEAGUE), CHOICE).end === undefined;
const stale = { proof: { at: NOW } };
const once = { by: COLLEAGUE, name: '', choice: 'approve' as const, at: LATER, stage: 0 };

/** What is taken out of `decision.ts`. */
export const DECISION: Removal<Decisions>[] = [
  {
    field: 'quorum',
    find: 'approvals(counted, at) >= one.quorum',
    put: 'approvals(counted, at) >= 1',
    law: waits(staged({ ...plain, quorum: 2 })),
  },
  {
    field: 'stages',
    find: 'counted.stages.every(',
    put: 'counted.stages.some(',
    law: waits(staged(plain, plain)),
  },
  {
    field: 'step_up',
    find: 'stage.stepUp && !isFresh(choice)',
    put: 'false',
    law: refused(staged({ ...plain, stepUp: true })),
  },
  {
    field: 'step_up',
    find: 'minutesAfter(at, -STEP_UP_MINUTES)',
    put: 'minutesAfter(at, -1440)',
    law: refused(staged({ ...plain, stepUp: true }), COLLEAGUE, stale),
  },
  {
    field: 'reason_required',
    find: 'stage.reason && unsaid',
    put: 'false',
    law: refused(staged({ ...plain, reason: true })),
  },
  {
    field: 'reason of a denial',
    find: "return unsaid ? refuse('reason-required', say) : undefined;",
    put: 'return undefined;',
    law: refused(APPROVAL, COLLEAGUE, { choice: 'deny' }),
  },
  {
    field: 'expires_in_minutes',
    find: 'choice.at >= approval.expiresAt',
    put: 'false',
    law: refused(APPROVAL, COLLEAGUE, { at: EXPIRY }),
  },
  {
    field: 'exclude',
    find: "if (excluded) return refuse('excluded', EXCLUDED[excluded.why], { because: excluded.why });",
    put: '',
    law: refused(APPROVAL, LEAD),
  },
  {
    field: 'digest',
    find: 'choice.digest !== approval.digest',
    put: 'false',
    law: refused(APPROVAL, COLLEAGUE, { digest: 'other' }),
  },
  {
    field: 'nobody twice',
    find: 'haveDecided(approval).includes(person)',
    put: 'false',
    law: refused({ ...staged(plain, plain), decisions: [once] }),
  },
  {
    field: 'turn',
    find: 'asked.stages[index]?.includes(person)',
    put: 'asked.stages.flat().includes(person)',
    law: refused(staged(plain, plain), ADMIN),
  },
  {
    field: 'needed later',
    find: 'isNeededLater(approval, asked, person)',
    put: 'false',
    law: refused(staged(plain, { ...plain, quorum: 2 })),
  },
  {
    field: 'pause',
    find: 'approval.heldSince !== undefined',
    put: 'false',
    law: refused({ ...APPROVAL, heldSince: NOW }),
  },
];
