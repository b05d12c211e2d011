import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import type { Proposed } from '../../core/proposed.ts';
import { plainDate } from '../../core/time.ts';
import type { Workflow } from '../../core/workflow.ts';
import { LIMITS } from '../limits.ts';
import { EDIT } from './edit-modal.ts';
import { askingModal, boldLine, context, plain, section, tellingModal, upTo } from './parts.ts';
import { lines, stateLine } from './revision-card.ts';
import { safe, shown, type Told, toldLine } from './text.ts';

export const CHOICE = 'edit_choice';

function choiceInput(label: string, options: readonly PlainTextOption[]): KnownBlock {
  return {
    type: 'input',
    block_id: CHOICE,
    label: plain(label, LIMITS.inputLabel),
    element: { type: 'static_select', action_id: 'value', options: [...options] },
  };
}

/** What is to be done with the one that is chosen. */
interface Picking {
  readonly title: string;
  readonly callback: string;
  readonly word: string;
  /** "There is nothing to …": said where there is none. */
  readonly nothing?: string;
}

const EDITING: Picking = { title: 'Edit AI workflow', callback: EDIT.pick, word: 'edit' };

/** The command without a name: which one? */
export function pickModal(
  workflows: readonly Workflow[],
  command: string,
  { title, callback, word, nothing = `${word} yet` }: Picking = EDITING,
): ModalView {
  if (workflows.length === 0) {
    return tellingModal(title, [
      section(`*There is nothing to ${nothing}.*`),
      section(`Request your first AI workflow with \`${safe(command, 40)} new\`.`),
    ]);
  }
  const options = workflows.slice(0, LIMITS.selectOptions).map(({ id }) => ({
    text: plain(shown(id, LIMITS.optionText), LIMITS.optionText),
    value: id.slice(0, LIMITS.optionValue),
  }));
  const rest = workflows.length - options.length;
  const hint = `And ${rest} more: type \`${safe(command, 40)} ${word}\` and the name.`;
  return askingModal({ title, submit: 'Next', callback, metadata: '' }, [
    choiceInput('Which one?', options),
    ...(rest > 0 ? [context(hint)] : []),
  ]);
}

interface Earlier {
  readonly revision: number;
  readonly at: string;
  /** What going back to it changes. */
  readonly changes: readonly Told[];
}

/** "Go back to revision N": an earlier manifest, registered again. */
export function backModal(workflow: string, earlier: readonly Earlier[]): ModalView {
  const options = earlier.map(({ revision, at }) => ({
    text: plain(`Revision ${revision} of ${plainDate(at)}`, LIMITS.optionText),
    value: String(revision),
  }));
  const asks = { title: 'Go back', submit: 'Go Back', callback: EDIT.goBack, metadata: workflow };
  return askingModal(asks, [
    boldLine(workflow),
    choiceInput('To which revision?', options),
    ...earlier.flatMap(({ revision, changes }) => [
      context(`*Revision ${revision}:* ${changesLine(changes)}.`),
    ]),
    context(
      'Versions go back as well. One that is closed by now is not taken again: the newest open one is.',
    ),
  ]);
}

const MOST_CHANGES = 6;

function changesLine(changes: readonly Told[]): string {
  if (changes.length === 0) return 'the same';
  const more = changes.length - MOST_CHANGES;
  const said = changes.slice(0, MOST_CHANGES).map((one) => toldLine(one, 150));
  return [...said, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

/** "Moved deliberately": what it means is said before. */
export function homeModal({ id, home }: Workflow): ModalView {
  const [to, means] =
    home === 'repo'
      ? [
          'Slack',
          'From then on it is edited here, and what CI registers for it is refused. Take the manifest out of the repository.',
        ]
      : [
          'a repository',
          'From then on CI registers its manifest, and saving it here is refused: this form then gives you patches.',
        ];
  const metadata = `${id}|${home === 'repo' ? 'slack' : 'repo'}`;
  return askingModal(
    { title: 'Move home', submit: 'Move Home', callback: EDIT.moveHome, metadata },
    [section(`Move *${safe(id, 80)}* to ${to}?`), section(means)],
  );
}

/** What became of it: in force, or waiting and for whom. `title`: that of the form before it. */
export function savedModal(
  workflow: Workflow,
  warnings: readonly string[],
  what: 'in-force' | 'unchanged',
  title: string = EDITING.title,
): ModalView {
  const line =
    what === 'in-force'
      ? `Revision ${workflow.revision} is in force.`
      : `Nothing has changed: revision ${workflow.revision} stays in force.`;
  return tellingModal(title, [
    boldLine(workflow.id),
    section(line),
    ...upTo(warnings, 8, (warning) => [section(`:warning: ${safe(warning, 500)}`)]),
  ]);
}

export function proposedModal(
  proposed: Proposed,
  warnings: readonly string[],
  title: string = EDITING.title,
): ModalView {
  return tellingModal(title, [
    boldLine(proposed.workflow),
    section('Your change is proposed and not in force yet, because it'),
    lines(proposed.reasons),
    section(stateLine(proposed)),
    ...upTo(warnings, 5, (warning) => [section(`:warning: ${safe(warning, 500)}`)]),
    context('You get a message here when it is answered.'),
  ]);
}
