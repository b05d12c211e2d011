import { describe, expect, test } from 'vitest';
import { validateView } from '../../../lib/slack/validate.ts';
import {
  button,
  codes,
  divider,
  field,
  home,
  input,
  type Json,
  modal,
  mrkdwn,
  plain,
  section,
  table,
  x,
} from './perfect.ts';

describe('a modal with one thing spoiled', () => {
  test.each<[string, Json, string]>([
    ['no title', { title: undefined }, 'missing_field '],
    ['a long title', { title: plain(x(25)) }, 'too_long /title/text'],
    ['a title in mrkdwn', { title: mrkdwn('a') }, 'unknown_type /title/type'],
    ['a long submit', { submit: plain(x(25)) }, 'too_long /submit/text'],
    ['a long close', { close: plain(x(25)) }, 'too_long /close/text'],
    ['inputs without submit', { submit: undefined }, 'missing_submit '],
    ['too much private_metadata', { private_metadata: x(3001) }, 'too_long /private_metadata'],
    ['a long callback_id', { callback_id: x(256) }, 'too_long /callback_id'],
    ['an unknown field', { text: 'a' }, 'unknown_field /text'],
    ['101 blocks', { blocks: Array(101).fill(divider) }, 'too_many /blocks'],
    [
      'a markdown block',
      { blocks: [{ type: 'markdown', text: 'a' }] },
      'wrong_surface /blocks/0/type',
    ],
    ['a table', { blocks: [table] }, 'wrong_surface /blocks/0/type'],
    [
      'a long alert',
      { blocks: [{ type: 'alert', text: plain(x(201)) }] },
      'too_long /blocks/0/text/text',
    ],
    ['a button as input', { blocks: [input(button)] }, 'unknown_type /blocks/0/element/type'],
    [
      'a long placeholder',
      { blocks: [input({ ...field, placeholder: plain(x(151)) })] },
      'too_long /blocks/0/element/placeholder/text',
    ],
    [
      'max_length over 3000',
      { blocks: [input({ ...field, max_length: 3001 })] },
      'wrong_value /blocks/0/element/max_length',
    ],
    [
      'min_length over max_length',
      { blocks: [input({ ...field, min_length: 9, max_length: 8 })] },
      'wrong_value /blocks/0/element',
    ],
    [
      'two focused elements',
      { blocks: [1, 2].map(() => input({ ...field, focus_on_load: true })) },
      'too_many /blocks/1/element/focus_on_load',
    ],
  ])('%s', (_why, spoiled, expected) => {
    expect(codes(validateView({ ...modal, ...spoiled }))).toEqual([expected]);
  });

  test('more than 250 kB, counted in bytes', () => {
    const blocks = Array(85).fill(section(plain('ü'.repeat(1500))));
    expect(codes(validateView({ ...home, blocks }))).toEqual(['view_too_large ']);
  });
});

test.each<[string, unknown, string]>([
  ['an unknown view', { ...home, type: 'sheet' }, 'unknown_type /type'],
  [
    'an alert in Home',
    { ...home, blocks: [{ type: 'alert', text: plain('a') }] },
    'wrong_surface /blocks/0/type',
  ],
  [
    'a file input in Home',
    { ...home, blocks: [input({ type: 'file_input' })] },
    'wrong_surface /blocks/0/element/type',
  ],
  ['no view at all', null, 'wrong_type '],
])('%s is refused', (_why, view, expected) => {
  expect(codes(validateView(view))).toEqual([expected]);
});
