import { type Approval, stateOf } from '../core/approval.ts';
import { alreadyEnded, onHold, refuseEarly } from '../core/decision.ts';
import { hand } from '../core/delegation.ts';
import { type PersonKey, slackUserId } from '../core/people.ts';
import type { Refusal } from '../core/result.ts';
import { unixSeconds } from '../core/time.ts';
import { approvalIndex } from '../store/indexes.ts';
import { handedKey } from '../store/keys.ts';
import type { Item } from '../store/store.ts';
import { cardRows, MOST_COPIES } from './approval-cards.ts';
import { isDeciderNow, type Loaded, loadApproval, namedNow, noApproval } from './approvals.ts';
import { attempt, done, type Step, type Write } from './attempt.ts';
import type { Deps } from './deps.ts';
import { mayRun } from './in-force.ts';
import { unfitToServe } from './settings-people.ts';
import { loadWorkflow, standingTo } from './standing.ts';

export type Handed = { readonly kind: 'handed'; readonly approval: Approval } | Refusal;

/**
 * One of those whose turn it is asks somebody else to decide this one approval in their place. The
 * other gets the card; whoever of the two decides first has decided for both.
 */
export async function handApproval(
  deps: Deps,
  by: PersonKey,
  id: string,
  to: PersonKey,
): Promise<Handed> {
  const first = await loadApproval(deps, id);
  if (!first) return noApproval(id);
  const early = mayHand(deps, first, by);
  if (early) return early;
  const [unfit, named] = await Promise.all([
    to === by ? undefined : unfitToServe(deps, to),
    namedNow(deps, first.head.state),
  ]);
  if (unfit) return unfit;
  if (named?.kind === 'refused') return named;
  return attempt(deps, async (): Promise<Step<Handed>> => {
    const loaded = await loadApproval(deps, id);
    if (!loaded) return done(noApproval(id));
    const refusal =
      mayHand(deps, loaded, by) ??
      (await mayRun(deps, loaded.head.state)) ??
      (await leftSince(deps, loaded.head.state, by, named?.people));
    if (refusal) return done(refusal);
    const outcome = hand(loaded.head.state, loaded.asked, { from: by, to, at: deps.now() });
    if (outcome.kind === 'refused') return done(outcome);
    const approval = withCopy(outcome.approval, slackUserId(to));
    const write = handWrite(loaded, approval, { by, to, at: deps.now() });
    return { kind: 'write', value: { kind: 'handed', approval }, write };
  });
}

/** Whoever could not decide right now has nothing to hand on. */
export function mayHand(deps: Deps, { head, asked }: Loaded, by: PersonKey): Refusal | undefined {
  const approval = head.state;
  const at = deps.now();
  if (stateOf(approval) !== 'waiting') return alreadyEnded(approval);
  if (approval.heldSince !== undefined) return onHold(approval.workflow);
  // A denial is what everybody may say whose turn it is, without a login and in whatever stage.
  const said = { choice: 'deny' as const, digest: approval.digest, reason: 'handed on', at };
  return refuseEarly(approval, asked, by, said);
}

async function leftSince(
  deps: Deps,
  approval: Approval,
  by: PersonKey,
  named: readonly PersonKey[] | undefined,
): Promise<Refusal | undefined> {
  const workflow = (await loadWorkflow(deps, approval.workflow))?.state;
  if (!workflow) return noApproval(approval.id);
  const standing = await standingTo(deps, workflow);
  if (isDeciderNow(approval, by, standing, named)) return undefined;
  const say = 'You are no longer one of the people who may decide.';
  return { kind: 'refused', why: 'left', say };
}

/** With no room for a copy of the card it still stands on their Home. */
function withCopy(approval: Approval, place: string): Approval {
  const { copies = [], channel } = approval;
  if (place === channel || copies.includes(place) || copies.length >= MOST_COPIES) return approval;
  return { ...approval, copies: [...copies, place] };
}

function handWrite(
  { head }: Loaded,
  approval: Approval,
  { by, to, at }: { readonly by: PersonKey; readonly to: PersonKey; readonly at: string },
): Write {
  const actor = { kind: 'person' as const, id: by };
  const data = { digest: approval.digest, to };
  const change = {
    subject: `approval/${approval.id}` as const,
    from: head.chain,
    state: approval,
    index: approvalIndex(approval),
    event: { kind: 'approval.handed', at, actor, data },
  };
  return { changes: [change], puts: [handedItem(approval, to)], tell: cardRows(approval) };
}

/** How the other finds it on Home: by its end, and gone some time after that. */
function handedItem({ id, expiresAt }: Approval, to: PersonKey): Item {
  const ttl = unixSeconds(expiresAt);
  return { ...handedKey(to, expiresAt, id), kind: 'handed', ttl, data: { id, expiresAt } };
}
