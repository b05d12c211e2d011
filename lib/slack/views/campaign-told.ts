import type { Affected } from '../../core/affected.ts';
import type { Campaign } from '../../core/campaign.ts';
import { type Must, mustWords } from '../../core/campaign-targets.ts';
import { count } from '../../core/count.ts';
import { successorWords } from '../../core/lifecycle.ts';
import { aboutWords, factsLine, historyLine, stopWords } from './campaign-parts.ts';
import { boldLine, context, fallback, type Message, quote, section, upTo } from './parts.ts';
import { dayWords, safe } from './text.ts';

export interface CampaignMessage {
  readonly campaign: Campaign;
  /** Those of theirs that are locked to it still. */
  readonly lines: readonly (Affected & { readonly must: Must })[];
  readonly now: string;
}

const MOST_IN_MESSAGE = 10;

/** One message per owner: what stops when, what replaces it, what happens if nothing is done. */
export function campaignMessage(shown: CampaignMessage): Message {
  const { campaign, lines, now } = shown;
  const head = headline(shown);
  const open = campaign.state === 'open';
  return {
    text: fallback(head),
    blocks: [
      boldLine(head),
      ...(open
        ? [
            ...upTo(lines, MOST_IN_MESSAGE, (line) => [section(lineText(line, campaign, now))]),
            quote(campaign.note, 1000),
            context(factsLine(campaign)),
          ]
        : []),
      context(historyLine(campaign)),
    ],
  };
}

function headline({ campaign, lines, now }: CampaignMessage): string {
  const about = aboutWords(campaign);
  if (campaign.state === 'withdrawn') {
    return `Withdrawn: ${about} stays as it is. Nothing is left for you to do.`;
  }
  if (lines.length === 0) return `Nothing left to do: nothing of yours is locked to ${about}.`;
  const yours = count(lines.length, 'AI workflow of yours uses', 'AI workflows of yours use');
  return `${yours} ${about}, which ${stopWords(campaign, now)}.`;
}

/** "support-reply-drafter uses crm-readonly 1.4.0, which stops on 30 June (41 days)." */
function lineText(line: CampaignMessage['lines'][number], campaign: Campaign, now: string): string {
  const { workflow, component, version, via, must } = line;
  const { successor, stopsOn } = campaign;
  const over = via.length > 0 ? ` over ${safe(via.join(' → '), 200)}` : '';
  const uses = `*${safe(workflow, 80)}* uses ${safe(component, 100)} ${safe(version, 60)}${over}`;
  const next = `${safe(successorWords(successor, campaign.component), 150)} replaces it.`;
  const to = `To do: ${safe(mustWords(must, campaign), 300)}.`;
  if (via.length > 0) return `${uses}, which needs what ends. ${next} ${to}`;
  const idle =
    now >= campaign.stops
      ? 'It gets no credentials any more.'
      : `If you do nothing, it gets no credentials from ${dayWords(stopsOn)}.`;
  return `${uses}, which ${stopWords(campaign, now)}. ${next} ${idle} ${to}`;
}
