import type { Approval, AskedVia, Stage } from '../core/approval.ts';
import { approvalDigest, cardText } from '../core/approval-text.ts';
import type { CardLook } from '../core/card-template.ts';
import { withTimes } from '../core/nudge.ts';
import type { PersonKey } from '../core/people.ts';
import { type Policy, policyName, type StageRule } from '../core/policy.ts';
import { minutesAfter } from '../core/time.ts';
import type { Workflow } from '../core/workflow.ts';
import type { Deps } from './deps.ts';

/** What is asked for, read and bound to its approval's id. */
export interface WantedApproval {
  readonly id: string;
  readonly workflow: Workflow;
  readonly action: string;
  readonly target: string;
  /** Canonical JSON text. */
  readonly arguments: string;
  readonly onBehalfOf?: PersonKey | undefined;
  /** What its card is written with. */
  readonly look: CardLook;
}

/** The rules it is asked under, and whom they mean. */
interface Under extends Pick<Approval, 'callDigest' | 'channel'> {
  readonly policy: Policy;
  /** By stage: whose turn it is. */
  readonly vias: readonly AskedVia[];
}

/** The approval as it begins: bound to what it is about, waiting. */
export function newApproval(
  deps: Pick<Deps, 'now' | 'sha'>,
  wanted: WantedApproval,
  under: Under,
): Approval {
  const { id, workflow, action, target, onBehalfOf } = wanted;
  const { policy, callDigest, channel, vias } = under;
  const now = deps.now();
  const bound = {
    workflow: workflow.id,
    gateRevision: workflow.gateRevision,
    policy: policyName(policy, deps.sha),
    action,
    target,
    onBehalfOf,
  };
  const card = cardText({ ...bound, arguments: wanted.arguments }, wanted.look);
  const approval: Approval = {
    id,
    ...bound,
    callDigest,
    channel,
    team: workflow.team,
    digest: approvalDigest({ ...bound, arguments: wanted.arguments, card }, deps.sha),
    stages: policy.stages.map((rule, at) => stageAsked(rule, vias[at])),
    askedAt: now,
    expiresAt: minutesAfter(now, policy.expiresInMinutes),
    decisions: [],
  };
  return withTimes(approval, policy, now);
}

function stageAsked({ of, quorum, stepUp, reason }: StageRule, via: AskedVia = 'nobody'): Stage {
  return {
    ...{ of, via, quorum },
    ...(stepUp ? { stepUp } : {}),
    ...(reason ? { reason } : {}),
  };
}
