import type { Button, KnownBlock, ModalView } from '@slack/types';
import type { Campaign } from '../../core/campaign.ts';
import { mustWords } from '../../core/campaign-targets.ts';
import { count } from '../../core/count.ts';
import { type DigestLine, type LineKey, lineWords, movedWords, takes } from '../../core/digest.ts';
import { isQuiet, type NudgeAnswer } from '../../core/nudge-answer.ts';
import { dayAfter } from '../../core/time.ts';
import { LIMITS } from '../limits.ts';
import { NUDGE } from './digest-ids.ts';
import {
  actions,
  askingModal,
  boldLine,
  button,
  context,
  fallback,
  type Message,
  plain,
  primary,
  section,
} from './parts.ts';
import { RETIRE } from './retire.ts';
import { dayWords, mention, safe, when } from './text.ts';

/** One line as it is when the message is drawn. */
export type DigestRow =
  | {
      readonly kind: 'open';
      readonly line: DigestLine;
      readonly answer: NudgeAnswer | undefined;
    }
  | {
      readonly kind: 'moved';
      readonly key: LineKey;
      readonly to: string | undefined;
      readonly since: string;
    }
  | { readonly kind: 'over'; readonly key: LineKey }
  | { readonly kind: 'passed'; readonly workflow: string };

export interface DigestMessage {
  readonly lines: readonly DigestRow[];
  readonly more: number;
  readonly now: string;
  /** The reader's. */
  readonly timeZone: string;
  /** It is read by many, since nobody answered. */
  readonly channel: boolean;
}

type Open = Extract<DigestRow, { readonly kind: 'open' }>;

/** "One digest per person per day at most, ten lines and 'n more'", each line with what can be done. */
export function digestMessage(shown: DigestMessage): Message {
  const { lines, more, now, timeZone } = shown;
  const head = headline(shown);
  const first = lines.findIndex((one) => isAsking(one, now) && takes(one.line) !== undefined);
  const said = lines.map((one) => textOf(one, now, timeZone));
  return {
    text: fallback([head, ...said].join(' ')),
    blocks: [
      boldLine(head),
      ...lines.flatMap((one, n) => lineBlocks(one, shown, { n, first: n === first })),
      ...(more > 0 ? [context(`And ${more} more. They follow once these are done.`)] : []),
    ],
  };
}

function isAsking(one: DigestRow, now: string): one is Open {
  return one.kind === 'open' && !isQuiet(one.answer, now);
}

function headline({ lines, channel, now }: DigestMessage): string {
  const asking = lines.filter((one) => isAsking(one, now)).length;
  if (asking === 0) return 'Nothing is left to do here now.';
  if (channel) {
    return `Nobody answered: ${count(asking, 'AI workflow uses', 'AI workflows use')} versions that stop.`;
  }
  return `${count(asking, 'AI workflow of yours uses', 'AI workflows of yours use')} versions that stop.`;
}

/** A line as one sentence after another, unescaped: for `safe` and `fallback` alone. */
function textOf(one: DigestRow, now: string, timeZone: string): string {
  const [name, words] = partsOf(one, now, timeZone);
  return `${name} ${words}`;
}

function partsOf(one: DigestRow, now: string, timeZone: string): readonly [string, string] {
  switch (one.kind) {
    case 'open':
      return [one.line.workflow, lineWords(one.line, now, timeZone)];
    case 'moved':
      return [`${one.key.workflow}:`, movedWords(one, now, timeZone)];
    case 'over':
      return [
        `${one.key.workflow}:`,
        'Nothing left to do: what it uses goes on, or it is retired.',
      ];
    case 'passed':
      return [`${one.workflow}:`, 'Passed on. Nothing of it is left for you to do.'];
  }
}

