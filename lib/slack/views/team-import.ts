import type { ModalView } from '@slack/types';
import { count } from '../../core/count.ts';
import type { RowProblem } from '../../core/estate-cell.ts';
import { LIMITS } from '../limits.ts';
import { askingModal, context, section, tellingModal } from './parts.ts';
import { textInput } from './settings-inputs.ts';
import { TEAM, TEAM_FIELD } from './team-ids.ts';
import { safe } from './text.ts';

const TITLE = 'Import teams';
const MOST_LINES = 15;

/** The text as it is pasted. What does not fit is for the command line. */
export function pasteForm(): ModalView {
  return askingModal({ title: TITLE, submit: 'Preview', callback: TEAM.pasteForm, metadata: '' }, [
    section(
      'Paste a table with the columns `id`, `name`, `lead`, `backup`, `channel` and `members`. People are Slack ids or e-mail addresses, parted by spaces or `|`; a channel is its id (C…). Nothing is changed before you have seen a preview.',
    ),
    textInput({
      block: TEAM_FIELD.rows,
      label: 'Table',
      lines: true,
      hint: `At most ${LIMITS.privateMetadata} characters. For more, use: yardmaster team import FILE`,
    }),
  ]);
}

export interface ImportPreview {
  /** What was pasted. */
  readonly text: string;
  readonly rows: number;
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly problems: readonly RowProblem[];
}

/** What would become of it. Rows that are refused keep the others from nothing. */
export function previewForm(preview: ImportPreview): ModalView {
  const { created, changed, text } = preview;
  const blocks = [section(tally(preview)), ...problemLines(preview.problems)];
  if (created + changed === 0) return tellingModal(TITLE, blocks, 'Close');
  const submit = created + changed === 1 ? 'Import 1 Team' : `Import ${created + changed} Teams`;
  return askingModal({ title: TITLE, submit, callback: TEAM.importForm, metadata: text }, blocks);
}

export function importedModal(preview: ImportPreview): ModalView {
  return tellingModal(TITLE, [
    section(`*Done.* ${tally(preview)}`),
    ...problemLines(preview.problems),
  ]);
}

function tally({ rows, created, changed, unchanged, problems }: ImportPreview): string {
  const bad = new Set(problems.map((one) => one.row)).size;
  return `${count(rows, 'row')}: ${created} new, ${changed} changed, ${unchanged} as they are, ${bad} not taken.`;
}

function problemLines(problems: readonly RowProblem[]) {
  if (problems.length === 0) return [];
  const lines = problems
    .slice(0, MOST_LINES)
    .map(({ row, field, message }) => `Line ${row}, ${safe(field, 20)}: ${safe(message, 150)}`);
  const more = problems.length - MOST_LINES;
  return [
    section(lines.map((line) => `:warning: ${line}`).join('\n')),
    ...(more > 0 ? [context(`And ${more} more.`)] : []),
  ];
}
