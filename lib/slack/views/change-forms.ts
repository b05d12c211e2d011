import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import type { Affected } from '../../core/affected.ts';
import {
  type Announced,
  CHANGE_KINDS,
  type ChangeKind,
  changeWords,
  MOST_DETAIL,
  MOST_TEXT,
} from '../../core/change-proposal.ts';
import { count } from '../../core/count.ts';
import { LIMITS, shorten } from '../limits.ts';
import { askingModal, boldLine, context, plain, quote, section, tellingModal } from './parts.ts';
import { mention, safe } from './text.ts';
import { typedInput } from './typed-input.ts';

/** The two forms of a planned change, and their fields; those are named like what they hold. */
export const CHANGE_FORM = {
  write: 'planned_write',
  send: 'planned_send',
  component: 'component',
  kind: 'kind',
  detail: 'detail',
  range: 'range',
  text: 'text',
  planned: 'planned',
} as const;

const KIND_WORDS: Readonly<Record<ChangeKind, string>> = {
  'new-major': 'I will publish a new major version',
  'remove-scope': 'I will remove a scope',
  'remove-tool': 'I will remove a tool',
  other: 'Something else',
};

/** First: what is planned. `metadata` carries the id that it gets. */
export function changeForm(component: string, metadata: string): ModalView {
  const ask = { title: 'Plan a change', submit: 'Preview', callback: CHANGE_FORM.write, metadata };
  return askingModal(ask, [
    typedInput(CHANGE_FORM.component, 'Which component?', 'Like plugin/reply-drafter.', {
      initial: component,
      max: 200,
    }),
    kindInput(),
    typedInput(
      CHANGE_FORM.detail,
      'Which version, scope or tool?',
      'Like 3.0.0 or crm.tickets.write.',
      {
        max: MOST_DETAIL,
        optional: true,
      },
    ),
    typedInput(
      CHANGE_FORM.range,
      'Which versions are affected?',
      'Like 2.x. Empty: all before the new version, or all there are.',
      { max: 100, optional: true },
    ),
    typedInput(CHANGE_FORM.text, 'What do owners have to do?', 'They read this as you write it.', {
      max: MOST_TEXT,
      multiline: true,
    }),
    {
      type: 'input',
      block_id: CHANGE_FORM.planned,
      label: plain('When?', LIMITS.inputLabel),
      element: { type: 'datepicker', action_id: 'value' },
    },
  ]);
}

function kindInput(): InputBlock {
  const options = CHANGE_KINDS.map((kind) => ({
    text: plain(KIND_WORDS[kind], LIMITS.optionText),
    value: kind,
  }));
  return {
    type: 'input',
    block_id: CHANGE_FORM.kind,
    label: plain('What is planned?', LIMITS.inputLabel),
    element: { type: 'static_select', action_id: 'value', options },
  };
}

export interface ChangePreviewShown {
  readonly said: Announced;
  readonly rows: readonly (Affected & {
    readonly state: { readonly owner: string; readonly team: string };
  })[];
  readonly cut: boolean;
  readonly owners: number;
  readonly ownerless: readonly string[];
  readonly checked: boolean;
  readonly command: string;
}

const MOST_ROWS = 20;

/** Then: who is affected. "Nothing is sent before it is confirmed." */
export function changePreview(shown: ChangePreviewShown, metadata: string): ModalView {
  const { said, rows, owners, cut } = shown;
  const about = said.range === '*' ? said.component : `${said.component} in versions ${said.range}`;
  if (rows.length === 0) {
    return tellingModal('Who is affected', [
      boldLine(changeWords(said)),
      section(`No AI workflow depends on ${safe(about, 250)}. There is nobody to tell.`),
    ]);
  }
  const people = count(owners, 'owner gets one message', 'owners get one message each');
  const over = rows.filter((row) => row.via.length > 0).length;
  const split = over > 0 ? `, ${over} of them over what they pin` : '';
  const depend = rows.length === 1 ? 'depends' : 'depend';
  const blocks = [
    boldLine(changeWords(said)),
    section(
      `*${count(rows.length, 'AI workflow')} ${depend} on ${safe(about, 250)}${split}.* ${people}.`,
    ),
    ...rows.slice(0, MOST_ROWS).map((row) => section(rowText(row))),
    ...notes(shown),
    ...(cut ? [context('There are more than could be followed. Those are not told.')] : []),
    section('*They read:*'),
    quote(said.text),
  ];
  if (owners === 0) return tellingModal('Who is affected', blocks);
  const submit = shorten(`Tell ${owners} Owner${owners === 1 ? '' : 's'}`, LIMITS.modalSubmit);
  const ask = { title: 'Who is affected', submit, callback: CHANGE_FORM.send, metadata };
  return askingModal(ask, blocks);
}

function rowText({ workflow, version, component, via, state }: ChangePreviewShown['rows'][number]) {
  const over = via.length > 0 ? ` over ${safe(via.join(' → '), 200)}` : '';
  const pinned = `${safe(component, 100)} ${safe(version, 60)}`;
  return `*${safe(workflow, 80)}* · ${pinned}${over} · ${mention(state.owner)}, ${safe(state.team, 60)}`;
}

function notes({ rows, said, ownerless, checked, command }: ChangePreviewShown): KnownBlock[] {
  const more = rows.length - MOST_ROWS;
  const all = `And ${more} more: \`${safe(command, 40)} who ${safe(said.component, 100)}\` shows all.`;
  const names = safe(ownerless.slice(0, MOST_ROWS).join(', '), 900);
  return [
    ...(more > 0 ? [context(all)] : []),
    ...(ownerless.length > 0
      ? [section(`*Nobody is left to tell of ${count(ownerless.length, 'AI workflow')}:* ${names}`)]
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
