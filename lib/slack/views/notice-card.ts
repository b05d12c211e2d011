import type { Button, KnownBlock, ModalView } from '@slack/types';
import { type Notice, type NoticeAsk, type Says, tally } from '../../core/notice.ts';
import { LIMITS } from '../limits.ts';
import { paged } from './claim-list.ts';
import {
  actions,
  button,
  context,
  fallback,
  type Message,
  plain,
  section,
  tellingModal,
} from './parts.ts';
import { mention, safe, when } from './text.ts';

/** What is pressed about a notice. See `ids.ts`: they never change their meaning. */
export const NOTICE = {
  answer: 'notice_answer',
  list: 'notice_list',
  answers: 'notice_answers',
  again: 'notice_again',
  close: 'notice_close',
} as const;

const ANSWER_WORDS: Readonly<Record<Says, string>> = {
  works: 'still works',
  broken: 'broken',
  paused: 'paused',
};

/** One workflow of a person's message. */
export interface AskLineShown {
  readonly workflow: string;
  readonly answer: NonNullable<NoticeAsk['workflows'][number]['answer']> | undefined;
  /** Still theirs, still touching the system, not answered. */
  readonly open: boolean;
}

export interface AskMessage {
  readonly notice: Notice;
  readonly holder: string;
  readonly lines: readonly AskLineShown[];
}

const MOST_IN_MESSAGE = 10;

/** "Tells each owner once: Still Works / Broken / Pause": all of theirs in one message. */
export function askMessage({ notice, holder, lines }: AskMessage): Message {
  const open = lines.filter((line) => line.open);
  const shown = lines.filter((line) => line.open || line.answer);
  const first = [...open, ...shown.filter((line) => !line.open)].slice(0, MOST_IN_MESSAGE);
  const head = headline(notice, open.length);
  const more = shown.length - first.length;
  return {
    text: fallback(head, 'Say for each of your AI workflows whether it still works.'),
    blocks: [
      section(`*${safe(head, 300)}*\n${safe(notice.what, 1200)}${linkLine(notice)}`),
      context(explain(notice, open.length)),
      ...first.flatMap((line) => lineBlocks(notice, holder, line)),
      ...(more > 0
        ? [
            actions(
              `notice-more|${more}`,
              button('Show All', NOTICE.list, `${notice.id}|${holder}|0`),
            ),
          ]
        : []),
    ],
  };
}

function headline({ system, state }: Notice, open: number): string {
  if (state === 'closed') return `${system} changed. This notice is closed.`;
  if (open === 0) return `${system} changed. Nothing is left for you to answer.`;
  return `${system} changed. Does ${open === 1 ? 'your AI workflow' : 'each of your AI workflows'} still work?`;
}

function explain({ by, at, state }: Notice, open: number): string {
  const sent = `Sent by ${mention(by)} · ${when(at)}`;
  if (state === 'closed' || open === 0) return sent;
  return `${sent} · Pause stops it at once: it may ask and consume nothing until it is resumed.`;
}

/** The address as it is: nothing in it comes alive, and whoever wants to follows it. */
function linkLine({ link }: Notice): string {
  return link ? `\n${safe(link, 500)}` : '';
}

function lineBlocks(notice: Notice, holder: string, line: AskLineShown): KnownBlock[] {
  const { workflow, answer } = line;
  const name = `*${safe(workflow, 80)}*`;
  const text = section(answer ? `${name} · ${answered(answer)}` : name);
  const buttons = notice.state === 'closed' ? [] : buttonsFor(notice, holder, line);
  if (buttons.length === 0) return [text];
  return [text, actions(`notice|${workflow}|${answer?.says ?? 'open'}`, ...buttons)];
}

function answered({ says, by, at }: NonNullable<AskLineShown['answer']>): string {
  return `${ANSWER_WORDS[says]}, said by ${mention(by)} · ${when(at)}`;
}

/** What was said may be said anew; a pause is ended with the word for it. */
function buttonsFor(notice: Notice, holder: string, { workflow, answer }: AskLineShown): Button[] {
  if (answer?.says === 'paused') return [];
  const value = `${notice.id}|${holder}|${workflow}`;
  const one = (says: Says, label: string) => button(label, `${NOTICE.answer}:${says}`, value);
  return [
    ...(answer?.says === 'works' ? [] : [one('works', 'Still Works')]),
    ...(answer?.says === 'broken' ? [] : [one('broken', 'Broken')]),
    { ...one('paused', 'Pause…'), confirm: confirmPause(workflow) },
  ];
}

function confirmPause(workflow: string): NonNullable<Button['confirm']> {
  return {
    title: plain('Pause this AI workflow?', LIMITS.confirmTitle),
    text: plain(
      `${workflow} may ask and consume nothing until somebody resumes it.`,
      LIMITS.confirmText,
    ),
    confirm: plain('Pause', LIMITS.confirmButton),
    deny: plain('Cancel', LIMITS.confirmButton),
    style: 'danger',
  };
}

