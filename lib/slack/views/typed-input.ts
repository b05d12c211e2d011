import type { InputBlock } from '@slack/types';
import { LIMITS, shorten } from '../limits.ts';
import { plain } from './parts.ts';

/** The action_id of every field that is typed into: it is read by its block. */
const VALUE = 'value';

/** A text to type, with a hint below it; an optional one may stay empty. */
export function typedInput(
  block: string,
  label: string,
  hint: string,
  field: { initial?: string; max: number; multiline?: boolean; optional?: boolean },
): InputBlock {
  const { initial = '', max, multiline = false, optional = false } = field;
  return {
    type: 'input',
    block_id: block,
    optional,
    label: plain(label, LIMITS.inputLabel),
    hint: plain(hint, LIMITS.inputHint),
    element: {
      type: 'plain_text_input',
      action_id: VALUE,
      multiline,
      max_length: max,
      ...(initial === '' ? {} : { initial_value: shorten(initial, max) }),
    },
  };
}
