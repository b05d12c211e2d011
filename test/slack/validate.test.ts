import { describe, expect, test } from 'vitest';
import { validateMessage, validateView } from '../../lib/slack/validate.ts';
import {
  actions,
  button,
  codes,
  divider,
  field,
  home,
  inMessage,
  input,
  type Json,
  modal,
  mrkdwn,
  plain,
  section,
  table,
  x,
} from './validate/perfect.ts';

const message = {
  channel: 'C1',
  text: 'Send this summary to the team?',
  blocks: [
    { type: 'header', text: plain('Send this summary?') },
    section(mrkdwn('*Where:* <#C1>')),
    { type: 'context', elements: [mrkdwn('1 of 2 needed')] },
    actions({ ...button, style: 'primary' }, { ...button, action_id: 'deny' }),
    { type: 'markdown', text: '# Notes' },
    table,
  ],
};

test('a perfect message, modal and Home have no problem', () => {
  expect([validateMessage(message), validateView(modal), validateView(home)]).toEqual([[], [], []]);
});

describe('a message with one thing spoiled', () => {
  test.each<[string, Json, string]>([
    ['no fallback text', { text: undefined }, 'missing_text /text'],
    ['a blank fallback text', { text: ' ' }, 'missing_text /text'],
    ['a text that an update would refuse', { text: x(4001) }, 'too_long /text'],
    ['51 blocks', { blocks: Array(51).fill(divider) }, 'too_many /blocks'],
    ['blocks that are no list', { blocks: {} }, 'wrong_type /blocks'],
    [
      'an unknown block in an attachment',
      { attachments: [{ blocks: [{ type: 'approval' }] }] },
      'unknown_type /attachments/0/blocks/0/type',
    ],
    ['101 attachments', { attachments: Array(101).fill({}) }, 'too_many /attachments'],
  ])('%s', (_why, spoiled, expected) => {
    expect(codes(validateMessage({ ...message, ...spoiled }))).toEqual([expected]);
  });
});

const spoiledBlocks: [string, unknown, string][] = [
  ['an unknown block', { type: 'approval' }, 'unknown_type /blocks/0/type'],
  ['a prototype name as type', { type: 'constructor' }, 'unknown_type /blocks/0/type'],
  ['no object', 'divider', 'wrong_type /blocks/0'],
  ['an unknown field', { ...divider, colour: 'red' }, 'unknown_field /blocks/0/colour'],
  ['an alert', { type: 'alert', text: plain('!') }, 'wrong_surface /blocks/0/type'],
  ['a header in mrkdwn', { type: 'header', text: mrkdwn('a') }, 'unknown_type /blocks/0/text/type'],
  ['a long header', { type: 'header', text: plain(x(151)) }, 'too_long /blocks/0/text/text'],
  ['an empty section', section(plain('')), 'too_short /blocks/0/text/text'],
  ['a section of nothing', { type: 'section' }, 'wrong_value /blocks/0'],
  ['a long section', section(mrkdwn(x(3001))), 'too_long /blocks/0/text/text'],
  [
    '11 fields',
    { type: 'section', fields: Array(11).fill(plain('a')) },
    'too_many /blocks/0/fields',
  ],
  [
    'a long field',
    { type: 'section', fields: [plain(x(2001))] },
    'too_long /blocks/0/fields/0/text',
  ],
  ['a long block_id', { ...divider, block_id: x(256) }, 'too_long /blocks/0/block_id'],
  [
    '11 context elements',
    { type: 'context', elements: Array(11).fill(plain('a')) },
    'too_many /blocks/0/elements',
  ],
  [
    'a button in a context',
    { type: 'context', elements: [button] },
    'unknown_type /blocks/0/elements/0/type',
  ],
  [
    'an image without alt text',
    { type: 'image', image_url: 'https://a.example' },
    'missing_field /blocks/0',
  ],
  [
    'an image of two sources',
    { type: 'image', alt_text: 'a', image_url: 'u', slack_file: { id: 'F1' } },
    'wrong_value /blocks/0',
  ],
  [
    '6 context actions',
    {
      type: 'context_actions',
      elements: Array(6).fill({ type: 'icon_button', icon: 'trash', text: plain('a') }),
    },
    'too_many /blocks/0/elements',
  ],
  ['a card of nothing', { type: 'card' }, 'wrong_value /blocks/0'],
  [
    '4 card buttons',
    { type: 'card', actions: ['a', 'b', 'c', 'd'].map((id) => ({ ...button, action_id: id })) },
    'too_many /blocks/0/actions',
  ],
  [
    'a card in a container',
    {
      type: 'container',
      title: plain('a'),
      child_blocks: [{ type: 'card', title: mrkdwn('a') }],
    },
    'unknown_type /blocks/0/child_blocks/0/type',
  ],
  ['a long chart title', { type: 'data_visualization', title: x(51) }, 'too_long /blocks/0/title'],
  ['101 table rows', { ...table, rows: Array(101).fill(table.rows[0]) }, 'too_many /blocks/0/rows'],
  [
    'an unknown rich text',
    {
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'blink' }] }],
    },
    'unknown_type /blocks/0/elements/0/elements/0/type',
  ],
];

test.each(spoiledBlocks)('refuses %s', (_why, block, expected) => {
  expect(inMessage(block)).toEqual([expected]);
});

describe('rules over all blocks of a message', () => {
  test.each<[string, unknown[], string]>([
    [
      'the same block_id twice',
      [
        { ...divider, block_id: 'a' },
        { ...divider, block_id: 'a' },
      ],
      'duplicate_block_id /blocks/1/block_id',
    ],
    [
      'the same action_id twice in a block',
      [actions(button, button)],
      'duplicate_action_id /blocks/0/elements/1/action_id',
    ],
    ['two tables', [table, table], 'too_many /blocks/1'],
    [
      '12,001 characters',
      Array.from({ length: 5 }, (_, at) => section(plain(x(at < 4 ? 3000 : 1)))),
      'total_too_long /blocks',
    ],
    [
      '10,001 characters in a table',
      [{ type: 'table', rows: [[{ type: 'raw_text', text: x(10_001) }]] }],
      'total_too_long /blocks',
    ],
  ])('%s', (_why, blocks, expected) => {
    expect(inMessage(...blocks)).toEqual([expected]);
  });

  test('the same action_id in two blocks is fine', () => {
    expect(inMessage(actions(button), { ...actions(button), block_id: 'other' })).toEqual([]);
  });

  test('two markdown blocks of 12,001 characters break both totals', () => {
    const halves = [x(6000), x(6001)].map((text) => ({ type: 'markdown', text }));
    expect(inMessage(...halves)).toEqual(['total_too_long /blocks', 'total_too_long /blocks']);
  });

  test('an input and an exact 12,000 characters are fine', () => {
    const four = Array(4).fill(section(plain(x(2999))));
    expect(inMessage(...four, input(field))).toEqual([]);
  });
});
