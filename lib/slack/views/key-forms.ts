import type { InputBlock, ModalView, PlainTextOption } from '@slack/types';
import type { Team } from '../../core/people.ts';
import { DEFAULT_OVERLAP, OVERLAPS, type Overlap } from '../../core/rotation.ts';
import { LIMITS } from '../limits.ts';
import { askingModal, plain, section } from './parts.ts';
import { safe, shown } from './text.ts';

export const ROTATE = { callback: 'key_overlap', overlap: 'overlap', value: 'value' } as const;
export const NEW_CI = { callback: 'ci_new', id: 'id', team: 'team', value: 'value' } as const;

/** In plain words, for choosing. */
const LABELS: Readonly<Record<Overlap, string>> = {
  'at-once': 'At once',
  '1-hour': '1 hour later',
  '24-hours': '24 hours later',
  '7-days': '7 days later',
};

/** "Rotation choice asked when a key is in force." `of`: `workflow/<id>` or `identity/<id>`. */
export function rotateModal(of: string): ModalView {
  const ask = { title: 'New key', submit: 'Get Code', callback: ROTATE.callback, metadata: of };
  const options = OVERLAPS.map(overlapOption);
  const name = of.slice(of.indexOf('/') + 1);
  return askingModal(ask, [
    section(`*${safe(name, 80)}* has a key. A new one takes its place once it is claimed.`),
    {
      type: 'input',
      block_id: ROTATE.overlap,
      label: plain('When does the older key stop?', LIMITS.inputLabel),
      hint: plain('Counted from the moment the new key is claimed.', LIMITS.inputHint),
      element: {
        type: 'radio_buttons',
        action_id: ROTATE.value,
        options,
        initial_option: overlapOption(DEFAULT_OVERLAP),
      },
    },
  ]);
}

function overlapOption(overlap: Overlap): PlainTextOption {
  return { text: plain(LABELS[overlap], LIMITS.optionText), value: overlap };
}

/** A new CI identity of one of these teams. */
export function newCiModal(teams: readonly Team[]): ModalView {
  const ask = {
    title: 'New CI identity',
    submit: 'Create',
    callback: NEW_CI.callback,
    metadata: '',
  };
  return askingModal(ask, [
    section('A CI identity registers and checks the manifests of one team.'),
    nameInput(),
    teamInput(teams),
  ]);
}

function nameInput(): InputBlock {
  return {
    type: 'input',
    block_id: NEW_CI.id,
    label: plain('Name', LIMITS.inputLabel),
    hint: plain('Lower-case letters, digits and hyphens.', LIMITS.inputHint),
    element: {
      type: 'plain_text_input',
      action_id: NEW_CI.value,
      max_length: 60,
      placeholder: plain('ci-support-main', LIMITS.placeholder),
    },
  };
}

function teamInput(teams: readonly Team[]): InputBlock {
  const options = teams.slice(0, LIMITS.selectOptions).map(({ id, name }) => ({
    text: plain(shown(name, LIMITS.optionText), LIMITS.optionText),
    value: id,
  }));
  const [first] = options;
  return {
    type: 'input',
    block_id: NEW_CI.team,
    label: plain('Team', LIMITS.inputLabel),
    element: {
      type: 'static_select',
      action_id: NEW_CI.value,
      options,
      ...(first ? { initial_option: first } : {}),
    },
  };
}
