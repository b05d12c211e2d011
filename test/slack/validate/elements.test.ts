import { describe, expect, test } from 'vitest';
import {
  actions,
  button,
  field,
  inMessage,
  type Json,
  menu,
  mrkdwn,
  option,
  options,
  plain,
  x,
} from './perfect.ts';

describe('an element with one thing spoiled', () => {
  const at = '/blocks/0/elements/0';
  test.each<[string, Json, string]>([
    ['an unknown element', { type: 'slider' }, `unknown_type ${at}/type`],
    ['a text input among actions', field, `unknown_type ${at}/type`],
    ['a bad button style', { ...button, style: 'success' }, `wrong_value ${at}/style`],
    ['a button in mrkdwn', { ...button, text: mrkdwn('a') }, `unknown_type ${at}/text/type`],
    ['a long button', { ...button, text: plain(x(76)) }, `too_long ${at}/text/text`],
    ['a long value', { ...button, value: x(2001) }, `too_long ${at}/value`],
    ['a long address', { ...button, url: x(3001) }, `too_long ${at}/url`],
    ['a long action_id', { ...button, action_id: x(256) }, `too_long ${at}/action_id`],
    [
      'a long confirm text',
      { ...button, confirm: { text: plain(x(301)) } },
      `too_long ${at}/confirm/text/text`,
    ],
    [
      'a long confirm button',
      { ...button, confirm: { text: plain('a'), deny: plain(x(31)) } },
      `too_long ${at}/confirm/deny/text`,
    ],
    [
      'a long option value',
      { ...menu, options: [{ text: plain('a'), value: x(76) }] },
      `too_long ${at}/options/0/value`,
    ],
    [
      'an option without value',
      { ...menu, options: [{ text: plain('a') }] },
      `missing_field ${at}/options/0`,
    ],
    [
      'a menu option in mrkdwn',
      { ...menu, options: [{ text: mrkdwn('a'), value: 'a' }] },
      `unknown_type ${at}/options/0/text/type`,
    ],
    ['101 options', { ...menu, options: options(101) }, `too_many ${at}/options`],
    ['no options', { ...menu, options: undefined }, `wrong_value ${at}`],
    [
      'an initial option never offered',
      { ...menu, initial_option: option('z') },
      `wrong_value ${at}/initial_option`,
    ],
    ['6 overflow options', { type: 'overflow', options: options(6) }, `too_many ${at}/options`],
    ['11 checkboxes', { type: 'checkboxes', options: options(11) }, `too_many ${at}/options`],
    ['11 radio buttons', { type: 'radio_buttons', options: options(11) }, `too_many ${at}/options`],
    [
      'a date that is none',
      { type: 'datepicker', initial_date: '3 May' },
      `wrong_value ${at}/initial_date`,
    ],
    [
      'response_url_enabled outside modals',
      { type: 'conversations_select', response_url_enabled: true },
      `wrong_surface ${at}/response_url_enabled`,
    ],
  ])('%s', (_why, element, expected) => {
    expect(inMessage(actions(element))).toEqual([expected]);
  });

  test('26 actions', () => {
    const many = Array.from({ length: 26 }, (_, n) => ({ ...button, action_id: `a${n}` }));
    expect(inMessage(actions(...many))).toEqual(['too_many /blocks/0/elements']);
  });
});
