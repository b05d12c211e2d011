import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import type { AccessRequest, Offered } from '../../core/access.ts';
import type { AccessFact } from '../../core/access-facts.ts';
import type { Want } from '../../core/grant.ts';
import { LIMITS } from '../limits.ts';
import { accessLine, factText, wantsText } from './access-card.ts';
import { ACCESS, ACCESS_FIELD, MOST_CONNECTORS } from './access-ids.ts';
import { severalInput } from './edit-inputs.ts';
import {
  actions,
  askingModal,
  boldLine,
  button,
  context,
  plain,
  section,
  tellingModal,
  upTo,
} from './parts.ts';
import { lines } from './revision-card.ts';
import { safe, shown } from './text.ts';

export interface AskShown {
  readonly workflow: string;
  /** What may be asked for. */
  readonly askable: readonly Offered[];
  readonly facts: readonly AccessFact[];
  readonly advisory: readonly string[];
  /** What is chosen already: access that ends soon. */
  readonly chosen?: readonly Want[] | undefined;
  /** Whoever asks is of the platform too. */
  readonly mayTakeBack?: boolean;
  /** What waits for the platform already. */
  readonly waiting?: readonly (Want & { readonly request: string })[] | undefined;
}

/** "Connector among its pins, scopes among the connector's": chosen, and nothing is typed but the reason. */
export function askModal(ask: AskShown): ModalView {
  const { workflow, askable, facts, advisory, chosen = [] } = ask;
  const first = askable.slice(0, MOST_CONNECTORS);
  if (first.length === 0) return nothingModal(ask);
  const asks = {
    title: 'Ask for access',
    submit: 'Ask',
    callback: ACCESS.askForm,
    metadata: workflow,
  };
  const told = facts.filter(({ connector }) => first.some((one) => one.connector === connector));
  return askingModal(asks, [
    boldLine(workflow, 200),
    ...first.flatMap((offered, n) => scopesInput(offered, n, chosen)),
    ...(told.length > 0
      ? [
          context('*What each lets happen*'),
          lines(told.map((one) => ({ field: '', say: factText(one) }))),
        ]
      : []),
    ...advisory.slice(0, 3).map((say) => section(`:warning: ${safe(say, 600)}`)),
    reasonInput('What is it for?', 'The platform team decides on this.', false),
    untilInput('Until when?', 'The last day it is needed. Leave it empty for no end.', undefined),
    context('What the baseline gives to everybody is given at once.'),
    ...waitingLines(ask),
    ...takeBackButton(ask),
  ]);
}

function scopesInput(
  { connector, scopes }: Offered,
  n: number,
  chosen: readonly Want[],
): KnownBlock[] {
  const words = {
    label: `Access through ${shown(connector, 80)}`,
    hint: 'Choose as little as it needs.',
  };
  const mine = chosen.filter((want) => want.connector === connector).map((want) => want.scope);
  const names = { names: scopes, chosen: mine.filter((scope) => scopes.includes(scope)) };
  return severalInput(`${ACCESS_FIELD.scopes}${n}`, words, names);
}

function nothingModal(ask: AskShown): ModalView {
  return tellingModal('Ask for access', [
    boldLine(ask.workflow, 200),
    section(
      'There is nothing to ask for: it has all that its connectors offer, or it waits for the platform already.',
    ),
    ...waitingLines(ask),
    ...takeBackButton(ask),
  ]);
}

/** Each request that waits, with a button for its team to take it back. */
function waitingLines({ waiting = [] }: AskShown): KnownBlock[] {
  const ids = [...new Set(waiting.map((one) => one.request))];
  return upTo(ids, 5, (id) => {
    const wants = waiting.filter((one) => one.request === id);
    return [
      context(`Waits for the platform: ${safe(wantsText(wants), 800)}`),
      actions(`access-waits|${id}`, button('Withdraw', ACCESS.withdraw, id)),
    ];
  });
}

function takeBackButton({ workflow, mayTakeBack = false }: AskShown): KnownBlock[] {
  if (!mayTakeBack) return [];
  return [actions(`access-back|${workflow}`, button('Take Back…', ACCESS.takeBack, workflow))];
}

/** Less than was asked for, with a reason; and until when. */
export function narrowModal(request: AccessRequest, until: string | undefined): ModalView {
  const asks = {
    title: 'Narrow access',
    submit: 'Grant',
    callback: ACCESS.narrowForm,
    metadata: request.id,
  };
  const words = { label: 'What it gets', hint: 'Nothing chosen refuses all of it.' };
  const names = wantTexts(request.wants);
  return askingModal(asks, [
    boldLine(accessLine(request)),
    ...severalInput(`${ACCESS_FIELD.scopes}0`, words, { names, chosen: names }),
    untilInput('Until when?', 'The last day it counts. Leave it empty for no end.', until),
    reasonInput('Why not all of it?', 'The team reads this. Needed when you take any away.', true),
  ]);
}

/** How a scope of a connector stands among others to be chosen. */
export function wantTexts(wants: readonly Want[]): string[] {
  return wants.map(({ connector, scope }) => `${connector}: ${scope}`);
}

/** "Every no says why." */
export function refuseAccessModal(request: AccessRequest): ModalView {
  const asks = {
    title: 'Refuse access',
    submit: 'Refuse',
    callback: ACCESS.refuseForm,
    metadata: request.id,
  };
  return askingModal(asks, [
    boldLine(accessLine(request)),
    reasonInput('Why?', 'Whoever asked reads this.', false),
  ]);
}

/** Access that a workflow has, to be taken back by the platform. */
export function takeBackModal(workflow: string, held: readonly Want[]): ModalView {
  if (held.length === 0) {
    return tellingModal('Take access back', [
      boldLine(workflow, 200),
      section('It has no access that could be taken back.'),
    ]);
  }
  const asks = {
    title: 'Take access back',
    submit: 'Take Back',
    callback: ACCESS.takeForm,
    metadata: workflow,
  };
  const words = {
    label: 'What it loses',
    hint: 'It counts no more from the very next request on.',
  };
  const names = wantTexts(held);
  return askingModal(asks, [
    boldLine(workflow, 200),
    ...severalInput(`${ACCESS_FIELD.scopes}0`, words, { names, chosen: [] }),
    reasonInput('Why?', 'Its owner reads this.', false),
  ]);
}

function reasonInput(label: string, hint: string, optional: boolean): InputBlock {
  return {
    type: 'input',
    block_id: ACCESS_FIELD.reason,
    optional,
    label: plain(label, LIMITS.inputLabel),
    hint: plain(hint, LIMITS.inputHint),
    element: { type: 'plain_text_input', action_id: 'value', multiline: true, max_length: 1000 },
  };
}

function untilInput(label: string, hint: string, day: string | undefined): InputBlock {
  return {
    type: 'input',
    block_id: ACCESS_FIELD.until,
    optional: true,
    label: plain(label, LIMITS.inputLabel),
    hint: plain(hint, LIMITS.inputHint),
    element: { type: 'datepicker', action_id: 'value', ...(day ? { initial_date: day } : {}) },
  };
}
