import { reportRun } from '../acts/outcomes.ts';
import { listPromotions, proposePromotion, withdrawPromotion } from '../acts/promotion.ts';
import { type PromotionShown, showPromotion } from '../acts/promotion-shown.ts';
import { noPromotion } from '../acts/promotion-store.ts';
import { renameComponent } from '../acts/rename-component.ts';
import { mayNotHere } from '../acts/standing.ts';
import { offerTransfer } from '../acts/transfer.ts';
import {
  getPromotionOperation,
  type PromotionAnswer,
  type PromotionShownAnswer,
  promoteOperation,
  promotionsOperation,
  renameOperation,
  reportOperation,
  transferOperation,
  withdrawPromotionOperation,
} from '../contract/promotions.ts';
import { organisationOf, type PersonKey } from '../core/people.ts';
import type { Promotion } from '../core/promotion.ts';
import type { ReleaseChange } from '../core/release-diff.ts';
import { servePerson, serveWorkflow } from './serve.ts';
import { answer, type Door } from './types.ts';

const USUAL = 50;
const LISTS = { 'under-way': 'underWay', shared: 'shared', ended: 'ended' } as const;

/** Promotions, transfers and new names of components. They are reviewed and accepted in Slack. */
export function servePromotions(door: Door): void {
  const { deps } = door;
  servePromoting(door);
  servePerson(door, promotionsOperation, async ({ caller, query }) => {
    const refusal = await mayNotHere(deps, 'find', caller);
    if (refusal) return refusal;
    const promotions = await listPromotions(deps, LISTS[query.state ?? 'under-way']);
    const newest = promotions.reverse().slice(0, query.limit ?? USUAL);
    return answer({ promotions: newest.map(promotionView) });
  });
  servePerson(door, getPromotionOperation, async ({ caller, params }) => {
    const refusal = await mayNotHere(deps, 'find', caller);
    if (refusal) return refusal;
    const found = await showPromotion(deps, params.id);
    return found ? answer(shownView(found.shown)) : noPromotion();
  });
  servePerson(door, transferOperation, async ({ caller, params, body }) => {
    const component = `${params.kind}/${params.name}`;
    const outcome = await offerTransfer(deps, caller, { component, to: body.to });
    if (outcome.kind === 'refused') return outcome;
    const { id, from, to, state } = outcome.transfer;
    return answer({ id, component, from, to, state });
  });
  servePerson(door, renameOperation, async ({ caller, params, body }) => {
    const id = `${params.kind}/${params.name}`;
    const outcome = await renameComponent(deps, caller, id, body.name);
    if (outcome.kind === 'refused') return outcome;
    return answer({ id: outcome.component.id, latest: outcome.component.latest });
  });
}

/** "A workflow key may only ask, consume, report, lease and append." */
export function serveReports(door: Door): void {
  serveWorkflow(door, reportOperation, async ({ caller, body }) => {
    const outcome = await reportRun(door.deps, caller, body);
    return outcome.kind === 'refused' ? outcome : answer({ again: outcome.again });
  });
}

function servePromoting(door: Door): void {
  const { deps } = door;
  servePerson(door, promoteOperation, async ({ caller, params, body }) => {
    const { evidence = '', builders, ...words } = body;
    const component = `${params.kind}/${params.name}`;
    const people = builders?.map((one) => personOf(one, caller)) ?? [caller];
    const wanted = { ...words, evidence, builders: people };
    const outcome = await proposePromotion(deps, caller, component, wanted);
    switch (outcome.kind) {
      case 'problems':
        return { kind: 'problems', why: 'invalid', problems: outcome.problems };
      case 'refused':
        return outcome;
      case 'promotion':
        return answer(promotionView(outcome.promotion));
    }
  });
  servePerson(door, withdrawPromotionOperation, async ({ caller, params }) => {
    const who = { by: caller, name: caller, at: deps.now() };
    const outcome = await withdrawPromotion(deps, who, params.id);
    if (outcome.kind === 'promotion') return answer(promotionView(outcome.promotion));
    return outcome.kind === 'problems' ? { ...outcome, why: 'invalid' } : outcome;
  });
}

/** A whole key, or a Slack user id of the caller's own organisation. */
function personOf(text: string, caller: PersonKey): PersonKey {
  return text.includes('/') ? text : `${organisationOf(caller)}/${text}`;
}

function promotionView(promotion: Promotion): PromotionAnswer {
  const { id, component, version, team, state, round, license, useful, builders } = promotion;
  const { evidence, review, end } = promotion;
  const reason = end?.reason || review?.reason;
  return {
    ...{ id, component, version, team, state, round, license, useful },
    builders: [...builders],
    proposed_by: promotion.proposers,
    proposed_at: promotion.at,
    sent_at: promotion.sentAt,
    ...(evidence === undefined ? {} : { evidence }),
    ...(review ? { reviewed_by: review.by } : {}),
    ...(reason ? { reason } : {}),
  };
}

function shownView(shown: PromotionShown): PromotionShownAnswer {
  const { promotion, shared, origin, touches, along, use, similar } = shown;
  return {
    ...promotionView(promotion),
    ...(shared ? { against_shared: againstView(shared) } : {}),
    ...(origin ? { against_origin: againstView(origin) } : {}),
    touches: told(touches),
    along: along.map(({ version, beyond }) => ({ version, beyond: [...beyond] })),
    use,
    similar: [...similar],
  };
}

function againstView({ what, changes }: { what: string; changes: readonly ReleaseChange[] }) {
  return { what, changes: told(changes) };
}

function told(changes: readonly ReleaseChange[]) {
  return changes.map(({ field, say }) => ({ field, say }));
}
