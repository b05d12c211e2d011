import { describe, expect, test } from 'vitest';
import {
  extensionAnswer,
  extensionReminder,
  extensionsPart,
  ownExtensionsBlocks,
  ownExtensionsText,
} from '../../../lib/slack/views/extension-told.ts';
import { homeView } from '../../../lib/slack/views/home.ts';
import { requestsMessage } from '../../../lib/slack/views/requests-list.ts';
import { EXTENSION, inState, STATES, spoiled } from './extension-kit.ts';
import * as kit from './kit.ts';

const AT = '2026-11-24T09:00:00.000Z';
const EMPTY = { at: AT, waiting: [], queue: [], mine: [], teams: [] };

test.each([
  ['release-planned', 'The owner plans a release for you', ['Withdraw']],
  ['released', 'The owner released what you asked for', ['Use It Now']],
  ['copy-offered', 'Your team may make its own copy', ['Make a Copy', 'Withdraw']],
  ['copied', 'Your team made its own copy', ['Use It Now']],
  ['declined', 'The owner declined your request', []],
] as const)('%s: whoever asked reads what came of it, and why', (state, line, buttons) => {
  const extension = inState(state);
  const message = extensionAnswer(extension, extension.answers.length, '/agents');
  kit.expectGoodMessage(message);
  expect(message.text).toContain(`${line}: plugin/reply-drafter`);
  expect(kit.words(message.blocks)).toContain('As you wish');
  expect(kit.buttons(message.blocks)).toEqual(buttons);
});

test('an older answer refers to the newer one, and has nothing to press', () => {
  const message = extensionAnswer(inState('released'), 1, '/yard');
  kit.expectGoodMessage(message);
  expect(message.text).toContain('The owner plans a release for you');
  expect(kit.words(message.blocks)).toContain('There is a newer answer below.');
  expect(kit.buttons(message.blocks)).toEqual([]);
});

test('what to do next is said with the command of the house', () => {
  const declined = extensionAnswer(inState('declined'), 1, '/agents');
  expect(kit.words(declined.blocks)).toContain('`/agents new`');
  const used = { ...inState('released'), used: 'french-replies' };
  expect(kit.words(extensionAnswer(used, 2, '/yard').blocks)).toContain('nothing left for you');
});

test('a reminder says since when it is owed, and has the answers on it', () => {
  const message = extensionReminder(EXTENSION);
  kit.expectGoodMessage(message);
  expect(message.text).toMatch(/^Overdue: team-support asks to extend .* The answer was due/);
  expect(kit.buttons(message.blocks)).toHaveLength(4);
  const planned = extensionReminder(inState('release-planned'));
  expect(planned.text).toContain('The day for which a release was planned is over');
});

describe('Home', () => {
  test('shows owners what waits for them, and people what they asked', () => {
    const part = extensionsPart([EXTENSION], [inState('released')]);
    const home = homeView(EMPTY, '/yard', [part]);
    kit.expectGoodView(home);
    const text = kit.words(home);
    expect(text).not.toContain('Nothing waits for you');
    expect(text).toContain('What I asked owners for');
    expect(text).toContain('plugin/reply-drafter, for french-replies');
    expect(extensionsPart([], [])).toEqual({ waiting: [], more: [] });
  });

  test('of many the first are shown, within the room that there is', () => {
    const many = Array.from({ length: 30 }, (_, n) => ({ ...EXTENSION, id: `ext_${n}` }));
    const part = extensionsPart(many, many);
    kit.expectGoodView(homeView(EMPTY, '/yard', [part]));
    expect(part.waiting.length).toBeLessThanOrEqual(12);
    expect(part.more.length).toBeLessThanOrEqual(12);
  });
});

describe('requests', () => {
  const placed = { request: kit.request, place: 1, of: 1 };

  test('shows what waits for owners below what waits for the platform', () => {
    const message = requestsMessage([placed], AT, '/yard', [EXTENSION]);
    kit.expectGoodMessage(message);
    expect(message.text).toContain('plugin/reply-drafter: waits for its owner.');
    expect(message.text).toContain('You wait for 1 answer of the platform team.');
    expect(kit.words(message.blocks)).toContain('You asked 1 owner for what nearly fits.');
  });

  test('does not say that nothing waits where an owner owes an answer', () => {
    const message = requestsMessage([], AT, '/yard', [EXTENSION]);
    kit.expectGoodMessage(message);
    expect(message.text).not.toContain('None of your requests');
    expect(ownExtensionsBlocks([])).toEqual([]);
    expect(ownExtensionsText([])).toBe('');
  });

  test('of very many the first are shown, in one message', () => {
    const many = Array.from({ length: 40 }, (_, n) => ({ ...EXTENSION, id: `ext_${n}` }));
    kit.expectGoodMessage(requestsMessage(Array(40).fill(placed), AT, '/yard', many));
  });
});

describe('words of others never come alive', () => {
  test.each(kit.HOSTILE)('%s', (_name, text) => {
    for (const one of STATES) {
      const extension = spoiled(one, text);
      for (const answer of [1, 2]) {
        kit.expectGoodMessage(extensionAnswer(extension, answer, '/yard'));
      }
      kit.expectGoodMessage(extensionReminder(extension));
      const part = extensionsPart([extension], [extension]);
      kit.expectGoodView(homeView(EMPTY, '/yard', [part]));
      kit.expectGoodMessage(requestsMessage([], AT, '/yard', [extension]));
    }
  });
});
