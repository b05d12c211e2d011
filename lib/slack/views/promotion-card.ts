import type { Button, KnownBlock } from '@slack/types';
import { count } from '../../core/count.ts';
import { namedBuilders } from '../../core/promotion/credit.ts';
import { isUnderWay, type Promotion } from '../../core/promotion.ts';
import {
  actions,
  boldLine,
  button,
  context,
  fallback,
  type Message,
  primary,
  quote,
} from './parts.ts';
import {
  aroundBlocks,
  caseBlocks,
  type PromotionShown,
  permissionBlocks,
} from './promotion-evidence.ts';
import { PROMOTION, roundValue } from './promotion-ids.ts';
import { mention, people, safe, when } from './text.ts';

/** For whom a card is drawn: for the platform, which reviews, for the team, or for both in one channel. */
export interface For {
  readonly platform: boolean;
  readonly team: boolean;
}

/** A promotion with all that its review is decided on. */
export function promotionCard(shown: PromotionShown, drawn: For): Message {
  const { promotion } = shown;
  const line = promotionLine(promotion);
  return {
    text: fallback(line, stateLine(promotion)),
    blocks: [
      boldLine(line),
      ...caseBlocks(shown),
      ...permissionBlocks(shown),
      ...aroundBlocks(shown),
      context(...credits(promotion), stateLine(promotion)),
      ...wordBlocks(promotion),
      ...othersBlocks(shown),
      ...buttons(promotion, drawn),
    ],
  };
}

/** What it is about, in words of others. */
export function promotionLine({ component, version, team, state }: Promotion): string {
  const name = `${component} ${version}`;
  if (state === 'published') return `${name} of ${team} is in the shared catalog`;
  if (state === 'demoted') return `${name} is ${team}'s own again`;
  return `${team} proposes ${name} for the shared catalog`;
}

function credits(promotion: Promotion): string[] {
  const named = namedBuilders(promotion);
  const asked = promotion.builders.filter((one) => one.says === 'asked').length;
  const built =
    named.length > 0
      ? `Built by ${people(named, named.length)}`
      : 'Nobody has agreed to be named yet';
  const waits =
    asked > 0 ? ` · ${count(asked, 'person', 'people')} asked and not answered yet` : '';
  const [first = '', ...others] = promotion.proposers;
  const again = others.length > 0 ? `, sent again by ${people(others)}` : '';
  return [`${built}${waits}`, `Proposed by ${mention(first)}${again} · ${when(promotion.sentAt)}`];
}

/** Where it stands, in one sentence. */
export function stateLine({ state, review, end }: Promotion): string {
  const reviewed = review ? ` by ${mention(review.by)} · ${when(review.at)}` : '';
  const ended = end ? ` by ${mention(end.by)} · ${when(end.at)}` : '';
  switch (state) {
    case 'open':
      return 'Waits for a platform admin who did not build it.';
    case 'changes-asked':
      return `Changes asked for${reviewed}`;
    case 'published':
      return `Shared${reviewed}`;
    case 'demoted':
      return `Taken back from the shared catalog${ended}`;
    case 'rejected':
      return `Rejected${reviewed}`;
    case 'withdrawn':
      return `Withdrawn${ended}`;
  }
}

/** The last reason that somebody gave. */
function wordBlocks({ state, review, end }: Promotion): KnownBlock[] {
  const word = state === 'demoted' ? end?.reason : state === 'published' ? '' : review?.reason;
  return word ? [quote(word, 800)] : [];
}

const MOST_OTHERS = 10;

/** Whoever of other teams pins what is theirs no more to ask for: they keep what is locked. */
function othersBlocks({ promotion, others }: PromotionShown): KnownBlock[] {
  if (promotion.state !== 'demoted' || others.length === 0) return [];
  const named = others
    .slice(0, MOST_OTHERS)
    .map(({ workflow, owner }) => `${safe(workflow, 80)} (${mention(owner)})`);
  const more = others.length - named.length;
  const rest = more > 0 ? ` and ${more} more` : '';
  return [
    context(
      `*Workflows of other teams keep the version they are locked to:* ${named.join(', ')}${rest}`,
    ),
  ];
}

function buttons(promotion: Promotion, { platform, team }: For): KnownBlock[] {
  const { id, round, state } = promotion;
  const all = [
    ...(platform ? reviewButtons(promotion) : []),
    ...(team ? teamButtons(promotion) : []),
  ];
  return all.length > 0 ? [actions(`promotion|${id}|${round}|${state}`, ...all)] : [];
}

function reviewButtons(promotion: Promotion): Button[] {
  const value = roundValue(promotion);
  const details = button('Details', PROMOTION.details, promotion.id);
  switch (promotion.state) {
    case 'open':
      return [
        primary('Publish', PROMOTION.publish, value),
        button('Ask for Changes…', PROMOTION.changes, value),
        button('Reject…', PROMOTION.reject, value),
        details,
      ];
    case 'changes-asked':
      return [button('Reject…', PROMOTION.reject, value), details];
    case 'published':
      return [button('Take Back…', PROMOTION.demote, promotion.id), details];
    default:
      return [details];
  }
}

function teamButtons(promotion: Promotion): Button[] {
  if (!isUnderWay(promotion)) return [];
  const { id, state } = promotion;
  const withdraw = button('Withdraw', PROMOTION.withdraw, id);
  return state === 'open' ? [withdraw] : [primary('Send Again…', PROMOTION.again, id), withdraw];
}
