import type { Button, KnownBlock, ModalView } from '@slack/types';
import { count } from '../../core/count.ts';
import { type Discovered, holderOf, missingIn, PLATFORM_HOLDER } from '../../core/discovered.ts';
import {
  actions,
  button,
  context,
  fallback,
  type Message,
  primary,
  section,
  tellingModal,
} from './parts.ts';
import { mention, safe } from './text.ts';

/** What is pressed about discovered workflows. See `ids.ts`: they never change their meaning. */
export const CLAIM = {
  mine: 'claim_mine',
  notMine: 'claim_not_mine',
  gone: 'claim_gone',
  runs: 'claim_runs',
  register: 'claim_register',
  finish: 'claim_finish',
  assign: 'claim_assign',
  all: 'claim_all',
  show: 'claim_show',
  page: 'claim_page',
} as const;

/** One person's list, or the platform's: `group` is one import's, or '' for all of them. */
export interface ClaimShown {
  readonly holder: string;
  readonly group: string;
  readonly entries: readonly Discovered[];
}

const MOST_IN_MESSAGE = 20;
const MOST_ON_PAGE = 10;

/** What is still with the holder, by name: on a page nothing moves when it is answered. */
function held({ holder, entries, group }: ClaimShown): Discovered[] {
  return entries
    .filter((entry) => holderOf(entry) === holder)
    .filter((entry) => group === '' || entry.source.group === group)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

const ORDER: readonly Discovered['state'][] = [
  'unclaimed',
  'not-mine',
  'claimed',
  'gone',
  'registered',
];

/** The unanswered ones first: a message shows only so many. */
function openFirst(entries: readonly Discovered[]): Discovered[] {
  return [...entries].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
}

/** "One message per owner listing all of theirs: Mine / Not Mine / Gone." */
export function claimMessage(shown: ClaimShown): Message {
  const mine = openFirst(held(shown));
  const open = mine.filter(isAsked).length;
  const passed = shown.entries.filter((entry) => holderOf(entry) !== shown.holder).length;
  const more = mine.length - MOST_IN_MESSAGE;
  return {
    text: fallback(headline(shown, open, mine.length)),
    blocks: [
      section(`*${headline(shown, open, mine.length)}*\n${explanation(shown, open)}`),
      ...mine.slice(0, MOST_IN_MESSAGE).flatMap((entry) => entryBlocks(entry, shown.holder, '')),
      ...(more > 0 ? [context(`And ${more} more.`)] : []),
      ...(passed > 0 ? [context(`${count(passed, 'workflow')} went to somebody else.`)] : []),
      ...wholeList(shown, { open, more }),
    ],
  };
}

function isAsked({ state }: Discovered): boolean {
  return state === 'unclaimed' || state === 'not-mine';
}

function headline({ holder }: ClaimShown, open: number, all: number): string {
  if (holder === PLATFORM_HOLDER) {
    return open > 0
      ? `Nobody owns ${running(open)}`
      : 'Every discovered AI workflow here has an owner';
  }
  if (open > 0) return yoursLine(open);
  return all > 0 ? 'You have answered for all of them' : 'Nothing is left for you here';
}

/** "1 AI workflow that runs already", "3 AI workflows that run already". */
function running(n: number): string {
  return `${count(n, 'AI workflow')} that ${n === 1 ? 'runs' : 'run'} already`;
}

export function yoursLine(n: number): string {
  return `${n === 1 ? 'Is this yours?' : 'Are these yours?'} ${running(n)}`;
}

/** Claimed is not registered: who reads "nothing left to do" would leave it without credentials. */
function explanation(shown: ClaimShown, open: number): string {
  const { holder } = shown;
  const claimed = held(shown).some(({ state }) => state === 'claimed');
  if (open === 0) {
    return claimed && holder !== PLATFORM_HOLDER
      ? 'Thank you. Those that are yours still have to be registered: until then they get no credentials from Yardmaster.'
      : 'Thank you. There is nothing left to do.';
  }
  if (holder === PLATFORM_HOLDER)
    return 'Choose somebody who answers for each, or mark it as gone.';
  return 'They were found with your name on them. They get no credentials from Yardmaster until they are registered.';
}

function wholeList({ holder, group }: ClaimShown, n: { open: number; more: number }): KnownBlock[] {
  const all = n.open > 1 && holder !== PLATFORM_HOLDER;
  const buttons = [
    ...(all ? [primary('All Mine', CLAIM.all, group)] : []),
    ...(n.more > 0 ? [button('Show All', CLAIM.show, `${holder}|${group}|0`)] : []),
  ];
  return buttons.length > 0 ? [actions(`claims|${group}|${n.open}`, ...buttons)] : [];
}

/** An entry with what can be said of it. `at` follows its id in the values of its buttons. */
export function entryBlocks(entry: Discovered, holder: string, at: string): KnownBlock[] {
  const { id, state, answeredAt = '' } = entry;
  const buttons = buttonsFor(entry, holder, at === '' ? id : `${id}|${at}`);
  const text = section(entryText(entry, holder));
  if (buttons.length === 0) return [text];
  return [text, actions(`claim|${id}|${state}|${answeredAt}`, ...buttons)];
}

/** Title, where it belongs, what it does and touches: at most about 400 characters. */
export function entryText(entry: Discovered, reader = ''): string {
  const { title, team, purpose, systems, pins } = entry;
  const facts = [
    stateWords(entry, reader),
    team && safe(team, 60),
    systems.length > 0 && `touches ${safe(systems.join(', '), 80)}`,
    pins.length > 0 && `uses ${count(pins.length, 'component')}`,
  ].filter((part) => typeof part === 'string' && part !== '');
  const lines = [[`*${safe(title, 100)}*`, ...facts].join(' · '), safe(purpose, 120)];
  return lines.filter((line) => line !== '').join('\n');
}

/** Nobody is told their own name on each line of their own list. */
function stateWords({ state, owner }: Discovered, reader: string): string {
  const own = owner === reader;
  switch (state) {
    case 'unclaimed':
      if (own) return '';
      return owner ? `asked: ${mention(owner)}` : 'nobody was asked yet';
    case 'not-mine':
      return 'nobody owns it';
    case 'claimed':
      return own || !owner
        ? 'claimed, not registered yet'
        : `claimed by ${mention(owner)}, not registered yet`;
    case 'gone':
      return 'gone';
    case 'registered':
      return 'registered';
  }
}

function buttonsFor(entry: Discovered, holder: string, value: string): Button[] {
  if (entry.state === 'registered') return [];
  if (entry.state === 'gone') return [button('It Runs After All', CLAIM.runs, value)];
  const gone = button('Gone', CLAIM.gone, value);
  if (holder === PLATFORM_HOLDER) return [button('Choose Owner', CLAIM.assign, value), gone];
  const notMine = button('Not Mine', CLAIM.notMine, value);
  if (entry.state !== 'claimed') return [button('Mine', CLAIM.mine, value), notMine, gone];
  const ready = missingIn(entry).length === 0;
  const next = ready
    ? button('Register Now', CLAIM.register, value)
    : button('Finish', CLAIM.finish, value);
  return [next, notMine, gone];
}

/** Everything, ten on a page. */
export function claimModal(shown: ClaimShown, page: number): ModalView {
  const mine = held(shown);
  const { from, blocks } = paged(mine.length, page, (to) => [
    CLAIM.page,
    `${shown.holder}|${shown.group}|${to}`,
  ]);
  const at = `${shown.group}|${from / MOST_ON_PAGE}`;
  return tellingModal('Discovered', [
    ...(mine.length === 0 ? [section('Nothing is left for you here.')] : []),
    ...mine
      .slice(from, from + MOST_ON_PAGE)
      .flatMap((entry) => entryBlocks(entry, shown.holder, at)),
    ...blocks,
  ]);
}

/** Which part of a long list is shown, and the buttons to the parts beside it. */
export function paged(
  length: number,
  page: number,
  turn: (page: number) => readonly [action: string, value: string],
): { readonly from: number; readonly to: number; readonly blocks: KnownBlock[] } {
  const last = Math.max(0, Math.ceil(length / MOST_ON_PAGE) - 1);
  const here = Math.min(Math.max(0, Math.trunc(page) || 0), last);
  const link = (label: string, to: number) => {
    const [action, value] = turn(to);
    return button(label, `${action}:${to}`, value);
  };
  const buttons = [
    ...(here > 0 ? [link('Back', here - 1)] : []),
    ...(here < last ? [link('Next', here + 1)] : []),
  ];
  const from = here * MOST_ON_PAGE;
  const to = Math.min(length, from + MOST_ON_PAGE);
  if (buttons.length === 0) return { from, to, blocks: [] };
  const where = context(`${from + 1} to ${to} of ${length}`);
  return { from, to, blocks: [where, actions(`turn|${here}|${length}`, ...buttons)] };
}
