import { type Approval, haveDecided } from '../core/approval.ts';
import {
  type BreakRefusal,
  type BreakSaid,
  refuseBreakGlass,
  reviewersOf,
} from '../core/break-glass.ts';
import { outdated } from '../core/cancel.ts';
import { onHold } from '../core/decision.ts';
import { whoDecides } from '../core/gate.ts';
import type { NotInForce } from '../core/in-force.ts';
import type { PersonKey } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { mayNot } from '../core/roles.ts';
import { type Loaded, namedNow, noApproval } from './approvals.ts';
import { reviewGround } from './break-glass-store.ts';
import { type Ground, groundOf } from './decide.ts';
import type { Deps } from './deps.ts';
import { mayRun } from './in-force.ts';

export type NotBroken = Refusal<
  BreakRefusal | NotInForce | 'not-allowed' | 'no-approval' | 'changed-since'
>;

/** What breaking the glass is held against, once nothing is against it. */
export interface BreakLook {
  readonly kind: 'look';
  readonly ground: Ground;
  readonly involved: readonly PersonKey[];
  readonly reviewers: readonly PersonKey[];
}

/** Everything but the login: who the admin is to the approval, and whether it may still be ended. */
export async function lookAt(
  deps: Deps,
  { head: { state: approval }, asked }: Loaded,
  person: PersonKey,
  said: BreakSaid,
): Promise<BreakLook | NotBroken> {
  const ground = await groundOf(deps, approval);
  if (!ground) return noApproval(approval.id);
  const refusal = mayNot('break-glass', person, ground.standing);
  if (refusal) return refusal;
  const stopped = await mayRun(deps, approval);
  if (stopped) return stopped;
  const late = tooLate(approval, ground);
  if (late) return late;
  const excluded = [...asked.excluded, ...(await excludedToday(deps, approval, ground))];
  const out = [...haveDecided(approval), ...excluded.map((one) => one.person)];
  const involved = [...new Set(out)];
  const team = await reviewGround(deps, approval.team);
  const reviewers = reviewersOf({ by: person, involved }, team);
  const no = refuseBreakGlass(approval, { excluded, reviewers }, person, said);
  return no ?? { kind: 'look', ground, involved, reviewers };
}

/** "No consume from that moment" for a paused one, and none of what changed: the glass is no way around. */
function tooLate(
  approval: Approval,
  { workflow, name: policy }: Ground,
): Refusal<'changed-since' | 'on-hold'> | undefined {
  if (approval.end) return undefined;
  if (outdated(approval, { workflow, policy })) {
    const say = `${workflow.id} or its rules changed after this was asked. The agent has to ask again.`;
    return refuse('changed-since', say);
  }
  return workflow.status === 'active' ? undefined : onHold(workflow.id);
}

/** "Never for one's own request": whoever the gate leaves out, and the owner whatever the policy says. */
async function excludedToday(deps: Deps, approval: Approval, ground: Ground) {
  const { workflow, policy, standing } = ground;
  const named = await namedNow(deps, approval);
  return whoDecides({
    ...standing,
    ...{ workflow, onBehalfOf: approval.onBehalfOf, now: deps.now() },
    policy: { ...policy, excludeOwner: true },
    named: named?.kind === 'named' ? named.people : [],
  }).excluded;
}
