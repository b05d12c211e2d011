import type { InputBlock, ModalView } from '@slack/types';
import { LIMITS } from '../limits.ts';
import { askingModal, context, plain } from './parts.ts';

/** The buttons below a log, its form and the form's fields. They never change their meaning. */
export const LOG = {
  older: 'log_older',
  choose: 'log_choose',
  form: 'log_form',
  subject: 'subject',
  kind: 'kind',
  actor: 'actor',
  from: 'from',
  to: 'to',
} as const;

/** What the log shows and from where on: what buttons and form carry. */
export interface LogChosen {
  readonly subject: string;
  readonly kind?: string | undefined;
  readonly actor?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly after?: string | undefined;
}

/** Which entries of the log to show. */
export function logForm({ subject, kind, actor, from, to }: LogChosen): ModalView {
  const user = actor && /^[UW][A-Z0-9]+$/.test(actor) ? { initial_user: actor } : {};
  return askingModal(
    { title: 'Choose entries', submit: 'Show', callback: LOG.form, metadata: '' },
    [
      typed(LOG.subject, 'Of', { initial: subject, optional: false }),
      typed(LOG.kind, 'Only entries of this kind', { initial: kind, optional: true }),
      {
        type: 'input',
        block_id: LOG.actor,
        optional: true,
        label: plain('Only what this person did', LIMITS.inputLabel),
        element: { type: 'users_select', action_id: 'value', ...user },
      },
      day(LOG.from, 'From this day on', from),
      day(LOG.to, 'Up to this day, and with it', to),
      context(
        'Write a workflow’s name, or `approval/` and its id. Kinds are those that the log names, such as `approval.decided`, or their beginning: `approval`, `agent`.',
      ),
    ],
  );
}

function typed(
  block: string,
  label: string,
  { initial, optional }: { readonly initial: string | undefined; readonly optional: boolean },
): InputBlock {
  return {
    type: 'input',
    block_id: block,
    optional,
    label: plain(label, LIMITS.inputLabel),
    element: {
      type: 'plain_text_input',
      action_id: 'value',
      max_length: 200,
      ...(initial ? { initial_value: initial.slice(0, 200) } : {}),
    },
  };
}

function day(block: string, label: string, initial: string | undefined): InputBlock {
  const first = initial && /^\d{4}-\d\d-\d\d$/.test(initial) ? { initial_date: initial } : {};
  return {
    type: 'input',
    block_id: block,
    optional: true,
    label: plain(label, LIMITS.inputLabel),
    element: { type: 'datepicker', action_id: 'value', ...first },
  };
}
