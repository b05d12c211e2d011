import type { ModalView } from '@slack/types';
import type { Workflow } from '../../core/workflow.ts';
import {
  askingModal,
  boldLine,
  context,
  fallback,
  type Message,
  quote,
  section,
  tellingModal,
} from './parts.ts';
import { NOTHING, stillWorking, type Works } from './pause.ts';
import { mention, safe, when } from './text.ts';
import { typedInput } from './typed-input.ts';
import { workflowPicker } from './workflow-picker.ts';

/** Forms and buttons of retiring. They never change their meaning. */
export const RETIRE = {
  pick: 'retire_pick',
  form: 'retire_form',
  open: 'retire_open',
  reason: 'reason',
} as const;

/** The word without a name: which one? */
export function retirePicker(workflows: readonly Workflow[], command: string): ModalView {
  return workflowPicker(
    {
      ...{ title: 'Retire', callback: RETIRE.pick, metadata: '' },
      none: 'You have no AI workflow that could be retired.',
      typed: `${command} retire`,
    },
    workflows,
  );
}

const UNDO =
  'To undo it, a member of its team registers it anew. It then asks for its access again and gets new keys.';

/** Why, and what ends: the form is the confirmation. */
export function retireForm({ id, home }: Pick<Workflow, 'id' | 'home'>): ModalView {
  const ask = { title: 'Retire', submit: 'Retire', callback: RETIRE.form, metadata: id };
  const how = home === 'slack' ? 'Here that is done with Edit.' : 'CI alone cannot do that.';
  return askingModal(ask, [
    boldLine(id),
    section(
      'Its keys, its webhook and its access end at once, and so does what it asked for. Credentials that are out already end within 15 minutes. Its log and its revisions stay.',
    ),
    typedInput(RETIRE.reason, 'Why?', 'Whoever looks for it later reads this.', {
      max: 500,
      multiline: true,
    }),
    context(UNDO, how),
  ]);
}

/** What became of it, for whoever pressed, with what does not end. */
export function retireDone({ id }: Pick<Workflow, 'id'>, works: Works = NOTHING): ModalView {
  const text = `*${safe(id, 80)}* is retired. It has no keys, no access and no webhook any more.`;
  return tellingModal('Retired', [section(text), ...stillWorking(works), context(UNDO)]);
}

/** What the owner is told where somebody else did it. */
export function retiredMessage({ id, retired }: Workflow, works: Works = NOTHING): Message {
  const line = `Your AI workflow ${id} was retired.`;
  return {
    text: fallback(line),
    blocks: [
      section(`*${safe(line, 200)}* It has no keys, no access and no webhook any more.`),
      ...stillWorking(works),
      ...(retired ? [context(retiredLine(retired)), quote(retired.reason, 500)] : []),
      context(UNDO),
    ],
  };
}

/** Who retired it, and when. */
export function retiredLine({ by, at }: NonNullable<Workflow['retired']>): string {
  return `Retired by ${mention(by)} · ${when(at)}`;
}
