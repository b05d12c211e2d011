import type { InputBlock, KnownBlock, ModalView, PlainTextInput } from '@slack/types';
import type { Discovered } from '../../core/discovered.ts';
import type { Team } from '../../core/people.ts';
import { LIMITS, shorten } from '../limits.ts';
import { askingModal, boldLine, context, plain, section, tellingModal } from './parts.ts';
import { mention, safe, shown } from './text.ts';

export const PASS = { callback: 'claim_pass', person: 'person', value: 'value' } as const;
export const ASSIGN = { callback: 'claim_choose', person: 'person', value: 'value' } as const;
export const FINISH = {
  callback: 'claim_finished',
  team: 'team',
  purpose: 'purpose',
  systems: 'systems',
  pins: 'pins',
  value: 'value',
} as const;

/** Not Mine: "asks who (optional)". */
export function passModal(entry: Discovered, metadata: string): ModalView {
  const ask = { title: 'Not mine', submit: 'Pass It On', callback: PASS.callback, metadata };
  const next = entry.team
    ? `Leave it empty and the lead of ${entry.team} is asked, then the platform team.`
    : 'Leave it empty and the platform team is asked.';
  return askingModal(ask, [boldLine(entry.title), personInput('Whose is it?', next, true)]);
}

/** Choose Owner. */
export function assignModal(entry: Discovered): ModalView {
  const metadata = entry.id;
  const ask = { title: 'Choose owner', submit: 'Ask Them', callback: ASSIGN.callback, metadata };
  const hint = 'They get a message with Mine, Not Mine and Gone.';
  return askingModal(ask, [boldLine(entry.title), personInput('Who answers for it?', hint, false)]);
}

function personInput(label: string, hint: string, optional: boolean): InputBlock {
  return {
    type: 'input',
    block_id: PASS.person,
    optional,
    label: plain(label, LIMITS.inputLabel),
    hint: plain(hint, LIMITS.inputHint),
    element: { type: 'users_select', action_id: PASS.value },
  };
}

/** Who is asked now; nobody in particular means the platform. */
export function passedModal(entry: Discovered): ModalView {
  const to = entry.owner ? mention(entry.owner) : 'The platform team';
  const text = `${to} is asked about *${safe(entry.title, 100)}* now.`;
  return tellingModal('Passed on', [section(text)]);
}

const MOST_TEAMS = 100;

/** What is missing before a claimed workflow can be registered, without JSON. */
export function finishModal(
  entry: Discovered,
  teams: readonly Team[],
  problems: readonly string[] = [],
): ModalView {
  const ask = {
    title: 'Finish and register',
    submit: 'Register',
    callback: FINISH.callback,
    metadata: entry.id,
  };
  return askingModal(ask, [
    boldLine(entry.title),
    ...problems.slice(0, 5).map((problem) => section(`:warning: ${safe(problem, 400)}`)),
    teamInput(entry, teams),
    textInput('purpose', 'What does it do?', entry.purpose, { max_length: 500 }),
    textInput('systems', 'Which systems does it touch?', entry.systems.join('\n'), {
      multiline: true,
      max_length: 2500,
    }),
    textInput('pins', 'Which components does it use?', pinLines(entry), {
      multiline: true,
      max_length: LIMITS.textInput,
    }),
    context('One component a line, with its version: connector/crm-readonly@1.4.x'),
  ]);
}

function pinLines({ pins }: Discovered): string {
  return pins.map(({ kind, name, range }) => `${kind}/${name}@${range ?? ''}`).join('\n');
}

function teamInput(entry: Discovered, teams: readonly Team[]): KnownBlock {
  const options = teams.slice(0, MOST_TEAMS).map((team) => ({
    text: plain(shown(team.name, LIMITS.optionText), LIMITS.optionText),
    value: shorten(team.id, LIMITS.optionValue),
  }));
  const chosen = options.find((option) => option.value === entry.team) ?? options[0];
  return {
    type: 'input',
    block_id: FINISH.team,
    label: plain('Which team owns it?', LIMITS.inputLabel),
    element: {
      type: 'static_select',
      action_id: FINISH.value,
      options,
      ...(chosen ? { initial_option: chosen } : {}),
    },
  };
}

function textInput(
  block: 'purpose' | 'systems' | 'pins',
  label: string,
  before: string,
  how: Pick<PlainTextInput, 'multiline' | 'max_length'>,
): KnownBlock {
  const value = shorten(before.toWellFormed(), how.max_length ?? LIMITS.textInput);
  return {
    type: 'input',
    block_id: FINISH[block],
    optional: block !== 'pins',
    label: plain(label, LIMITS.inputLabel),
    element: {
      type: 'plain_text_input',
      action_id: FINISH.value,
      ...how,
      ...(value ? { initial_value: value } : {}),
    },
  };
}

/** Somebody in no team cannot register anything. */
export function noTeamModal(): ModalView {
  return tellingModal('Finish and register', [
    section('You are in no team yet, and a workflow belongs to a team. Ask your lead to add you.'),
  ]);
}