function lineBlocks(
  one: DigestRow,
  { now, timeZone }: DigestMessage,
  { n, first }: { readonly n: number; readonly first: boolean },
): KnownBlock[] {
  const [name, words] = partsOf(one, now, timeZone);
  const text = section(`*${safe(name, 80)}* ${safe(words, 700)}`);
  if (one.kind !== 'open') return [text];
  const notes = notesOf(one, now);
  const buttons = buttonsOf(one, now, first);
  return [
    text,
    ...(notes.length > 0 ? [context(...notes)] : []),
    actions(`digest|${n}|${lineValue(one.line)}`, ...buttons),
  ];
}

/** What was answered, and what has to be written where no button does it. */
function notesOf({ line, answer }: Open, now: string): string[] {
  const byHand =
    takes(line) === undefined ? [`To do: ${safe(mustWords(line.must, line), 300)}.`] : [];
  const { plan } = answer ?? {};
  const planned = plan
    ? [`Planned for ${dayWords(plan.day)} by ${mention(plan.by)} · ${when(plan.at)}`]
    : [];
  const quiet =
    answer?.quietUntil !== undefined && isQuiet(answer, now)
      ? [`Quiet until ${when(answer.quietUntil)}`]
      : [];
  const helped = answer && answer.helped.length > 0;
  const help = helped ? [`${mention(line.ends.helper)} was asked to help`] : [];
  return [...byHand, ...planned, ...quiet, ...help];
}

function buttonsOf({ line, answer }: Open, now: string, first: boolean): Button[] {
  const value = lineValue(line);
  const quiet = isQuiet(answer, now);
  const make = first ? primary : button;
  const over = now >= line.ends.stops;
  return [
    ...(takes(line) === undefined ? [] : [make('Upgrade', NUDGE.upgrade, value)]),
    ...(over ? [] : [button('Plan a Date…', NUDGE.plan, value)]),
    ...(over || quiet ? [] : [button('Snooze', NUDGE.snooze, value)]),
    button('Get Help', NUDGE.help, value),
    button('Not Mine', NUDGE.notMine, value),
    button('Retire…', RETIRE.open, line.workflow),
  ];
}

/** What a button of a line carries; neither a campaign's id nor a workflow's name has a bar in it. */
export function lineValue({ campaign, workflow }: LineKey): string {
  return `${campaign}|${workflow}`;
}

export function readValue(value: string): LineKey | undefined {
  const [, campaign, workflow] = /^([^|]{1,100})\|([^|]{1,120})$/.exec(value) ?? [];
  return campaign && workflow ? { campaign, workflow } : undefined;
}

/** "Plan a Date (quiet until then, shown on the campaign)". */
export function planForm(line: LineKey, campaign: Campaign, plan?: string): ModalView {
  const last = dayAfter(campaign.stopsOn, -1);
  const ask = { title: 'Plan a date', submit: 'Plan', callback: NUDGE.planned };
  return askingModal({ ...ask, metadata: lineValue(line) }, [
    boldLine(line.workflow),
    {
      type: 'input',
      block_id: NUDGE.day,
      label: plain('When will you move it?', LIMITS.inputLabel),
      hint: plain(
        `Up to ${dayWords(last)}. You hear no more of it until then, and the campaign shows the day.`,
        LIMITS.inputHint,
      ),
      element: {
        type: 'datepicker',
        action_id: 'value',
        ...(plan === undefined ? {} : { initial_date: plan }),
      },
    },
  ]);
}

/** To the helper: who is stuck with what. */
export function helpAskedMessage(
  { line, by }: { readonly line: DigestLine; readonly by: string },
  now: string,
  timeZone: string,
): Message {
  const words = `${line.workflow} ${lineWords(line, now, timeZone)}`;
  return {
    text: fallback(`You are asked for help. ${words}`),
    blocks: [
      section(`*${mention(by)} asks for your help.* You are named as the helper of this campaign.`),
      section(`*${safe(line.workflow, 80)}* ${safe(lineWords(line, now, timeZone), 700)}`),
      context(`Write to ${mention(by)}: to do is to ${safe(mustWords(line.must, line), 300)}.`),
    ],
  };
}
