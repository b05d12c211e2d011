import { describe, expect, test } from 'vitest';
import { homeView } from '../../../lib/slack/views/home.ts';
import {
  requestReminder,
  requestsMessage,
  requestsPart,
} from '../../../lib/slack/views/requests-list.ts';
import * as kit from './kit.ts';

const BEFORE = '2026-11-24T09:00:00.000Z';
const AFTER = '2026-11-26T09:00:00.000Z';
const waiting = { request: kit.request, place: 2, of: 5 };
const EMPTY = { at: BEFORE, waiting: [], queue: [], mine: [], teams: [] };

test('shows place and due date, in the message and on Home', () => {
  const message = requestsMessage([waiting], BEFORE, '/yard');
  kit.expectGoodMessage(message);
  expect(message.text).toBe(
    'You wait for 1 answer of the platform team. support-replies: place 2 of 5.',
  );
  const home = homeView(EMPTY, '/yard', [requestsPart([waiting], BEFORE)]);
  kit.expectGoodView(home);
  for (const shown of [message.blocks, home]) {
    expect(kit.words(shown)).toContain('Place 2 of 5 · Answer due <!date^');
  }
});

test('who is late is the platform team, and the requester has nothing to do', () => {
  const message = requestsMessage([waiting], AFTER, '/yard');
  kit.expectGoodMessage(message);
  expect(message.text).toContain('The platform team is late and was reminded.');
  const words = kit.words(message.blocks);
  expect(words).toContain('The platform team is late');
  expect(words).toContain('nothing for you to do');
});

test('nothing waiting teaches how to ask, and leaves Home as it is', () => {
  const message = requestsMessage([], BEFORE, '/agents');
  kit.expectGoodMessage(message);
  expect(kit.words(message.blocks)).toContain('/agents new');
  expect(requestsPart([], BEFORE)).toEqual({ waiting: [], more: [] });
});

test('of many the first are shown, and the rest counted', () => {
  const many = Array.from({ length: 30 }, (_, n) => ({ ...waiting, place: n + 1, of: 30 }));
  const message = requestsMessage(many, BEFORE, '/yard');
  kit.expectGoodMessage(message);
  expect(kit.words(message.blocks)).toContain('And 20 more.');
  const part = requestsPart(many, BEFORE);
  kit.expectGoodView(homeView(EMPTY, '/yard', [part]));
  expect(part.more.length).toBeLessThanOrEqual(12);
});

test('a reminder says what is overdue since when, who waits, and has the answers on it', () => {
  const message = requestReminder(kit.request, { place: 1, of: 3 });
  kit.expectGoodMessage(message);
  expect(message.text).toMatch(/^Overdue: team-support asks for .* The answer was due/);
  expect(kit.words(message.blocks)).toContain('place 1 of 3 · <@U0OWNER> waits for it.');
  expect(kit.buttons(message.blocks)).toEqual(['Approve', 'Ask for Changes', 'Reject']);
});

describe('words of others never come alive', () => {
  test.each(kit.HOSTILE)('%s', (_name, text) => {
    const request = { ...kit.request, workflow: text, team: text, need: text };
    for (const at of [BEFORE, AFTER]) {
      kit.expectGoodMessage(requestsMessage([{ ...waiting, request }], at, '/yard'));
      const part = requestsPart([{ ...waiting, request }], at);
      kit.expectGoodView(homeView(EMPTY, '/yard', [part]));
    }
    kit.expectGoodMessage(requestReminder(request, { place: 0, of: 0 }));
  });
});
