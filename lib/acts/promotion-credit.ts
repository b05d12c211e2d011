import type { PersonKey } from '../core/people.ts';
import { creditOf, withAnswer } from '../core/promotion/credit.ts';
import type { Promotion } from '../core/promotion.ts';
import type { Refusal } from '../core/result.ts';
import type { Change } from '../store/commit.ts';
import { creditKey } from '../store/keys.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { loadUnder } from './promotion.ts';
import {
  componentChange,
  creditAsked,
  creditQuestion,
  loadPromotion,
  promotionCards,
  promotionChange,
  promotionPost,
  underEveryName,
} from './promotion-store.ts';
import { mayNotHere } from './standing.ts';

type Answered = { readonly kind: 'answered'; readonly promotion: Promotion } | Refusal;

/**
 * "People are asked before being named": one builder's answer. Whoever answers after the promotion was
 * published is added to the credit then, or taken out of it; card and post are drawn anew.
 */
export async function answerCredit(
  deps: Deps,
  by: PersonKey,
  id: string,
  says: 'yes' | 'no',
): Promise<Answered> {
  const refusal = await mayNotHere(deps, 'find', by);
  if (refusal) return refusal;
  return attempt(deps, async (): Promise<Step<Answered>> => {
    const under = await loadUnder(deps, id);
    if (under.kind === 'refused') return done(under);
    const { head, organisation } = under;
    const outcome = withAnswer(head.state, by, says);
    if (outcome.kind === 'refused') return done(outcome);
    const { promotion } = outcome;
    if (!outcome.changed) return done({ kind: 'answered', promotion });
    const actor = { kind: 'person' as const, id: by };
    const event = { kind: 'promotion.credit-answered', actor, data: { says } };
    const credited = await creditedComponent(deps, promotion, by);
    return {
      kind: 'write',
      value: { kind: 'answered', promotion },
      write: {
        changes: [promotionChange(deps, promotion, head.chain, event), ...credited],
        deletes: [creditKey(by, id)],
        tell: [
          ...promotionCards(promotion, under),
          ...promotionPost(promotion, organisation),
          creditQuestion(promotion, by),
        ],
      },
    };
  });
}

/** The component, under every name that it has had, with its credit as it is from now on. */
async function creditedComponent(
  deps: Deps,
  promotion: Promotion,
  by: PersonKey,
): Promise<Change[]> {
  return (await underEveryName(deps, promotion.component)).flatMap(({ state, chain }) => {
    const ours = state.credit?.promotion === promotion.id;
    const credit = ours ? creditOf(promotion, state.credit) : undefined;
    if (!credit) return [];
    const actor = { kind: 'person' as const, id: by };
    const data = { promotion: promotion.id, named: credit.builtBy.length };
    const event = { kind: 'component.credit-changed', actor, data };
    return [componentChange(deps, { ...state, credit }, chain, event)];
  });
}

/** Promotions for which this person has still to say whether to be named. */
export async function creditQuestions(deps: Deps, person: PersonKey): Promise<Promotion[]> {
  const ids = await creditAsked(deps, person);
  const heads = await Promise.all(ids.map((id) => loadPromotion(deps, id)));
  return heads.flatMap((head) => (head ? [head.state] : []));
}
