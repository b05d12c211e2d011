import type { KnownBlock, ModalView } from '@slack/types';
import { LIMITS } from '../limits.ts';
import { type LogEntry, sentence } from './log.ts';
import { LOG, type LogChosen } from './log-form.ts';
import { actions, button, context, type Message, section, tellingModal } from './parts.ts';
import { safe, when } from './text.ts';

const MOST = 20;
const LINES_PER_BLOCK = 4;

/** A page of the log. */
export interface LogShown {
  /** Subject empty: everything the person's teams own. */
  readonly chosen: LogChosen;
  readonly entries: readonly LogEntry[];
  /** Where the next page begins; absent on the last one. */
  readonly next?: string | undefined;
}

/** What happened, newest first, one sentence each. */
export function logMessage(shown: LogShown, command: string): Message {
  const { chosen, entries } = shown;
  const of = nameOf(chosen);
  const first = chosen.after === undefined;
  if (entries.length === 0 && first && !isNarrow(chosen)) return emptyLog(of, command);
  return {
    text: `The log${of}: ${entries.length} events, the newest first.`,
    blocks: [section(`*The log${of}*`), ...pageBlocks(shown)],
  };
}

/** The same as a modal. */
export function logModal(shown: LogShown): ModalView {
  return tellingModal('The log', [
    section(`*The log${nameOf(shown.chosen)}*`),
    ...pageBlocks(shown),
  ]);
}

function nameOf({ subject }: LogChosen): string {
  return subject ? ` of ${safe(subject, 150)}` : " of your teams' workflows";
}

function isNarrow({ kind, actor, from, to }: LogChosen): boolean {
  return [kind, actor, from, to].some((one) => one !== undefined);
}

function pageBlocks({ chosen, entries, next }: LogShown): KnownBlock[] {
  const lines = entries.slice(0, MOST).map((entry) => `${when(entry.at)} · ${sentence(entry)}`);
  const groups = Array.from({ length: Math.ceil(lines.length / LINES_PER_BLOCK) }, (_, group) =>
    lines.slice(group * LINES_PER_BLOCK, (group + 1) * LINES_PER_BLOCK).join('\n'),
  );
  return [
    ...(groups.length > 0 ? groups.map((text) => section(text)) : [section(nothing(next))]),
    ...(chosen.subject ? [ways(chosen, next)] : []),
    context(
      'Every line is chained to the one before. Auditors check it with `yardmaster audit verify`.',
    ),
  ];
}

function nothing(next: string | undefined): string {
  return next === undefined
    ? 'There are no such entries.'
    : 'None of the newest 1,000 entries is such a one. Older ones may be.';
}

function ways(chosen: LogChosen, next: string | undefined): KnownBlock {
  const { after: _, ...first } = chosen;
  const value = (what: LogChosen) => JSON.stringify(what).slice(0, LIMITS.buttonValue);
  const older =
    next === undefined ? [] : [button('Older', LOG.older, value({ ...first, after: next }))];
  return actions('log', ...older, button('Choose Entries', LOG.choose, value(first)));
}

function emptyLog(of: string, command: string): Message {
  const text = `The log${of} is empty.`;
  const ask = `\`${safe(command, 40)} new\``;
  return {
    text,
    blocks: [
      section(text),
      context(`What happens to your workflows is written here. Request one with ${ask}.`),
    ],
  };
}
