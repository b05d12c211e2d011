import type { Button, KnownBlock, ModalView } from '@slack/types';
import {
  answerCounts,
  type ChangeAsk,
  type ChangeProposal,
  changeWords,
} from '../../core/change-proposal.ts';
import { count } from '../../core/count.ts';
import { LIMITS } from '../limits.ts';
import { CHANGE } from './change-ids.ts';
import { plannedLine } from './change-told.ts';
import { paged } from './claim-list.ts';
import {
  actions,
  boldLine,
  button,
  context,
  fallback,
  type Message,
  plain,
  quote,
  section,
  tellingModal,
} from './parts.ts';
import { mention, safe, when } from './text.ts';

const MOST_REASONS = 5;

/** The proposer's card: who was told, and what they said, "collected in place, with counts". */
export function changeCard(change: ChangeProposal, asks: readonly ChangeAsk[]): Message {
  const counts = answerCounts(asks);
  const head = changeWords(change);
  const told = toldLine(change, asks.length);
  return {
    text: fallback(`${head}: ${told}`, `${counts.breaks} say that it breaks them.`),
    blocks: [
      boldLine(head),
      quote(change.text),
      context(plannedLine(change)),
      section(
        `${told}\nSeen: ${counts.seen} · Breaks: ${counts.breaks} · No answer yet: ${counts.open}`,
      ),
      ...reasons(asks),
      ...ownerless(change),
      ...cardEnd(change, asks.length),
    ],
  };
}

function toldLine({ telling, state, workflows }: ChangeProposal, people: number): string {
  const affected = count(workflows, 'AI workflow');
  if (telling && state === 'open') return `Owners of ${affected} are being told now.`;
  return people === 1
    ? `1 person was told about ${affected}.`
    : `${people} people were told about ${affected}, each once.`;
}

function reasons(asks: readonly ChangeAsk[]): KnownBlock[] {
  const broken = asks.filter((ask) => ask.answer?.says === 'breaks');
  const more = broken.length - MOST_REASONS;
  return [
    ...broken.slice(0, MOST_REASONS).flatMap(breaksBlocks),
    ...(more > 0 ? [context(`And ${more} more: see all answers.`)] : []),
  ];
}

function breaksBlocks({ holder, answer, affected }: ChangeAsk): KnownBlock[] {
  const names = safe(
    affected
      .slice(0, 3)
      .map((row) => row.workflow)
      .join(', '),
    250,
  );
  const rest = affected.length > 3 ? ` and ${affected.length - 3} more` : '';
  return [
    section(`*Breaks ${names}${rest}*, says ${mention(holder)}`),
    ...(answer?.reason ? [quote(answer.reason.text, 800)] : []),
  ];
}

const MOST_NAMED = 10;

function ownerless({ ownerless: ids }: ChangeProposal): KnownBlock[] {
  if (ids.length === 0) return [];
  const more = ids.length - MOST_NAMED;
  const names = safe(ids.slice(0, MOST_NAMED).join(', '), 900);
  const rest = more > 0 ? ` and ${more} more` : '';
  return [
    section(`*Nobody is left to tell of:* ${names}${rest}. Ask the platform team about them.`),
  ];
}

function cardEnd(change: ChangeProposal, people: number): KnownBlock[] {
  const { id, state, ended } = change;
  const how = state === 'done' ? 'Done' : 'Withdrawn';
  const answers = people > 0 ? [button('Show Answers', CHANGE.answers, `${id}|0`)] : [];
  const open: Button[] = [
    { ...button('Mark as Done…', CHANGE.done, id), confirm: confirming('done') },
    { ...button('Withdraw…', CHANGE.withdraw, id), confirm: confirming('withdrawn') },
  ];
  const buttons = state === 'open' ? [...answers, ...open] : answers;
  return [
    ...(ended ? [context(`${how} by ${mention(ended.by)} · ${when(ended.at)}`)] : []),
    ...(buttons.length > 0 ? [actions(`change|${id}|${state}`, ...buttons)] : []),
  ];
}

function confirming(as: 'done' | 'withdrawn'): NonNullable<Button['confirm']> {
  const [title, text, yes] =
    as === 'done'
      ? ['Has it happened?', 'Every message says from then on that it is done.', 'Mark as Done']
      : ['Withdraw it?', 'Every message says from then on that it does not happen.', 'Withdraw'];
  return {
    title: plain(title, LIMITS.confirmTitle),
    text: plain(text, LIMITS.confirmText),
    confirm: plain(yes, LIMITS.confirmButton),
    deny: plain('Cancel', LIMITS.confirmButton),
  };
}

/** Everybody who was told, those whom it breaks first. */
export function changeAnswersModal(
  change: ChangeProposal,
  asks: readonly ChangeAsk[],
  page: number,
): ModalView {
  const rank = ({ answer }: ChangeAsk) => (answer?.says === 'breaks' ? 0 : answer ? 2 : 1);
  const inOrder = [...asks].sort((a, b) => rank(a) - rank(b) || (a.holder < b.holder ? -1 : 1));
  const turn = (to: number) => [CHANGE.answers, `${change.id}|${to}`] as const;
  const { from, to, blocks } = paged(inOrder.length, page, turn);
  return tellingModal('Answers', [
    boldLine(changeWords(change)),
    ...(inOrder.length === 0 ? [section('Nobody was told yet.')] : []),
    ...inOrder.slice(from, to).flatMap((ask) => {
      if (ask.answer?.says === 'breaks') return breaksBlocks(ask);
      const said = ask.answer ? `seen · ${when(ask.answer.at)}` : 'no answer yet';
      return [
        section(`${mention(ask.holder)} · ${count(ask.affected.length, 'AI workflow')} · ${said}`),
      ];
    }),
    ...blocks,
  ]);
}
