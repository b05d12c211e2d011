import type { ModalView } from '@slack/types';
import type { Notify } from '../../core/notify.ts';
import { LIMITS } from '../limits.ts';
import { askingModal, context, plain, section, tellingModal } from './parts.ts';
import { timeInput } from './settings-inputs.ts';
import { safe, shown } from './text.ts';

/** The form and its fields. They never change their meaning. */
export const NOTIFY = {
  form: 'notify_save',
  by: 'by',
  when: 'when',
  from: 'from',
  to: 'to',
  value: 'value',
} as const;

const BY: Readonly<Record<Notify['by'], string>> = {
  both: 'In the channel, then in a direct message',
  channel: 'In the channel only',
  dm: 'In a direct message at once, without a mention',
};
const WHEN = { any: 'At any hour', hours: 'Between the hours below' } as const;

function radio<T extends string>(
  ask: { readonly block: string; readonly label: string; readonly chosen: T },
  words: Readonly<Record<T, string>>,
) {
  const options = Object.entries<string>(words).map(([value, text]) => ({
    value,
    text: plain(text, LIMITS.optionText),
  }));
  const initial = options.find((one) => one.value === ask.chosen);
  return {
    type: 'input' as const,
    block_id: ask.block,
    label: plain(ask.label, LIMITS.inputLabel),
    element: {
      type: 'radio_buttons' as const,
      action_id: NOTIFY.value,
      options,
      ...(initial ? { initial_option: initial } : {}),
    },
  };
}

/** How somebody is asked for decisions. */
export function notificationsModal({ by, hours, timeZone }: Notify): ModalView {
  const ask = { title: 'Notifications', submit: 'Save', callback: NOTIFY.form, metadata: '' };
  return askingModal(ask, [
    section('How I ask you when somebody’s AI workflow needs your decision.'),
    radio({ block: NOTIFY.by, label: 'Where?', chosen: by }, BY),
    radio({ block: NOTIFY.when, label: 'Direct messages', chosen: hours ? 'hours' : 'any' }, WHEN),
    timeInput({ block: NOTIFY.from, label: 'From', initial: hours?.from ?? '08:00' }),
    timeInput({ block: NOTIFY.to, label: 'Until', initial: hours?.to ?? '18:00' }),
    context(
      `Your time zone: ${safe(timeZone, 60)}, as Slack has it. The direct message comes after 15 minutes without a decision.`,
      'Outside your hours it waits, but never past three quarters of the request’s time.',
    ),
  ]);
}

/** What is kept now, in a sentence. */
export function notificationsSaved({ by, hours, timeZone }: Notify): ModalView {
  const where = BY[by].charAt(0).toLowerCase() + BY[by].slice(1);
  const at = hours ? `, from ${hours.from} until ${hours.to} (${shown(timeZone, 60)})` : '';
  const direct = by === 'channel' ? '' : at;
  return tellingModal('Saved', [section(`You are asked ${where}${safe(direct, 120)}.`)]);
}
