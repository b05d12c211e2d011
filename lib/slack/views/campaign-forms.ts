import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import type { Campaign } from '../../core/campaign.ts';
import type { Target } from '../../core/campaign-targets.ts';
import { MOST_NOTE } from '../../core/campaign-wanted.ts';
import { count } from '../../core/count.ts';
import { LIMITS, shorten } from '../limits.ts';
import { CAMPAIGN_FORM } from './campaign-ids.ts';
import {
  aboutWords,
  factsLine,
  historyLine,
  manageButtons,
  ownerlessBlocks,
  someNames,
  targetLine,
} from './campaign-parts.ts';
import { actions, askingModal, boldLine, context, plain, quote, section } from './parts.ts';
import { safe } from './text.ts';
import { typedInput } from './typed-input.ts';

/** First: what ends, when, and what replaces it. `metadata` carries the id that it gets. */
export function campaignForm(
  { component, range }: { readonly component: string; readonly range: string },
  metadata: string,
): ModalView {
  const ask = {
    title: 'Retire versions',
    submit: 'Preview',
    callback: CAMPAIGN_FORM.write,
    metadata,
  };
  return askingModal(ask, [
    typedInput(CAMPAIGN_FORM.component, 'Which component?', 'Like connector/crm-readonly.', {
      initial: component,
      max: 200,
    }),
    rangeInput(range),
    typedInput(
      CAMPAIGN_FORM.successor,
      'What replaces them?',
      'A published version that stays, like connector/crm-readonly@2.0.1.',
      { max: 200 },
    ),
    typedInput(
      CAMPAIGN_FORM.note,
      'What do owners have to know?',
      'They read this as you write it.',
      { max: MOST_NOTE, multiline: true },
    ),
    {
      type: 'input',
      block_id: CAMPAIGN_FORM.helper,
      label: plain('Who helps?', LIMITS.inputLabel),
      hint: plain('Whoever is stuck is sent to this person.', LIMITS.inputHint),
      element: { type: 'users_select', action_id: 'value' },
    },
    dayInput(CAMPAIGN_FORM.closesOn, 'The first day without new pins'),
    dayInput(CAMPAIGN_FORM.stopsOn, 'The first day without credentials'),
  ]);
}

function rangeInput(range: string): InputBlock {
  return typedInput(CAMPAIGN_FORM.range, 'Which versions end?', 'Like <2.0.0, 1.x or 1.4.0.', {
    initial: range,
    max: 100,
  });
}

function dayInput(block: string, label: string, day?: string): InputBlock {
  return {
    type: 'input',
    block_id: block,
    label: plain(label, LIMITS.inputLabel),
    element: {
      type: 'datepicker',
      action_id: 'value',
      ...(day === undefined ? {} : { initial_date: day }),
    },
  };
}

/** What releasing it would come to. */
export interface CampaignReach {
  readonly versions: readonly string[];
  readonly targets: readonly Target[];
  readonly direct: number;
  readonly messages: number;
  readonly ownerless: readonly string[];
  readonly checked: boolean;
  readonly cut: boolean;
  readonly hints: readonly string[];
}

const MOST_ROWS = 20;

/** Then: who, how many, what each has to write. "Nothing is sent until a named person releases it." */
export function campaignPreview(campaign: Campaign, reach: CampaignReach, now: string): ModalView {
  const { messages, targets, direct } = reach;
  const submit = messages === 0 ? 'Release' : `Release, Tell ${messages}`;
  const ask = {
    title: 'Before it is sent',
    submit: shorten(submit, LIMITS.modalSubmit),
    callback: CAMPAIGN_FORM.release,
    metadata: campaign.id,
    close: 'Keep for Later',
  };
  const over = targets.length - direct;
  const people = count(messages, 'person gets one message', 'people get one message each');
  const users = `${count(direct, 'AI workflow is', 'AI workflows are')} locked to it`;
  const rest = over > 0 ? `, ${over} more over what they pin` : '';
  return askingModal(ask, [
    boldLine(`Retiring ${aboutWords(campaign)}`),
    section(`*${users}${rest}.* ${people}.\nVersions that end: ${someNames(reach.versions)}.`),
    quote(campaign.note, 1000),
    context(factsLine(campaign)),
    ...targets.slice(0, MOST_ROWS).map((one) => section(targetLine(one, campaign))),
    ...notes(reach),
    actions(`campaign|${campaign.id}|draft`, ...manageButtons(campaign, now)),
    context(
      historyLine(campaign),
      'Nobody is told, and nothing is in force, before somebody releases it.',
    ),
  ]);
}

function notes({ targets, ownerless, checked, cut, hints }: CampaignReach): KnownBlock[] {
  const more = targets.length - MOST_ROWS;
  return [
    ...(more > 0 ? [context(`And ${more} more.`)] : []),
    ...ownerlessBlocks(ownerless),
    ...hints.map((hint) => context(safe(hint, 300))),
    ...(cut ? [context('There are more than could be followed. Those are not told.')] : []),
    ...(checked
      ? []
      : [
          context(
            'Who has left Slack is checked when it is sent: then the backup or the lead is told.',
          ),
        ]),
  ];
}

/** Other days. Those that people were told only move later. */
export function moveForm({ id, state, closesOn, stopsOn, ...about }: Campaign): ModalView {
  const ask = {
    title: state === 'draft' ? 'Change the days' : 'Postpone',
    submit: 'Save',
    callback: CAMPAIGN_FORM.moved,
    metadata: id,
  };
  const told = 'Everybody who was told reads the new days in their message. Days only move later.';
  return askingModal(ask, [
    boldLine(aboutWords(about)),
    dayInput(CAMPAIGN_FORM.closesOn, 'The first day without new pins', closesOn),
    dayInput(CAMPAIGN_FORM.stopsOn, 'The first day without credentials', stopsOn),
    context(state === 'draft' ? 'Nobody was told yet.' : told),
  ]);
}

/** Fewer versions. */
export function narrowForm({ id, state, ...about }: Campaign): ModalView {
  const ask = {
    title: 'Narrow',
    submit: 'Save',
    callback: CAMPAIGN_FORM.narrowed,
    metadata: id,
  };
  const told = 'Versions outside it are open again at once, and everybody who was told reads so.';
  return askingModal(ask, [
    boldLine(aboutWords(about)),
    rangeInput(about.range),
    context(state === 'draft' ? 'Nobody was told yet.' : told),
  ]);
}
