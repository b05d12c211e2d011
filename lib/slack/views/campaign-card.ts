import type { KnownBlock, ModalView } from '@slack/types';
import type { Campaign } from '../../core/campaign.ts';
import { type CountedDay, type Forecast, forecastWords } from '../../core/campaign-progress.ts';
import type { Target } from '../../core/campaign-targets.ts';
import { count } from '../../core/count.ts';
import { CAMPAIGN } from './campaign-ids.ts';
import {
  aboutWords,
  burnDown,
  factsLine,
  historyLine,
  manageButtons,
  ownerlessBlocks,
  stopWords,
  targetLine,
} from './campaign-parts.ts';
import { paged } from './claim-list.ts';
import {
  actions,
  boldLine,
  button,
  context,
  fallback,
  type Message,
  quote,
  section,
  tellingModal,
} from './parts.ts';
import { dayWords, safe } from './text.ts';

/** A campaign as its card shows it. */
export interface CampaignCard {
  readonly campaign: Campaign;
  readonly targets: readonly Target[];
  /** When those who planned a day will move, YYYY-MM-DD by workflow. */
  readonly plans?: ReadonlyMap<string, string>;
  readonly left: number;
  readonly over: number;
  readonly cut: boolean;
  readonly told: number;
  readonly days: readonly CountedDay[];
  readonly forecast: Forecast;
  readonly now: string;
}

const MOST_ROWS = 10;

/** "A campaign card, updated in place: burn-down from real pins, who is left, forecast against the date." */
export function campaignCard(shown: CampaignCard): Message {
  const { campaign, targets, now } = shown;
  const { id, state } = campaign;
  const more = targets.length - MOST_ROWS;
  const buttons = [
    ...(targets.length > 0 ? [button('Show Who Is Left', CAMPAIGN.left, `${id}|0`)] : []),
    ...manageButtons(campaign, now),
  ];
  return {
    text: fallback(`${headOf(campaign, now)} ${leftWords(shown)}`),
    blocks: [
      boldLine(headOf(campaign, now)),
      quote(campaign.note, 1000),
      context(factsLine(campaign)),
      ...(state === 'open' ? progressBlocks(shown) : []),
      ...(state === 'open'
        ? targets.slice(0, MOST_ROWS).map((one) => section(targetLine(one, campaign, shown.plans)))
        : []),
      ...(state === 'open' && more > 0 ? [context(`And ${more} more.`)] : []),
      ...(state === 'open' ? ownerlessBlocks(campaign.ownerless) : []),
      context(historyLine(campaign), toldWords(shown)),
      ...(buttons.length > 0 ? [actions(`campaign|${id}|${state}`, ...buttons)] : []),
    ],
  };
}

function headOf(campaign: Campaign, now: string): string {
  const about = aboutWords(campaign);
  if (campaign.state === 'withdrawn') return `Withdrawn: ${about} stays as it is.`;
  return `Retiring ${about}: it ${stopWords(campaign, now)}.`;
}

/** Whole sentences: who is left, and when the last one will have moved. */
function progressBlocks(shown: CampaignCard): KnownBlock[] {
  const { days, cut, forecast, campaign } = shown;
  const said = safe(forecastWords(forecast, dayWords(campaign.stopsOn)), 300);
  return [
    section(`*${leftWords(shown)}*\n${said}${plannedWords(shown)}`),
    ...burnDown(days),
    ...(cut ? [context('There are more than could be followed.')] : []),
  ];
}

function plannedWords({ plans }: CampaignCard): string {
  if (plans === undefined || plans.size === 0) return '';
  return ` ${count(plans.size, 'of them has a planned day', 'of them have a planned day')}.`;
}

function leftWords({ left, over, days }: CampaignCard): string {
  const first = days[0]?.left ?? left;
  const of = first > left ? ` of ${first} at the start` : '';
  const direct =
    left === 0
      ? 'No AI workflow is locked to it any more.'
      : `${count(left, 'AI workflow is', 'AI workflows are')} still locked to it${of}.`;
  if (over === 0) return direct;
  return `${direct} ${count(over, 'more meets', 'more meet')} it over what they pin.`;
}

function toldWords({ told, campaign }: CampaignCard): string {
  if (campaign.state === 'draft') return 'Nobody was told yet.';
  if (campaign.telling) return 'Owners are being told now.';
  return `${count(told, 'person was', 'people were')} told, each once.`;
}

/** Everybody who is left, ten on a page. */
export function leftModal({ campaign, targets, plans }: CampaignCard, page: number): ModalView {
  const turn = (to: number) => [CAMPAIGN.left, `${campaign.id}|${to}`] as const;
  const { from, to, blocks } = paged(targets.length, page, turn);
  return tellingModal('Who is left', [
    boldLine(aboutWords(campaign)),
    ...(targets.length === 0 ? [section('Nobody is locked to it any more.')] : []),
    ...targets.slice(from, to).map((one) => section(targetLine(one, campaign, plans))),
    ...blocks,
  ]);
}

/** `/yard deprecate` without arguments: what is retired or about to be, and the way to the next one. */
export function campaignList(
  campaigns: readonly Campaign[],
  { now, page, command }: { readonly now: string; readonly page: number; readonly command: string },
): Message {
  const { from, to, blocks } = paged(campaigns.length, page, (next) => [
    CAMPAIGN.list,
    String(next),
  ]);
  const line =
    campaigns.length === 0
      ? 'Nothing is being retired.'
      : `${count(campaigns.length, 'range of versions is', 'ranges of versions are')} retired or about to be.`;
  const how = `\`${safe(command, 40)} deprecate connector/crm-readonly@1.x\``;
  return {
    text: line,
    blocks: [
      section(`*${line}*`),
      ...campaigns.slice(from, to).map((one) => {
        const text = `*${safe(aboutWords(one), 250)}*\n${stateLine(one, now)}`;
        return section(text, button('Show', `${CAMPAIGN.show}:${one.id}`, one.id));
      }),
      ...blocks,
      actions('campaigns', button('Retire Versions…', CAMPAIGN.start, 'new')),
      context(`Or name them at once: ${how}.`),
    ],
  };
}

function stateLine(campaign: Campaign, now: string): string {
  if (campaign.state === 'draft') return 'Not sent yet: somebody has to release it.';
  const left = campaign.counted
    ? ` · ${count(campaign.counted.left, 'AI workflow')} left on ${dayWords(campaign.counted.day)}`
    : '';
  return `It ${stopWords(campaign, now)}${left}`;
}
