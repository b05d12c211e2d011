import { describe, expect, test } from 'vitest';
import {
  askersButtons,
  extensionCard,
  extensionState,
} from '../../../lib/slack/views/extension-card.ts';
import { EXTENSION, inState, STATES, spoiled } from './extension-kit.ts';
import * as kit from './kit.ts';

test('the owners read who misses what, for what, since when, and what was shown before', () => {
  const message = extensionCard(EXTENSION);
  kit.expectGoodMessage(message);
  expect(message.text).toContain('team-support asks to extend plugin/reply-drafter 3.2.4');
  const text = kit.words(message.blocks);
  for (const said of ['It writes English alone', 'Draft replies in French', '<@U0OWNER>']) {
    expect(text).toContain(said);
  }
  expect(text).toContain('Shown from the catalog before asking: plugin/reply-drafter');
  expect(text).toContain('Answer due <!date^');
});

test.each([
  ['open', ['We Will Release It', 'It Is Released', 'Let Them Copy It', 'Decline']],
  ['release-planned', ['It Is Released', 'Change the Day', 'Let Them Copy It', 'Decline']],
  ['released', []],
  ['copy-offered', []],
  ['copied', []],
  ['declined', []],
  ['withdrawn', []],
] as const)('%s: the owners can press %j', (state, buttons) => {
  const message = extensionCard(inState(state));
  kit.expectGoodMessage(message);
  expect(kit.buttons(message.blocks)).toEqual(buttons);
});

test.each([
  ['open', ['Withdraw']],
  ['release-planned', ['Withdraw']],
  ['released', ['Use It Now']],
  ['copy-offered', ['Make a Copy', 'Withdraw']],
  ['copied', ['Use It Now']],
  ['declined', []],
  ['withdrawn', []],
] as const)('%s: whoever asked can press %j', (state, buttons) => {
  expect(kit.buttons(askersButtons(inState(state)))).toEqual(buttons);
});

test('each state is told in one sentence, with who and when', () => {
  expect(STATES.map(extensionState)).toEqual([
    expect.stringMatching(/^Answer due/),
    expect.stringMatching(/^A release is planned for 1 Dec 2026 by <@U0ADMIN> · <!date/),
    expect.stringMatching(/^Released as 3\.3\.0 by <@U0ADMIN>/),
    expect.stringMatching(/^A copy was offered by <@U0ADMIN>/),
    'The team made a copy of its own, plugin/french-drafter',
    expect.stringMatching(/^Declined by/),
    'Withdrawn by the team that asked',
  ]);
  const used = { ...inState('released'), used: 'french-replies' };
  expect(extensionState(used)).toContain('used by french-replies');
  expect(kit.buttons(askersButtons(used))).toEqual([]);
});

describe('words of others never come alive', () => {
  test.each(kit.HOSTILE)('%s', (_name, text) => {
    for (const one of STATES) kit.expectGoodMessage(extensionCard(spoiled(one, text)));
  });
});
