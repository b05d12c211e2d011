import { describe, expect, test } from 'vitest';
import { requestCard } from '../../../lib/slack/views/request-card.ts';
import * as kit from './kit.ts';

const { request } = kit;
const answer = { by: kit.ADMIN, name: 'admin', at: '2026-11-24T09:00:00.000Z', reason: '' };

test('a waiting request shows need, name, team, requester, evidence, reason and due date', () => {
  const message = requestCard(request);
  kit.expectGoodMessage(message);
  const text = kit.words(message.blocks);
  for (const part of [
    'team-support asks for a new AI workflow: support-replies',
    request.need,
    request.because,
    '<@U0OWNER>',
    'plugin/reply-drafter',
    'Answer due <!date^1795597200^',
  ]) {
    expect(text).toContain(part);
  }
  expect(kit.buttons(message.blocks)).toEqual(['Approve', 'Ask for Changes', 'Reject']);
});

test('buttons carry the request id and nothing else', () => {
  expect(JSON.stringify(requestCard(request).blocks.at(-1))).toContain('"value":"req_1"');
});

test.each([
  ['approved', 'Approved to build by <@U0ADMIN> · '],
  ['changes-asked', 'Changes asked for by <@U0ADMIN> · '],
  ['rejected', 'Rejected by <@U0ADMIN> · '],
] as const)('%s: no buttons are left and the answer is told', (state, says) => {
  const message = requestCard({ ...request, state, answer: { ...answer, reason: 'Because.' } });
  kit.expectGoodMessage(message);
  expect(kit.buttons(message.blocks)).toEqual([]);
  expect(kit.words(message.blocks)).toContain(says);
  expect(kit.words(message.blocks)).toContain('Because.');
});

test('what of the evidence is a copy stands with its difference', () => {
  const say = 'plugin/mine 0.2.0 is a copy of plugin/theirs 3.2.0: adds system billing';
  const message = requestCard(kit.request, [{ field: 'uses', say }]);
  kit.expectGoodMessage(message);
  expect(kit.words(message.blocks)).toContain(say);
});

test('a request without evidence says that nothing was similar', () => {
  const message = requestCard({ ...request, evidence: [] });
  expect(kit.words(message.blocks)).toContain('The catalog had nothing similar to show.');
});

describe('words of others never come alive', () => {
  test.each(kit.HOSTILE)('%s', (_name, text) => {
    const evidence = Array.from({ length: 8 }, () => ({ id: text, why: text }));
    const said = { need: text, workflow: text, team: text, because: text, evidence };
    kit.expectGoodMessage(requestCard({ ...request, ...said }));
    const over = { ...request, ...said, state: 'rejected' as const };
    kit.expectGoodMessage(requestCard({ ...over, answer: { ...answer, reason: text } }));
  });
});
