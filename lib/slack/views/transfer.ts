import type { Button, KnownBlock, ModalView } from '@slack/types';
import type { Transfer } from '../../core/transfer.ts';
import { LIMITS } from '../limits.ts';
import type { RoomPart } from './home.ts';
import {
  actions,
  askingModal,
  boldLine,
  button,
  context,
  fallback,
  type Message,
  primary,
  section,
  upTo,
} from './parts.ts';
import { textInput } from './settings-inputs.ts';
import { type Choice, choiceInput } from './team-forms.ts';
import { mention, safe, when } from './text.ts';

/** Buttons and forms; they never change their meaning. */
export const TRANSFER = {
  accept: 'transfer_accept',
  refuse: 'transfer_refuse',
  withdraw: 'transfer_withdraw',
  offerForm: 'transfer_offer',
  renameForm: 'component_rename',
} as const;

export const TRANSFER_FIELD = { to: 'transfer_to', name: 'rename_name' } as const;

/** An offer of a component to another team. `drawn`: for which of the two teams. */
export function transferCard(
  transfer: Transfer,
  drawn: { readonly giver: boolean; readonly taker: boolean },
): Message {
  const line = transferLine(transfer);
  return {
    text: fallback(line, stateLine(transfer)),
    blocks: [
      boldLine(line),
      context(`Offered by ${mention(transfer.by)} · ${when(transfer.at)}`, stateLine(transfer)),
      ...buttons(transfer, drawn),
    ],
  };
}

/** Nothing is given before it is accepted. */
function transferLine({ component, from, to, state }: Transfer): string {
  if (state === 'accepted') return `${from} gave ${component} to ${to}`;
  return `${from} ${state === 'open' ? 'offers' : 'offered'} ${component} to ${to}`;
}

function stateLine({ state, end }: Transfer): string {
  const by = end ? ` by ${mention(end.by)} · ${when(end.at)}` : '';
  switch (state) {
    case 'open':
      return 'Waits for the lead of the team that is to own it. Workflows that pin it keep it either way.';
    case 'accepted':
      return `Accepted${by}`;
    case 'refused':
      return `Refused${by}`;
    case 'withdrawn':
      return `Withdrawn${by}`;
  }
}

function buttons(
  { id, state }: Transfer,
  { giver, taker }: { readonly giver: boolean; readonly taker: boolean },
): KnownBlock[] {
  if (state !== 'open') return [];
  const all = [
    ...(taker ? answerPair(id) : []),
    ...(giver ? [button('Withdraw', TRANSFER.withdraw, id)] : []),
  ];
  return all.length > 0 ? [actions(`transfer|${id}`, ...all)] : [];
}

function answerPair(id: string): Button[] {
  return [primary('Accept', TRANSFER.accept, id), button('Refuse', TRANSFER.refuse, id)];
}

/** At most 12 blocks: three offers of three, and how many more there are. */
const MOST = 3;

/** Components that are offered to this person's team, on Home. */
export function transfersPart(waiting: readonly Transfer[]): RoomPart {
  return {
    waiting: upTo(waiting, MOST, (one) => [
      boldLine(transferLine(one), 200),
      context(`Offered by ${mention(one.by)} · ${when(one.at)}`),
      actions(`home-transfer|${one.id}`, ...answerPair(one.id)),
    ]),
    more: [],
  };
}

/** To which team. */
export function offerForm(component: string, teams: readonly Choice[]): ModalView {
  const ask = { block: TRANSFER_FIELD.to, label: 'Give it to' };
  return askingModal(
    { title: 'Transfer', submit: 'Offer', callback: TRANSFER.offerForm, metadata: component },
    [
      boldLine(component),
      section('Their lead accepts. Workflows that pin it keep it.'),
      teams.length <= LIMITS.selectOptions
        ? choiceInput(ask, teams)
        : textInput({ ...ask, hint: 'Write the id of the team.' }),
    ],
  );
}

/** A new name. */
export function renameComponentForm(component: string): ModalView {
  const name = `\`${safe(component, 120)}\``;
  return askingModal(
    { title: 'Rename', submit: 'Rename', callback: TRANSFER.renameForm, metadata: component },
    [
      section(
        `The newest version goes on under the new name. ${name} is closed to new pins and says what it is called now; workflows that pin it keep it. It cannot be undone.`,
      ),
      textInput({
        block: TRANSFER_FIELD.name,
        label: 'New name',
        hint: 'Lower-case letters, digits, hyphens, dots or underscores, like reply-drafter.',
      }),
    ],
  );
}
