import { describe, expect, test } from 'vitest';
import { isForTeam, movedModal, moveForm, unseenMessage } from '../../../lib/slack/views/unseen.ts';
import { TEAM } from '../../core/perfect.ts';
import * as kit from './kit.ts';

const { approval } = kit;

test('nobody has seen it: says where no post comes through, and what to do', () => {
  const message = unseenMessage(approval, false);
  kit.expectGoodMessage(message);
  expect(kit.words(message.blocks)).toContain(
    'Nobody has seen this request: I can’t post in <#C0SUPPORT>.',
  );
  expect(message.text).toContain('Nobody has seen this request');
  expect(kit.buttons(message.blocks)).toEqual(['Choose Another Channel']);
});

test.each([
  ['seen', approval, true, 'People see this request now, in <#C0SUPPORT>.'],
  [
    'ended',
    { ...approval, end: { ending: 'expired' as const, at: approval.expiresAt } },
    false,
    'Nobody decided in time',
  ],
])('%s: nothing is left to do', (_, over, seen, says) => {
  const message = unseenMessage(over, seen);
  kit.expectGoodMessage(message);
  expect(kit.words(message.blocks)).toContain(says);
  expect(kit.buttons(message.blocks)).toEqual([]);
});

test('the form asks where, and for which requests where that may be chosen', () => {
  const one = moveForm(approval, undefined);
  kit.expectGoodView(one);
  expect(kit.words(one.blocks)).toContain('It counts for this request alone.');
  const all = moveForm(approval, TEAM);
  kit.expectGoodView(all);
  expect(kit.words(all.blocks)).toContain('All requests of team-support from now on');
  expect(isForTeam('team')).toBe(true);
  expect(isForTeam('request')).toBe(false);
});

test('what became of it', () => {
  const view = movedModal(approval, { ...TEAM, id: 'team-support' });
  kit.expectGoodView(view);
  expect(kit.words(view.blocks)).toContain('So will all requests of team-support from now on.');
  expect(kit.words(movedModal(approval, undefined).blocks)).not.toContain('So will');
});

describe('words of others never come alive', () => {
  test.each(kit.HOSTILE)('%s', (_, text) => {
    const hostile = { ...approval, workflow: text, target: text, channel: text };
    kit.expectGoodMessage(unseenMessage(hostile, false));
    kit.expectGoodMessage(unseenMessage(hostile, true));
    kit.expectGoodView(moveForm(hostile, { ...TEAM, id: text }));
    kit.expectGoodView(movedModal(hostile, { ...TEAM, id: text }));
  });
});
