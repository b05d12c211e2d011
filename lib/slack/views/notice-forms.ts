import type { KnownBlock, ModalView } from '@slack/types';
import { count } from '../../core/count.ts';
import { MOST_WHAT } from '../../core/notice.ts';
import { askingModal, boldLine, context, quote, section } from './parts.ts';
import { safe } from './text.ts';
import { typedInput } from './typed-input.ts';

/** The two forms of a notice, and their fields. They never change their meaning. */
export const NOTICE_FORM = {
  write: 'notice_write',
  send: 'notice_send',
  system: 'system',
  what: 'what',
  link: 'link',
} as const;

/** First: which system, and what changed. `metadata` carries the notice's id. */
export function noticeForm(system: string, metadata: string): ModalView {
  const ask = {
    title: 'A system changed',
    submit: 'Preview',
    callback: NOTICE_FORM.write,
    metadata,
  };
  return askingModal(ask, [
    typedInput(NOTICE_FORM.system, 'Which system?', 'In any case and with any spaces, like CRM.', {
      initial: system.slice(0, 200),
      max: 200,
    }),
    typedInput(NOTICE_FORM.what, 'What changed?', 'Owners read this as you write it.', {
      max: MOST_WHAT,
      multiline: true,
    }),
    typedInput(
      NOTICE_FORM.link,
      'Where can they read more?',
      'An address with https://, if there is one.',
      {
        max: 1900,
        optional: true,
      },
    ),
  ]);
}

export interface PreviewShown {
  readonly system: string;
  readonly what: string;
  readonly link: string | undefined;
  readonly workflows: number;
  readonly messages: number;
  readonly ownerless: readonly string[];
  readonly discovered: number;
  readonly checked: boolean;
}

const MOST_NAMED = 20;

/** Then: "previews": whom it tells, and whom it cannot tell. Nothing is sent before it is confirmed. */
export function noticePreview(shown: PreviewShown, metadata: string): ModalView {
  const ask = {
    title: 'Before it is sent',
    submit: 'Tell the Owners',
    callback: NOTICE_FORM.send,
    metadata,
  };
  const people = count(shown.messages, 'person gets one message', 'people get one message each');
  const head = `${count(shown.workflows, 'AI workflow')} can touch ${safe(shown.system, 100)}. ${people}.`;
  return askingModal(ask, [
    section(`*${head}*`),
    boldLine('They read:'),
    quote(shown.what, 1200),
    ...(shown.link ? [context(safe(shown.link, 500))] : []),
    ...notes(shown),
  ]);
}

function notes({ ownerless, discovered, checked }: PreviewShown): KnownBlock[] {
  const names = safe(ownerless.slice(0, MOST_NAMED).join(', '), 900);
  const more = ownerless.length > MOST_NAMED ? ` and ${ownerless.length - MOST_NAMED} more` : '';
  const entries = count(discovered, 'entry', 'entries');
  return [
    ...(ownerless.length > 0
      ? [section(`*Nobody is left to tell of:* ${names}${more}. They stay on your card.`)]
      : []),
    ...(discovered > 0
      ? [
          context(
            `${entries} that were discovered and never registered name it too. Nobody is told of them.`,
          ),
        ]
      : []),
    ...(checked
      ? []
      : [
          context(
            'Who has left Slack is checked when it is sent: then the backup or the lead is told.',
          ),
        ]),
  ];
}
