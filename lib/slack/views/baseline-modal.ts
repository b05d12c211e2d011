import type { KnownBlock, ModalView } from '@slack/types';
import type { Rules } from '../../core/baseline.ts';
import { count } from '../../core/count.ts';
import { BASELINE, PART_TITLES, teamLines } from './baseline.ts';
import {
  modeInput,
  type Part,
  type TeamsChosen,
  teamInputs,
  valueInputs,
} from './baseline-inputs.ts';
import { type FoundCounts, foundBlock, teamCounts } from './findings.ts';
import { askingModal, context, divider, section, tellingModal } from './parts.ts';

/** What a change would bring, as the registry says. */
export interface PreviewShown extends FoundCounts {
  readonly workflows: number;
}

export interface BaselineForm {
  readonly part: Part;
  /** The rules as they are, or as they were just filled in. */
  readonly rules: Rules;
  readonly teams: readonly { readonly id: string; readonly name: string }[];
  /** What was filled in for some teams; at first nobody, from today on. */
  readonly chosen: TeamsChosen;
  readonly metadata: string;
  /** Absent until it was asked for. */
  readonly preview?: PreviewShown;
}

/** One rule's form. Its first submission previews, its second proposes what was previewed. */
export function baselineModal(form: BaselineForm): ModalView {
  const { part, rules, teams, chosen, metadata, preview } = form;
  const own = part === 'pre-granted-scopes' ? [] : teamLines(rules, part);
  return askingModal(
    {
      title: 'Change the baseline',
      submit: preview ? 'Propose' : 'Preview',
      callback: BASELINE.form,
      metadata,
    },
    [
      section(`*${PART_TITLES[part]}*`),
      ...(preview ? [...previewBlocks(preview), divider] : []),
      ...modeInput(rules, part),
      ...valueInputs(rules, part),
      ...(own.length > 0 ? [context(`Different for some teams: ${own.join(' · ')}`)] : []),
      ...(part === 'pre-granted-scopes' ? [] : teamInputs(teams, chosen)),
    ],
  );
}

const MOST_SHOWN = 10;

/** "Who would break: number, teams, first 10 workflows with owner and what to write." */
function previewBlocks(preview: PreviewShown): KnownBlock[] {
  const { workflows, enforced, observed, items } = preview;
  const all = count(workflows, 'registered AI workflow');
  const found = enforced + observed;
  if (found === 0) return [section(`*Of ${all}, none would break.* Nobody has to do anything.`)];
  const told = observed > 0 ? ` ${observed} more would only be told.` : '';
  const head = `*Of ${all}, ${enforced} would break.*${told}`;
  const more = found - Math.min(items.length, MOST_SHOWN);
  return [
    section(`${head}\n${teamCounts(preview.teams)}.`),
    ...items.slice(0, MOST_SHOWN).map((one) => foundBlock(one, 2)),
    ...(more > 0 ? [context(`And ${more} more.`)] : []),
  ];
}

/** What became of a proposal. */
export function proposedModal(state: string): ModalView {
  const [first, then] =
    state === 'flagged'
      ? [
          'It is in force.',
          'You are the only platform admin, so it is flagged until another one countersigns it.',
        ]
      : [
          'It is proposed.',
          'It comes into force when a second platform admin countersigns it. They find it on their App Home; auditors are shown it too.',
        ];
  return tellingModal('Change the baseline', [section(`*${first}*`), section(then)]);
}
