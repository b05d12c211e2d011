import type { KnownBlock, ModalView } from '@slack/types';
import { count } from '../../core/count.ts';
import {
  askedAt,
  type Departure,
  type Orphan,
  type Turn,
  turnNow,
  WORKING_DAYS_TO_ANSWER,
} from '../../core/departure.ts';
import type { PersonKey } from '../../core/people.ts';
import type { RoomPart } from './home.ts';
import {
  actions,
  askingModal,
  button,
  context,
  fallback,
  header,
  type Message,
  section,
} from './parts.ts';
import { personInput } from './settings-inputs.ts';
import { mention, safe, when } from './text.ts';

/** Buttons, form and field. They never change their meaning. */
export const DEPARTURE = {
  take: 'departure_take',
  name: 'departure_name',
  notMine: 'departure_not_mine',
  all: 'departure_all',
  allForm: 'departure_take_all',
  form: 'departure_named',
  to: 'to',
} as const;

const MOST_IN_MESSAGE = 10;
const MOST_AT_HOME = 4;

/** What whoever is asked reads: what has no owner now, and what happens if they say nothing. */
export function departureMessage(
  departure: Departure,
  told: Pick<Turn, 'who' | 'at'>,
  command: string,
): Message {
  const all = askedAt(departure, told);
  const mine = all.filter((one) => isTurn(one, told));
  const left = mine.filter((one) => !one.taking);
  const others = all.filter((one) => !isTurn(one, told));
  const gone = `${mention(departure.person)} has left Slack`;
  const say =
    mine.length === 0
      ? `${gone}. Nothing is left for you to do.`
      : `${gone}, and ${count(mine.length, 'AI workflow')} ${mine.length === 1 ? 'has' : 'have'} no owner now.`;
  const shown = mine.slice(0, MOST_IN_MESSAGE);
  const more = mine.length - shown.length;
  return {
    text: fallback('', say),
    blocks: [
      section(`*${say}*`),
      ...(mine.length > 0 ? [context(explain(told))] : []),
      ...(told.who && left.length > 1 ? [takeAll(departure.person, left.length)] : []),
      ...shown.flatMap((one) => orphanBlocks(departure.person, one)),
      ...(more > 0 ? [context(`And ${more} more: they show here as you answer these.`)] : []),
      ...others.slice(0, MOST_IN_MESSAGE).map((one) => section(line(one))),
      ...(told.who ? [] : [context(`All of them: \`${safe(command, 40)} list flag orphaned\``)]),
    ],
  };
}

function takeAll(person: PersonKey, n: number): KnownBlock {
  return actions(`departure-all|${n}`, button(`Take All ${n}…`, DEPARTURE.all, person));
}

function isTurn(orphan: Orphan, { who, at }: Pick<Turn, 'who' | 'at'>): boolean {
  const turn = turnNow(orphan);
  return !orphan.ended && turn.who === who && turn.at === at;
}

function explain({ who }: Pick<Turn, 'who'>): string {
  if (!who) return 'Nobody before you took them. Name a member of the owning team for each.';
  return `Take It makes it yours at once. Without an answer the next in line is asked after ${WORKING_DAYS_TO_ANSWER} working days.`;
}

function orphanBlocks(person: PersonKey, orphan: Orphan): KnownBlock[] {
  const { id, turns } = orphan;
  if (orphan.taking) return [section(line(orphan))];
  const value = `${person}|${id}`;
  const { who, as } = turnNow(orphan);
  const name = button('Name Somebody Else…', DEPARTURE.name, value);
  const buttons = [
    ...(who ? [button('Take It', DEPARTURE.take, value)] : []),
    ...(as === 'named' ? [] : [name]),
    ...(who ? [button('Not Mine', DEPARTURE.notMine, value)] : []),
  ];
  return [section(line(orphan)), actions(`departure|${id}|${turns.length}`, ...buttons)];
}

/** The workflow with who was asked, in order, or what became of it. */
function line(orphan: Orphan): string {
  const { id, turns, until, ended, taking } = orphan;
  const name = `*${safe(id, 80)}*`;
  if (taking) return `${name} · ${mention(taking)} takes it: done within minutes`;
  if (ended?.as === 'taken') return `${name} · taken by ${mention(ended.by ?? '')}`;
  if (ended?.as === 'returned') return `${name} · its owner is back and keeps it`;
  if (ended) return `${name} · has another owner by now, or is retired`;
  const asked = turns.map(askedWords).join(', then ');
  const next = until ? ` · answer by ${when(until)}` : '';
  return `${name} · asked: ${asked}${next}`;
}

const OVER: Readonly<Record<NonNullable<Turn['over']>, string>> = {
  'not-mine': 'said no',
  silent: 'did not answer',
  gone: 'has left as well',
  named: 'named somebody',
};

function askedWords({ who, as, over }: Turn): string {
  const role = as === 'platform' ? 'the platform team' : `${mention(who ?? '')} (${as})`;
  return over ? `${role}, who ${OVER[over]}` : role;
}

/** Whom to ask instead. `metadata` comes back with the answer. */
export function nameOwnerForm(workflow: string, metadata: string): ModalView {
  const ask = {
    title: 'Name somebody else',
    submit: 'Ask Them',
    callback: DEPARTURE.form,
    metadata,
  };
  return askingModal(ask, [
    section(`*${safe(workflow, 80)}* has no owner. They are asked, and take it themselves.`),
    personInput({
      block: DEPARTURE.to,
      label: 'Who is to own it',
      hint: 'A member of the owning team. They have 3 working days to answer.',
    }),
  ]);
}

const MOST_NAMED = 40;

/** What moves, before it does. `metadata` comes back with the answer. */
export function takeAllForm(person: PersonKey, ids: readonly string[]): ModalView {
  const ask = {
    title: 'Take all of them',
    submit: 'Take All',
    callback: DEPARTURE.allForm,
    metadata: person,
  };
  const more = ids.length - MOST_NAMED;
  const names = ids.slice(0, MOST_NAMED).map((id) => `• ${safe(id, 60)}`);
  return askingModal(ask, [
    section(`*${count(ids.length, 'AI workflow')} of ${mention(person)} become yours:*`),
    section([...names, ...(more > 0 ? [`and ${more} more`] : [])].join('\n')),
    context(
      'Nothing else of them changes. Where you are the backup, name another one after that.',
      'It goes on by itself, and stops for nobody: what cannot be yours stays in your message.',
    ),
  ]);
}

/** App Home: what has no owner and waits for this person, or for the platform. */
export function departurePart(
  all: readonly { readonly person: PersonKey; readonly orphan: Orphan }[],
  command: string,
): RoomPart {
  if (all.length === 0) return { waiting: [], more: [] };
  const shown = all.slice(0, MOST_AT_HOME);
  const more = all.length - shown.length;
  const rest = `And ${more} more: \`${safe(command, 40)} list flag orphaned\``;
  return {
    waiting: [
      header('Without an owner'),
      ...shown.flatMap(({ person, orphan }) => orphanBlocks(person, orphan)),
      ...(more > 0 ? [context(rest)] : []),
    ],
    more: [],
  };
}
