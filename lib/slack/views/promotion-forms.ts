import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { slackUserId } from '../../core/people.ts';
import { MOST_TEXT } from '../../core/promotion/proposal.ts';
import type { Promotion } from '../../core/promotion.ts';
import { LIMITS } from '../limits.ts';
import { askingModal, boldLine, context, plain, quote, section, tellingModal } from './parts.ts';
import { type For, promotionCard, promotionLine } from './promotion-card.ts';
import type { PromotionShown } from './promotion-evidence.ts';
import { PROMOTION, PROMOTION_FIELD, roundValue } from './promotion-ids.ts';
import { textInput } from './settings-inputs.ts';
import { choiceInput } from './team-forms.ts';
import { safe } from './text.ts';

/** Which of the team's components: a list to choose from, or its name where there are too many. */
export function pickForm(ids: readonly string[], underWay: readonly Promotion[]): ModalView {
  const ask = { block: PROMOTION_FIELD.component, label: 'What is useful beyond your team?' };
  const busy = underWay.slice(0, 10).map((one) => safe(`${one.component} ${one.version}`, 120));
  return askingModal(
    { title: 'Promote', submit: 'Continue', callback: PROMOTION.pickForm, metadata: '' },
    [
      ids.length <= LIMITS.selectOptions
        ? choiceInput(
            ask,
            ids.map((id) => ({ id, name: id })),
          )
        : textInput({ ...ask, hint: 'Write it like plugin/reply-drafter.' }),
      context(
        'It is reviewed by a platform admin. Once it is shared, the platform team owns it and your team keeps the credit.',
      ),
      ...(busy.length > 0 ? [context(`Under way already: ${busy.join(', ')}`)] : []),
    ],
  );
}

export interface ProposalForm {
  readonly component: string;
  /** Open versions, the newest first. */
  readonly versions: readonly string[];
  /** Blocks and skills need test evidence. */
  readonly proved: boolean;
  readonly filled: {
    readonly version: string;
    readonly license: string;
    readonly evidence: string;
    readonly useful: string;
    readonly builders: readonly string[];
  };
  /** What the reviewer asked for. */
  readonly asked?: string | undefined;
}

/** A proposal, or the same sent again with what was asked for. */
export function proposalForm(form: ProposalForm): ModalView {
  const { component, versions, proved, filled, asked } = form;
  const offered = versions.slice(0, LIMITS.selectOptions).map((id) => ({ id, name: id }));
  return askingModal(
    { title: 'Promote', submit: 'Send', callback: PROMOTION.proposeForm, metadata: component },
    [
      boldLine(component),
      ...(asked ? [context('*Changes asked for*'), quote(asked, 1000)] : []),
      choiceInput({ block: PROMOTION_FIELD.version, label: 'Version' }, offered, filled.version),
      limited(
        {
          block: PROMOTION_FIELD.license,
          label: 'Licence',
          hint: 'Like MIT, or "internal use only".',
        },
        { initial: filled.license, most: MOST_TEXT.license },
      ),
      limited(
        {
          block: PROMOTION_FIELD.useful,
          label: 'Why is it useful beyond your team?',
          lines: true,
        },
        { initial: filled.useful, most: MOST_TEXT.useful },
      ),
      limited(
        {
          block: PROMOTION_FIELD.evidence,
          label: 'Test evidence',
          hint: proved
            ? 'A link, or what was tested in your words. Blocks and skills need it.'
            : 'A link, or what was tested in your words. May stay empty.',
          optional: !proved,
          lines: true,
        },
        { initial: filled.evidence, most: MOST_TEXT.evidence },
      ),
      buildersInput(filled.builders),
    ],
  );
}

function limited(
  ask: Omit<Parameters<typeof textInput>[0], 'initial'>,
  { initial, most }: { initial: string; most: number },
): InputBlock {
  const input = textInput({ ...ask, initial: initial.slice(0, most).toWellFormed() });
  const { element } = input;
  if (element.type !== 'plain_text_input') return input;
  return { ...input, element: { ...element, max_length: most } };
}

function buildersInput(builders: readonly string[]): InputBlock {
  const users = builders.map(slackUserId);
  return {
    type: 'input',
    block_id: PROMOTION_FIELD.builders,
    optional: true,
    label: plain('Who built it', LIMITS.inputLabel),
    hint: plain(
      'Each is asked before being named. You agree by choosing yourself.',
      LIMITS.inputHint,
    ),
    element: {
      type: 'multi_users_select',
      action_id: 'value',
      max_selected_items: 10,
      ...(users.length > 0 ? { initial_users: users } : {}),
    },
  };
}

/** The whole card, to be read and answered on top of where somebody is. */
export function promotionModal(shown: PromotionShown, drawn: For): ModalView {
  return tellingModal('Promotion', promotionCard(shown, drawn).blocks, 'Close');
}

export type Why = 'ask-changes' | 'reject' | 'demote';

const WHY: Readonly<Record<Why, { title: string; submit: string; label: string; hint: string }>> = {
  'ask-changes': {
    title: 'Ask for changes',
    submit: 'Ask for Changes',
    label: 'What should change?',
    hint: 'The team reads this.',
  },
  reject: { title: 'Reject', submit: 'Reject', label: 'Why?', hint: 'The team reads this.' },
  demote: {
    title: 'Take back',
    submit: 'Take Back',
    label: 'Why?',
    hint: 'The team, and everybody who pins it, can read this.',
  },
};

/** Every "no" says why. */
export function whyForm(why: Why, promotion: Promotion): ModalView {
  const { title, submit, label, hint } = WHY[why];
  const metadata = `${why}|${roundValue(promotion)}`;
  const demoted = `It goes back to ${safe(promotion.team, 60)}. Workflows that pin it keep the version they are locked to.`;
  const blocks: KnownBlock[] = [
    boldLine(promotionLine(promotion)),
    ...(why === 'demote' ? [section(demoted)] : []),
    limited(
      { block: PROMOTION_FIELD.reason, label, hint, lines: true },
      { initial: '', most: 1000 },
    ),
  ];
  return askingModal({ title, submit, callback: PROMOTION.reasonForm, metadata }, blocks);
}
