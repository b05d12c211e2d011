import type { Button, KnownBlock } from '@slack/types';
import type { Campaign } from '../../core/campaign.ts';
import type { CountedDay } from '../../core/campaign-progress.ts';
import { mustWords, type Target } from '../../core/campaign-targets.ts';
import { count } from '../../core/count.ts';
import { daysUntil, successorWords } from '../../core/lifecycle.ts';
import { LIMITS } from '../limits.ts';
import { CAMPAIGN } from './campaign-ids.ts';
import { button, code, context, plain } from './parts.ts';
import { dayWords, mention, safe, when } from './text.ts';

/** "connector/crm-readonly in versions <2.0.0", of others' words: for `safe` and `shown` alone. */
export function aboutWords({ component, range }: Pick<Campaign, 'component' | 'range'>): string {
  return range === '*' ? `${component}, all versions` : `${component} in versions ${range}`;
}

/** "stops on 30 Jun 2027 (41 days)", or that it has. */
export function stopWords({ stops, stopsOn }: Campaign, now: string): string {
  if (now >= stops) return `stopped on ${dayWords(stopsOn)}`;
  return `stops on ${dayWords(stopsOn)} (${count(daysUntil(stops, now), 'day')})`;
}

/** The days, what replaces it, and who helps. */
export function factsLine(campaign: Campaign): string {
  const { closesOn, stopsOn, component, successor, helper } = campaign;
  return [
    `No new pins from ${dayWords(closesOn)}`,
    `No credentials from ${dayWords(stopsOn)}`,
    `Replaced by ${safe(successorWords(successor, component), 200)}`,
    `Help: ${mention(helper)}`,
  ].join(' · ');
}

/** Who announced, released, changed and withdrew it, the last change alone. */
export function historyLine({ by, at, released, withdrawn, moves }: Campaign): string {
  const last = moves.at(-1);
  const changed = last?.kind === 'postponed' ? 'Postponed' : 'Narrowed';
  return [
    released
      ? `Released by ${mention(released.by)} · ${when(released.at)}`
      : `Written by ${mention(by)} · ${when(at)}`,
    ...(last ? [`${changed} by ${mention(last.by)} · ${when(last.at)}`] : []),
    ...(withdrawn ? [`Withdrawn by ${mention(withdrawn.by)} · ${when(withdrawn.at)}`] : []),
  ].join(' · ');
}

/** One workflow that is left, whose it is, what has to be written, and for when it is planned. */
export function targetLine(
  target: Target,
  campaign: Campaign,
  plans?: ReadonlyMap<string, string>,
): string {
  const { workflow, owner, team, component, version, via } = target;
  const over = via.length > 0 ? ` over ${safe(via.join(' → '), 200)}` : '';
  const pinned = `${safe(component, 100)} ${safe(version, 60)}${over}`;
  const must = safe(mustWords(target.must, campaign), 300);
  const day = plans?.get(workflow);
  const planned = day === undefined ? '' : ` · planned for ${dayWords(day)}`;
  return `*${safe(workflow, 80)}* · ${pinned} · ${mention(owner)}, ${safe(team, 60)}\n${must}${planned}`;
}

const MOST_NAMED = 10;

/** The first names of a list, and how many more there are. */
export function someNames(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  const text = safe(names.slice(0, MOST_NAMED).join(', '), 900);
  return more > 0 ? `${text} and ${more} more` : text;
}

/** Those of whom nobody is left to tell: never silently. */
export function ownerlessBlocks(ownerless: readonly string[]): KnownBlock[] {
  if (ownerless.length === 0) return [];
  return [
    context(`*Nobody is left to tell of:* ${someNames(ownerless)}. The platform looks after them.`),
  ];
}

const BAR = 20;
const MOST_DAYS = 8;

/** The burn-down, the number beside each bar: "complete in words for those who cannot see it". */
export function burnDown(days: readonly CountedDay[]): KnownBlock[] {
  const shown = thinned(days);
  const most = Math.max(...shown.map((one) => one.left), 1);
  if (shown.length < 2) return [];
  const lines = shown.map(({ day, left }) => {
    const bar = '█'.repeat(Math.round((left / most) * BAR));
    return `${day}  ${String(left).padStart(5)}  ${bar}`;
  });
  return [code(lines.join('\n'))];
}

/** The first day, the last one, and some between, evenly. */
function thinned(days: readonly CountedDay[]): CountedDay[] {
  const step = Math.max(1, (days.length - 1) / (MOST_DAYS - 1));
  const places = Array.from({ length: Math.min(days.length, MOST_DAYS) }, (_, n) => n * step);
  return places.flatMap((at) => days[Math.round(at)] ?? []);
}

/** What can be done with it: nothing once it stopped or was withdrawn. */
export function manageButtons({ id, state, stops }: Campaign, now: string): Button[] {
  if (state === 'withdrawn' || (state === 'open' && now >= stops)) return [];
  const withdraw = button('Withdraw…', CAMPAIGN.withdraw, id);
  return [
    button(state === 'draft' ? 'Change the Days…' : 'Postpone…', CAMPAIGN.move, id),
    button('Narrow…', CAMPAIGN.narrow, id),
    { ...withdraw, confirm: confirmWithdraw(state) },
  ];
}

function confirmWithdraw(state: Campaign['state']): NonNullable<Button['confirm']> {
  const text =
    state === 'draft'
      ? 'Nobody was told of it, and nobody will be.'
      : 'Everything stays as it is. Everybody who was told reads so in their message.';
  return {
    title: plain('Withdraw this campaign?', LIMITS.confirmTitle),
    text: plain(text, LIMITS.confirmText),
    confirm: plain('Withdraw', LIMITS.confirmButton),
    deny: plain('Cancel', LIMITS.confirmButton),
    style: 'danger',
  };
}
