import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { LIMITS, shorten } from '../limits.ts';
import { CALLBACK } from './ids.ts';
import { askingModal, context, plain, section, tellingModal } from './parts.ts';
import { safe, shown } from './text.ts';

/** Longest need: with what was shown it fits the 3,000 characters that a modal carries along. */
export const NEED_LIMIT = 800;

export const NEED = { need: 'need', workflow: 'workflow', team: 'team', value: 'value' } as const;

export interface NeedStep {
  readonly metadata: string;
  readonly teams: readonly { readonly id: string; readonly name: string }[];
  readonly need: string;
  /** Suggested from the need; may be empty. */
  readonly workflow: string;
  readonly team?: string | undefined;
  /** The catalog entry that "Use This" was pressed on. */
  readonly component?: string | undefined;
  /** Why the last try did not work, one sentence each. */
  readonly problems?: readonly string[];
}

const TITLE = 'Request an AI workflow';

/** Step 1: "A request starts with the need in plain words." */
export function needModal(step: NeedStep): ModalView {
  if (step.teams.length === 0) return noTeamModal();
  return askingModal(
    { title: TITLE, submit: 'Show Matches', callback: CALLBACK.need, metadata: step.metadata },
    [...notes(step), needInput(step.need), nameInput(step.workflow), teamInput(step)],
  );
}

function noTeamModal(): ModalView {
  return tellingModal(TITLE, [
    section('*You are in no team yet.*'),
    section('Every AI workflow belongs to a team. Ask your lead or a platform admin to add you.'),
  ]);
}

function notes({ component, problems = [] }: NeedStep): KnownBlock[] {
  const said = problems.slice(0, 10).map((one) => section(`:warning: ${safe(one, 500)}`));
  return component ? [...said, context(`You chose *${safe(component, 100)}*.`)] : said;
}

function needInput(need: string): InputBlock {
  const initial = shorten(need, NEED_LIMIT);
  return {
    type: 'input',
    block_id: NEED.need,
    label: plain('What should it do?', LIMITS.inputLabel),
    hint: plain('One or two sentences in your own words.', LIMITS.inputHint),
    element: {
      type: 'plain_text_input',
      action_id: NEED.value,
      multiline: true,
      max_length: NEED_LIMIT,
      placeholder: plain('Draft replies to support tickets in our tone', LIMITS.placeholder),
      ...(initial ? { initial_value: initial } : {}),
    },
  };
}

function nameInput(workflow: string): InputBlock {
  return {
    type: 'input',
    block_id: NEED.workflow,
    optional: true,
    label: plain('Name', LIMITS.inputLabel),
    hint: plain(
      'Lower-case letters, digits and hyphens. Left empty, it is made from what it should do.',
      LIMITS.inputHint,
    ),
    element: {
      type: 'plain_text_input',
      action_id: NEED.value,
      max_length: 80,
      ...(workflow ? { initial_value: workflow } : {}),
    },
  };
}

function teamInput({ teams, team }: NeedStep): InputBlock {
  const options = teams.slice(0, LIMITS.selectOptions).map(teamOption);
  const chosen = options.find((one) => one.value === team) ?? options[0];
  return {
    type: 'input',
    block_id: NEED.team,
    label: plain('Team that will own it', LIMITS.inputLabel),
    element: {
      type: 'static_select',
      action_id: NEED.value,
      options,
      ...(chosen ? { initial_option: chosen } : {}),
    },
  };
}

function teamOption(team: { id: string; name: string }): PlainTextOption {
  return { text: plain(shown(team.name, LIMITS.optionText), LIMITS.optionText), value: team.id };
}
