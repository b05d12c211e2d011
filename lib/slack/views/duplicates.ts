import type { KnownBlock, ModalView } from '@slack/types';
import { count } from '../../core/count.ts';
import type { DuplicateReport, ReportedGroup } from '../../core/duplicates.ts';
import { LIMITS } from '../limits.ts';
import {
  actions,
  askingModal,
  button,
  context,
  fallback,
  type Message,
  plain,
  section,
} from './parts.ts';
import { mention, safe, shown, when } from './text.ts';

export const DUPLICATES = {
  keep: 'duplicates_keep',
  same: 'duplicates_same',
  later: 'duplicates_later',
  more: 'duplicates_more',
  keepForm: 'duplicates_keep_form',
  sameForm: 'duplicates_same_form',
  reason: 'reason',
  best: 'best',
} as const;

/** An entry of a group as it is now; without a team it is gone. */
interface EntryShown {
  readonly id: string;
  readonly team?: string;
  readonly owner?: string;
  readonly use?: number;
}

export interface ReportShown {
  readonly report: DuplicateReport;
  readonly entries: ReadonlyMap<string, EntryShown>;
}

const MOST_ENTRIES = 3;
const ID = 80;

/** The sweep's card: every group with why it is alike, whose it is, and what can be said of it. */
export function reportCard({ report, entries }: ReportShown): Message {
  const { groups, at, looked, withheld } = report;
  const line =
    groups.length === 1
      ? 'One new group of entries looks like the same job.'
      : `${groups.length} new groups of entries look like the same job.`;
  const rest = withheld > 0 ? ` ${count(withheld, 'more group')} will be in the next report.` : '';
  return {
    text: fallback(line),
    blocks: [
      section(`*${line}*`),
      context(
        `Compared ${count(looked, 'new or changed entry', 'new or changed entries')} · ${when(at)}.${rest}`,
      ),
      ...groups.flatMap((group, n) => groupBlocks(report, group, { at: n, entries })),
    ],
  };
}

interface Page {
  readonly from: number;
  readonly most: number;
}

/** "`/yard duplicates` shows the last report": a page of its groups, for the person alone. */
export function duplicatesMessage(found: ReportShown | undefined, { from, most }: Page): Message {
  const groups = found?.report.groups.slice(from, from + most) ?? [];
  if (!found || groups.length === 0) return none(found, from);
  const { report, entries } = found;
  const total = report.groups.length;
  const line = `Likely duplicates: groups ${from + 1} to ${from + groups.length} of ${total}.`;
  const next = from + most;
  return {
    text: fallback(line),
    blocks: [
      section(`*${line}*`),
      context(`Reported ${when(report.at)}.`),
      ...groups.flatMap((group, n) => groupBlocks(report, group, { at: from + n, entries })),
      ...(next < total
        ? [actions('duplicates', button('Next Page', DUPLICATES.more, `${next}`))]
        : []),
    ],
  };
}

function none(found: ReportShown | undefined, from: number): Message {
  if (from > 0) {
    const line = 'That was the last page.';
    return { text: line, blocks: [section(line)] };
  }
  const line = found
    ? `Nothing looked like the same job. Last compared ${when(found.report.at)}.`
    : 'Nothing was compared yet. That happens on Mondays at nine.';
  return { text: line, blocks: [section(line)] };
}

function groupBlocks(
  { id }: DuplicateReport,
  group: ReportedGroup,
  { at, entries }: { readonly at: number; readonly entries: ReportShown['entries'] },
): KnownBlock[] {
  const { ids, why, answer } = group;
  if (answer && answer.say !== 'later') {
    // Nothing is left to decide, so whose they are is not told again.
    const line = `*${at + 1}.* ${safe(ids.join(', '), 2 * ID)}`;
    return [section(line), context(answerLine(answer))];
  }
  const named = ids.slice(0, MOST_ENTRIES).map((one) => entryLine(one, entries.get(one)));
  const more = ids.length - named.length;
  const rest = more > 0 ? [`and ${more} more`] : [];
  const later = answer ? [answerLine(answer)] : [];
  const value = `${id}|${at}`;
  return [
    section([`*${at + 1}.* ${safe(why, 120)}`, ...named, ...rest, ...later].join('\n')),
    actions(
      `duplicates|${value}|${answer?.say ?? ''}`,
      button(ids.length > 2 ? 'Keep All…' : 'Keep Both…', DUPLICATES.keep, value),
      button('Same Job…', DUPLICATES.same, value),
      ...(answer ? [] : [button('Later', DUPLICATES.later, value)]),
    ),
  ];
}

function entryLine(id: string, entry: EntryShown | undefined): string {
  const name = `• ${safe(id, ID)}`;
  if (!entry?.team) return `${name} · gone meanwhile`;
  const whose = entry.owner ? `${mention(entry.owner)}, ` : '';
  const use = entry.use === undefined ? '' : ` · used by ${entry.use}`;
  return `${name} · ${whose}${safe(entry.team, 40)}${use}`;
}

function answerLine({ say, best, because, by, at }: NonNullable<ReportedGroup['answer']>): string {
  const who = `${mention(by)} · ${when(at)}`;
  const why = because ? ` · “${safe(because, 80)}”` : '';
  switch (say) {
    case 'keep':
      return `They stay · ${who}${why}`;
    case 'same':
      return `The same job: go on with ${safe(best ?? '', ID)} · ${who}${why}`;
    case 'later':
      return `Put off · ${who}`;
  }
}

/** What a form is about: the report and the place of its group. */
export interface GroupAsked {
  readonly metadata: string;
  readonly group: ReportedGroup;
}

/** "Keep Both", with a reason for who asks next; it may stay empty. */
export function keepModal({ metadata, group }: GroupAsked): ModalView {
  const asks = {
    title: group.ids.length > 2 ? 'Keep all' : 'Keep both',
    submit: 'Keep',
    callback: DUPLICATES.keepForm,
    metadata,
  };
  return askingModal(asks, [named(group), reason('How do they differ?')]);
}

/** Which one to go on with. */
export function sameModal({ metadata, group }: GroupAsked): ModalView {
  const asks = {
    title: 'The same job',
    submit: 'Remember It',
    callback: DUPLICATES.sameForm,
    metadata,
  };
  const options = group.ids.slice(0, LIMITS.selectOptions).map((id, at) => ({
    text: plain(shown(id, LIMITS.optionText), LIMITS.optionText),
    value: `${at}`,
  }));
  return askingModal(asks, [
    named(group),
    {
      type: 'input',
      block_id: DUPLICATES.best,
      label: plain('Which one should people go on with?', LIMITS.inputLabel),
      element: { type: 'static_select', action_id: 'value', options },
    },
    reason('What should happen with the others?'),
  ]);
}

function named({ ids }: ReportedGroup): KnownBlock {
  const lines = ids.slice(0, 20).map((id) => `• ${safe(id, ID)}`);
  const more = ids.length - lines.length;
  return section([...lines, ...(more > 0 ? [`and ${more} more`] : [])].join('\n'));
}

function reason(label: string): KnownBlock {
  return {
    type: 'input',
    block_id: DUPLICATES.reason,
    optional: true,
    label: plain(label, LIMITS.inputLabel),
    hint: plain('Kept with the answer, for whoever asks next.', LIMITS.inputHint),
    element: { type: 'plain_text_input', action_id: 'value', multiline: true, max_length: 500 },
  };
}
