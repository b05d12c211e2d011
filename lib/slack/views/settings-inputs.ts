import type { InputBlock } from '@slack/types';
import { LIMITS, shorten } from '../limits.ts';
import { plain } from './parts.ts';

/** An input's block is what its answer is read by; the element inside is always called this. */
const VALUE = 'value';

interface Ask {
  readonly block: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
}

function input({ block, label, hint, optional }: Ask, element: InputBlock['element']): InputBlock {
  return {
    type: 'input',
    block_id: block,
    label: plain(label, LIMITS.inputLabel),
    ...(hint ? { hint: plain(hint, LIMITS.inputHint) } : {}),
    ...(optional ? { optional: true } : {}),
    element,
  };
}

/** Typed text. What is set already is filled in as far as Slack takes it. */
export function textInput(ask: Ask & { initial?: string; lines?: boolean }): InputBlock {
  const initial = shorten(ask.initial ?? '', LIMITS.textInput);
  return input(ask, {
    type: 'plain_text_input',
    action_id: VALUE,
    ...(ask.lines ? { multiline: true } : {}),
    ...(initial ? { initial_value: initial } : {}),
  });
}

export function numberInput(ask: Ask & { initial: number; least: number; most: number }) {
  return input(ask, {
    type: 'number_input',
    action_id: VALUE,
    is_decimal_allowed: false,
    initial_value: String(ask.initial),
    min_value: String(ask.least),
    max_value: String(ask.most),
  });
}

/** A channel of the organisation's own: cards name people and settings, which others must not read. */
export function channelInput(ask: Ask & { initial?: string }): InputBlock {
  return input(ask, {
    type: 'conversations_select',
    action_id: VALUE,
    filter: { include: ['public', 'private'], exclude_external_shared_channels: true },
    ...(ask.initial ? { initial_conversation: ask.initial } : {}),
  });
}

export function personInput(ask: Ask): InputBlock {
  return input(ask, { type: 'users_select', action_id: VALUE });
}

/** A time of day, `09:00`. */
export function timeInput(ask: Ask & { initial: string }): InputBlock {
  return input(ask, { type: 'timepicker', action_id: VALUE, initial_time: ask.initial });
}
