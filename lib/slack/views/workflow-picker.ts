import type { ModalView } from '@slack/types';
import type { Workflow } from '../../core/workflow.ts';
import { LIMITS } from '../limits.ts';
import { askingModal, context, plain, section, tellingModal } from './parts.ts';
import { safe, shown } from './text.ts';

/** The field of a picker. It never changes its meaning. */
export const PICKER = { choice: 'workflow', value: 'value' } as const;

interface Picking {
  readonly title: string;
  readonly callback: string;
  /** Comes back with the choice. */
  readonly metadata: string;
  /** What is said when there is none to choose from. */
  readonly none: string;
  /** What is typed instead, without the name. */
  readonly typed: string;
}

/** A word without a name: which workflow? */
export function workflowPicker(
  { title, callback, metadata, none, typed }: Picking,
  workflows: readonly Pick<Workflow, 'id'>[],
): ModalView {
  if (workflows.length === 0) return tellingModal(title, [section(none)]);
  const options = workflows.slice(0, LIMITS.selectOptions).map(({ id }) => ({
    text: plain(shown(id, LIMITS.optionText), LIMITS.optionText),
    value: id.slice(0, LIMITS.optionValue),
  }));
  const rest = workflows.length - options.length;
  const more = `And ${rest} more: type \`${safe(typed, 60)}\` and the name.`;
  return askingModal({ title, submit: 'Next', callback, metadata }, [
    {
      type: 'input',
      block_id: PICKER.choice,
      label: plain('Which AI workflow?', LIMITS.inputLabel),
      element: { type: 'static_select', action_id: PICKER.value, options },
    },
    ...(rest > 0 ? [context(more)] : []),
  ]);
}