/** All of a person's workflows, ten on a page. */
export function askModal({ notice, holder, lines }: AskMessage, page: number): ModalView {
  const shown = lines.filter((line) => line.open || line.answer);
  const turn = (to: number) => [NOTICE.list, `${notice.id}|${holder}|${to}`] as const;
  const { from, to, blocks } = paged(shown.length, page, turn);
  return tellingModal('What changed', [
    section(`*${safe(notice.system, 100)} changed*\n${safe(notice.what, 1200)}${linkLine(notice)}`),
    ...shown.slice(from, to).flatMap((line) => lineBlocks(notice, holder, line)),
    ...blocks,
  ]);
}

const MOST_NAMED = 10;

/** "Answers collected on the platform's card in place." */
export function noticeCard(notice: Notice, asks: readonly NoticeAsk[]): Message {
  const { id, system, what, state, by, at } = notice;
  const counts = tally(asks);
  const told = toldLine(notice, asks.length);
  return {
    text: fallback(`Notice about ${system}: ${told}`, `${counts.open} not answered yet.`),
    blocks: [
      section(`*Notice: ${safe(system, 100)} changed*\n${safe(what, 1200)}${linkLine(notice)}`),
      context(`Sent by ${mention(by)} · ${when(at)}`, told),
      section(countLine(counts)),
      ...named('Broken', asks, 'broken'),
      ...named('Paused', asks, 'paused'),
      ...ownerless(notice),
      ...(state === 'closed'
        ? closedBlocks(notice)
        : [actions(`notice|${id}|${state}`, ...cardButtons(notice))]),
    ],
  };
}

function toldLine({ state, key }: Notice, messages: number): string {
  if (state === 'sending') return 'Owners are being told now.';
  if (messages === 0) return `Nobody was left to tell about ${safe(key, 60)}.`;
  return messages === 1 ? '1 person was told.' : `${messages} people were told, each once.`;
}

function countLine({ works, broken, paused, open }: ReturnType<typeof tally>): string {
  return `Still works: ${works} · Broken: ${broken} · Paused: ${paused} · No answer yet: ${open}`;
}

function named(title: string, asks: readonly NoticeAsk[], says: Says): KnownBlock[] {
  const ids = asks.flatMap(({ workflows }) =>
    workflows.flatMap(({ id, answer }) => (answer?.says === says ? [id] : [])),
  );
  return ids.length === 0 ? [] : [section(`*${title}:* ${someOf(ids)}`)];
}

function ownerless({ ownerless: ids }: Notice): KnownBlock[] {
  if (ids.length === 0) return [];
  return [section(`*Nobody was told of these, so they are yours to look after:* ${someOf(ids)}`)];
}

function someOf(ids: readonly string[]): string {
  const more = ids.length - MOST_NAMED;
  const text = safe(ids.slice(0, MOST_NAMED).join(', '), 900);
  return more > 0 ? `${text} and ${more} more` : text;
}

function cardButtons({ id, state }: Notice): Button[] {
  return [
    button('Show Answers', NOTICE.answers, `${id}|0`),
    ...(state === 'sent' ? [button('Tell New Owners', NOTICE.again, id)] : []),
    { ...button('Close…', NOTICE.close, id), confirm: confirmClose },
  ];
}

const confirmClose: NonNullable<Button['confirm']> = {
  title: plain('Close this notice?', LIMITS.confirmTitle),
  text: plain('Nobody can answer it any more. The answers stay.', LIMITS.confirmText),
  confirm: plain('Close Notice', LIMITS.confirmButton),
  deny: plain('Cancel', LIMITS.confirmButton),
};

function closedBlocks({ id, closed }: Notice): KnownBlock[] {
  const line = closed ? `Closed by ${mention(closed.by)} · ${when(closed.at)}` : 'Closed';
  return [
    context(line),
    actions(`notice|${id}|closed`, button('Show Answers', NOTICE.answers, `${id}|0`)),
  ];
}

/** Every workflow that was asked about, whose answer it waits for, and what was said. */
export function answersModal(notice: Notice, asks: readonly NoticeAsk[], page: number): ModalView {
  const all = asks.flatMap(({ holder, workflows }) =>
    workflows.map(({ id, answer }) => ({ id, holder, answer })),
  );
  const rank = (says: Says | undefined) => (says === 'broken' ? 0 : says === undefined ? 1 : 2);
  const inOrder = all.sort(
    (a, b) => rank(a.answer?.says) - rank(b.answer?.says) || (a.id < b.id ? -1 : 1),
  );
  const turn = (to: number) => [NOTICE.answers, `${notice.id}|${to}`] as const;
  const { from, to, blocks } = paged(inOrder.length, page, turn);
  return tellingModal('Answers', [
    section(`*${safe(notice.system, 100)} changed*`),
    ...(inOrder.length === 0 ? [section('Nobody was asked yet.')] : []),
    ...inOrder.slice(from, to).map(({ id, holder, answer }) => {
      const said = answer ? answered(answer) : `no answer yet from ${mention(holder)}`;
      return section(`*${safe(id, 80)}* · ${said}`);
    }),
    ...blocks,
  ]);
}
