import type { Deps } from '../acts/deps.ts';
import { showPromotion } from '../acts/promotion-shown.ts';
import { loadPromotion } from '../acts/promotion-store.ts';
import { loadOrganisation, loadTeam } from '../acts/standing.ts';
import { type PersonKey, slackUserId } from '../core/people.ts';
import { useOf } from '../core/promotion/use.ts';
import { promotionCard } from '../slack/views/promotion-card.ts';
import { creditQuestion, promotionPost } from '../slack/views/promotion-post.ts';
import type { Rendered } from './render.ts';

/** A promotion's card: the platform's has the review's buttons, the team's its own. */
export async function renderPromotion(deps: Deps, id: string, place: string): Promise<Rendered> {
  const [found, { platformChannel }] = await Promise.all([
    showPromotion(deps, id),
    loadOrganisation(deps),
  ]);
  if (!found) return { kind: 'nothing' };
  const team = await loadTeam(deps, found.shown.promotion.team);
  const drawn = { platform: place === platformChannel, team: place === team?.channel };
  return { kind: 'card', ...promotionCard(found.shown, drawn), version: found.version };
}

/** "… is now shared." */
export async function renderPromotionPost(deps: Deps, id: string): Promise<Rendered> {
  const head = await loadPromotion(deps, id);
  if (!head) return { kind: 'nothing' };
  const { workflows } = await deps.catalog.load();
  const use = useOf(workflows.values(), head.state.component);
  return { kind: 'card', ...promotionPost(head.state, use), version: head.chain.seq };
}

/** "May we name you?", to one builder. */
export async function renderCredit(deps: Deps, id: string, place: string): Promise<Rendered> {
  const head = await loadPromotion(deps, id);
  if (!head) return { kind: 'nothing' };
  const known = head.state.builders.find((one) => slackUserId(one.person) === place);
  const person: PersonKey = known?.person ?? place;
  return { kind: 'card', ...creditQuestion(head.state, person), version: head.chain.seq };
}
