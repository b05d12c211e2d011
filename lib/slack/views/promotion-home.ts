import type { Promotion } from '../../core/promotion.ts';
import type { RoomPart } from './home.ts';
import { actions, boldLine, button, context, upTo } from './parts.ts';
import { promotionLine } from './promotion-card.ts';
import { PROMOTION } from './promotion-ids.ts';
import { mention, when } from './text.ts';

/** At most 12 blocks: two promotions of three, two questions of two, and how many more there are. */
const MOST = 2;

/** What waits for this person: promotions to review, and whether to be named for others. */
export function promotionsPart(
  reviews: readonly Promotion[],
  questions: readonly Promotion[],
): RoomPart {
  return {
    waiting: [
      ...upTo(reviews, MOST, (one) => [
        boldLine(promotionLine(one), 200),
        context(`Proposed by ${mention(one.proposers[0] ?? '')} · ${when(one.sentAt)}`),
        actions(
          `home-promotion|${one.id}|${one.round}`,
          button('Review', PROMOTION.details, one.id),
        ),
      ]),
      ...upTo(questions, MOST, (one) => [
        boldLine(`May we name you as a builder of ${one.component} ${one.version}?`, 200),
        actions(
          `home-credit|${one.id}`,
          button('Yes, Name Me', PROMOTION.nameMe, one.id),
          button('No', PROMOTION.nameMeNot, one.id),
        ),
      ]),
    ],
    more: [],
  };
}
