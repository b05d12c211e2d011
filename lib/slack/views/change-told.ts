import type { KnownBlock, ModalView } from '@slack/types';
import type { Affected } from '../../core/affected.ts';
import { type ChangeAsk, type ChangeProposal, changeWords } from '../../core/change-proposal.ts';
import { count } from '../../core/count.ts';
import { LIMITS } from '../limits.ts';
import { CHANGE } from './change-ids.ts';
import { paged } from './claim-list.ts';
import {
  actions,
  askingModal,
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
import { dayWords, mention, safe, when } from './text.ts';

export interface ChangeMessage {
  readonly change: ChangeProposal;
  readonly ask: ChangeAsk;
  /** Those of theirs that are affected still. */
  readonly rows: readonly Affected[];
}

const MOST_IN_MESSAGE = 12;

/** "One message per owner listing all of theirs": what is planned, when, and what it means for them. */
export function changeMessage({ change, ask, rows }: ChangeMessage): Message {
  const head = headline(change, rows.length);
  const more = rows.length - MOST_IN_MESSAGE;
  return {
    text: fallback(head, 'Say whether you have seen it, or what breaks.'),
    blocks: [
      boldLine(head),
      quote(change.text),
      context(plannedLine(change)),
      ...rows.slice(0, MOST_IN_MESSAGE).map((row) => section(rowLine(row))),
      ...(more > 0
        ? [actions(`change-more|${more}`, button('Show All', CHANGE.mine, `${change.id}|0`))]
        : []),
      ...answerLines(ask),
      ...answerButtons(change, ask, rows.length),
    ],
  };
}

function headline(change: ChangeProposal, affected: number): string {
  const what = changeWords(change);
  if (change.state === 'withdrawn') return `Withdrawn: ${what}. It does not happen.`;
  if (change.state === 'done') return `Done: ${what}.`;
  if (affected === 0) return `${what}. Nothing of yours depends on it any more.`;
  const yours = count(affected, 'AI workflow of yours depends', 'AI workflows of yours depend');
  return `${what}. ${yours} on it.`;
}

/** When, for which versions, and whose word it is. */
export function plannedLine({ planned, range, by, at }: ChangeProposal): string {
  const versions = range === '*' ? 'all versions' : `versions ${safe(range, 100)}`;
  return `Planned for ${dayWords(planned)} · For ${versions} · Announced by ${mention(by)} · ${when(at)}`;
}

function rowLine({ workflow, component, version, via }: Affected): string {
  const over = via.length > 0 ? ` over ${safe(via.join(' → '), 200)}` : '';
  return `*${safe(workflow, 80)}* · locked at ${safe(component, 100)} ${safe(version, 60)}${over}`;
}

function answerLines({ answer }: ChangeAsk): KnownBlock[] {
  if (!answer) return [];
  if (answer.says === 'seen') return [context(`You have seen it · ${when(answer.at)}`)];
  return [
    context(`You said that this breaks you · ${when(answer.at)}`),
    ...(answer.reason ? [quote(answer.reason.text, 800)] : []),
  ];
}

/** What was said may be said otherwise, for as long as it is open. */
function answerButtons(change: ChangeProposal, ask: ChangeAsk, affected: number): KnownBlock[] {
  if (change.state !== 'open' || affected === 0) return [];
  const says = ask.answer?.says;
  return [
    actions(
      `change|${says ?? 'open'}`,
      ...(says === 'seen' ? [] : [button('Seen', CHANGE.seen, change.id)]),
      button(
        says === 'breaks' ? 'Change the Reason…' : 'This Breaks Us…',
        CHANGE.breaks,
        change.id,
      ),
    ),
  ];
}

/** All of an owner's affected workflows, ten on a page. */
export function mineModal({ change, rows }: ChangeMessage, page: number): ModalView {
  const turn = (to: number) => [CHANGE.mine, `${change.id}|${to}`] as const;
  const { from, to, blocks } = paged(rows.length, page, turn);
  return tellingModal('What is planned', [
    boldLine(headline(change, rows.length)),
    ...rows.slice(from, to).map((row) => section(rowLine(row))),
    ...blocks,
  ]);
}

/** "This Breaks Us", with what breaks. */
export function breaksModal(change: ChangeProposal): ModalView {
  const asks = {
    title: 'This breaks us',
    submit: 'Send',
    callback: CHANGE.reason,
    metadata: change.id,
  };
  return askingModal(asks, [
    boldLine(changeWords(change)),
    {
      type: 'input',
      block_id: CHANGE.reasonField,
      label: plain('What breaks?', LIMITS.inputLabel),
      hint: plain('Whoever plans it reads this.', LIMITS.inputHint),
      element: {
        type: 'plain_text_input',
        action_id: 'value',
        multiline: true,
        max_length: 800,
      },
    },
  ]);
}
