import { countUse } from '../core/promotion/use.ts';
import type { Use } from '../core/promotion.ts';
import { minutesAfter } from '../core/time.ts';
import { touch } from '../store/touch.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { listPromotions, loadUnder } from './promotion.ts';
import { promotionCards, promotionChange, promotionPost } from './promotion-store.ts';

const DAY_MINUTES = 24 * 60;
const SYSTEM = { kind: 'system', id: 'reuse-count' } as const;
const COUNTED = { pk: 'promotions', sk: 'COUNTED' };
const NOBODY: Use = { workflows: 0, teams: 0 };

/**
 * "Credit and reuse counts on the card for ever": once a day every promotion that was ever published
 * is looked at, and where the number of workflows or teams has changed, card and post are drawn anew.
 */
export async function countReuse(deps: Deps): Promise<{ recounted: number }> {
  const at = deps.now();
  if (!(await touch(deps.store, COUNTED, { at, unlessSince: minutesAfter(at, -DAY_MINUTES) }))) {
    return { recounted: 0 };
  }
  const [{ workflows }, promotions] = await Promise.all([
    deps.catalog.load(),
    listPromotions(deps, 'shared'),
  ]);
  const use = countUse(workflows.values());
  let recounted = 0;
  for (const { id, component } of promotions) {
    if (await recount(deps, id, use.get(component) ?? NOBODY)) recounted += 1;
  }
  return { recounted };
}

function recount(deps: Deps, id: string, use: Use): Promise<boolean> {
  return attempt(deps, async (): Promise<Step<boolean>> => {
    const under = await loadUnder(deps, id);
    if (under.kind === 'refused') return done(false);
    const { head, organisation } = under;
    const before = head.state.use;
    if (before?.workflows === use.workflows && before.teams === use.teams) return done(false);
    const promotion = { ...head.state, use };
    const event = { kind: 'promotion.use-counted', actor: SYSTEM, data: { ...use } };
    const told = [...promotionCards(promotion, under), ...promotionPost(promotion, organisation)];
    return {
      kind: 'write',
      value: true,
      write: {
        changes: [promotionChange(deps, promotion, head.chain, event)],
        tell: told.map((one) => ({ ...one, lane: 'bulk' as const })),
      },
    };
  });
}
