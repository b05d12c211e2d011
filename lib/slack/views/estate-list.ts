import type { KnownBlock, ModalView } from '@slack/types';
import type { Discovered } from '../../core/discovered.ts';
import { LIMITS, shorten } from '../limits.ts';
import { CLAIM, entryBlocks, entryText, paged, yoursLine } from './claim-list.ts';
import type { RoomPart } from './home.ts';
import { actions, button, context, plain, section, tellingModal } from './parts.ts';

export const ESTATE = {
  filter: 'estate_filter',
  page: 'estate_page',
  assign: 'estate_assign',
  open: 'estate_open',
} as const;

export const FILTERS = ['open', 'unclaimed', 'not-mine', 'claimed', 'gone', 'all'] as const;
export type Filter = (typeof FILTERS)[number];

const FILTER_WORDS: Readonly<Record<Filter, string>> = {
  open: 'Waiting for an answer',
  unclaimed: 'Asked, not answered',
  'not-mine': 'Nobody owns it',
  claimed: 'Claimed, not registered',
  gone: 'Gone',
  all: 'All',
};

export interface EstateShown {
  readonly filter: Filter;
  readonly page: number;
  readonly entries: readonly Discovered[];
}

/** What was discovered, for leads and admins: who answers for it, and Choose Owner. */
export function estateModal({ filter, page, entries }: EstateShown): ModalView {
  const { from, to, blocks } = paged(entries.length, page, (next) => [
    ESTATE.page,
    `${filter}|${next}`,
  ]);
  const none = `Nothing here: *${FILTER_WORDS[filter]}*. Choose another list above, or import one with \`yardmaster import workflows\`.`;
  return tellingModal('Discovered', [
    filterBlock(filter),
    ...(entries.length === 0 ? [section(none)] : []),
    ...entries.slice(from, to).map(listed),
    ...blocks,
  ]);
}

function listed(entry: Discovered): KnownBlock {
  const settled = entry.state === 'registered' || entry.state === 'gone';
  const choose = button('Choose Owner', ESTATE.assign, entry.id);
  const text = section(entryText(entry), settled ? undefined : choose);
  return { ...text, block_id: shorten(`estate|${entry.id}|${entry.state}`, LIMITS.blockId) };
}

function filterBlock(filter: Filter): KnownBlock {
  const options = FILTERS.map((one) => ({
    text: plain(FILTER_WORDS[one], LIMITS.optionText),
    value: `${one}|0`,
  }));
  const chosen = options[FILTERS.indexOf(filter)];
  return {
    type: 'actions',
    block_id: `estate-filter|${filter}`,
    elements: [
      {
        type: 'static_select',
        action_id: ESTATE.filter,
        options,
        ...(chosen ? { initial_option: chosen } : {}),
      },
    ],
  };
}

const MOST_ON_HOME = 3;

/** App Home: "mine to answer; for admins: n unclaimed, n nobody's". Nothing at all when there is nothing. */
export function estatePart(shown: {
  readonly holder: string;
  /** What waits for this person. */
  readonly mine: readonly Discovered[];
  /** For admins: how many wait for anybody. */
  readonly open: { readonly unclaimed: number; readonly nobodys: number } | undefined;
}): RoomPart {
  const { holder, mine, open } = shown;
  const first = mine.slice(0, MOST_ON_HOME).flatMap((entry) => entryBlocks(entry, holder, ''));
  const all = button('Show All', CLAIM.show, `${holder}||0`);
  const head = `*${yoursLine(mine.length)}*, found with your name.`;
  const waits = open !== undefined && open.unclaimed + open.nobodys > 0;
  return {
    waiting: mine.length > 0 ? [section(head), ...first, actions('home-claims', all)] : [],
    more: waits ? [openLine(open), actions('home-estate', openButton())] : [],
  };
}

function openLine(open: { unclaimed: number; nobodys: number }): KnownBlock {
  return context(
    `Discovered workflows: ${open.unclaimed} not answered yet, ${open.nobodys} that nobody owns.`,
  );
}

function openButton() {
  return button('Show Discovered', ESTATE.open, 'open|0');
}
