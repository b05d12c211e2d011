import type { KnownBlock } from '@slack/types';
import { count } from '../../core/count.ts';
import { namedBuilders } from '../../core/promotion/credit.ts';
import type { Promotion, Use } from '../../core/promotion.ts';
import { actions, button, context, fallback, type Message, section } from './parts.ts';
import { PROMOTION } from './promotion-ids.ts';
import { mention, people, safe } from './text.ts';

/**
 * The post in the catalog's channel: "reply-drafter 3.0.0 is now shared. Built by A and B
 * (team-support), reviewed by C. Used by 4 teams."
 */
export function promotionPost(promotion: Promotion, use: Use): Message {
  const text = [sharedSentence(promotion), creditSentence(promotion), usedSentence(use)].join(' ');
  return { text, blocks: [section(text)] };
}

function sharedSentence({ component, version, state }: Promotion): string {
  const name = safe(`${component.slice(component.indexOf('/') + 1)} ${version}`, 200);
  return state === 'demoted' ? `${name} is not shared any more.` : `${name} is now shared.`;
}

/** Without anybody who agreed to be named, the team alone is. */
function creditSentence(promotion: Promotion): string {
  const named = namedBuilders(promotion);
  const team = safe(promotion.team, 60);
  const built = named.length > 0 ? `${people(named, named.length)} (${team})` : team;
  const { review } = promotion;
  return review ? `Built by ${built}, reviewed by ${mention(review.by)}.` : `Built by ${built}.`;
}

function usedSentence({ teams }: Use): string {
  return teams === 0 ? 'No team uses it yet.' : `Used by ${count(teams, 'team')}.`;
}

/** "People are asked before being named": what one builder is asked, or has said. */
export function creditQuestion(promotion: Promotion, person: string): Message {
  const { id, component, version, state, builders } = promotion;
  const says = builders.find((one) => one.person === person)?.says;
  const name = safe(`${component} ${version}`, 200);
  const over = says === undefined || state === 'rejected' || state === 'withdrawn';
  if (over) {
    const line = `Nothing is asked of you any more about ${name}.`;
    return { text: line, blocks: [section(line)] };
  }
  const line = `${safe(promotion.team, 60)} names you as a builder of *${name}*, which is proposed for the shared catalog.`;
  return {
    text: fallback(`May we name you as a builder of ${component} ${version}?`),
    blocks: [
      section(line),
      section(ANSWERED[says]),
      answerPair(id, says),
      context(
        'Your name then stands on its card and in the catalog’s channel. You can change this at any time.',
      ),
    ],
  };
}

const ANSWERED = {
  asked: '*May we name you?* Without an answer you are not named.',
  yes: 'You agreed to be named.',
  no: 'You are not named.',
} as const;

/** Whoever has answered may still say the other. */
function answerPair(id: string, says: 'asked' | 'yes' | 'no'): KnownBlock {
  const yes = button('Yes, Name Me', PROMOTION.nameMe, id);
  const no = button('No', PROMOTION.nameMeNot, id);
  const left = says === 'yes' ? [button('Do Not Name Me', PROMOTION.nameMeNot, id)] : [yes, no];
  return actions(`promotion-credit|${id}|${says}`, ...(says === 'no' ? [yes] : left));
}
