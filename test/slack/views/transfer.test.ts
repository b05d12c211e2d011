import { describe, expect, test } from 'vitest';
import type { Transfer } from '../../../lib/core/transfer.ts';
import {
  offerForm,
  renameComponentForm,
  transferCard,
  transfersPart,
} from '../../../lib/slack/views/transfer.ts';
import * as kit from './kit.ts';

const TRANSFER: Transfer = {
  id: 'trf_1',
  component: 'plugin/call-brief',
  from: 'team-support',
  to: 'team-sales',
  by: kit.OWNER,
  at: '2026-11-23T09:00:00.000Z',
  state: 'open',
};
const end = { by: kit.ADMIN, name: 'admin', at: TRANSFER.at };

describe('an offer', () => {
  test.each([
    [{ giver: true, taker: false }, ['Withdraw']],
    [{ giver: false, taker: true }, ['Accept', 'Refuse']],
    [{ giver: true, taker: true }, ['Accept', 'Refuse', 'Withdraw']],
    [{ giver: false, taker: false }, []],
  ])('for %j', (drawn, labels) => {
    const message = transferCard(TRANSFER, drawn);
    kit.expectGoodMessage(message);
    expect(kit.buttons(message.blocks)).toEqual(labels);
    expect(kit.words(message.blocks)).toContain(
      'team-support offers plugin/call-brief to team-sales',
    );
  });

  test.each([
    ['accepted', 'Accepted by <@U0ADMIN>', 'team-support gave plugin/call-brief to team-sales'],
    ['refused', 'Refused by <@U0ADMIN>', 'team-support offered plugin/call-brief to team-sales'],
    ['withdrawn', 'Withdrawn by <@U0ADMIN>', 'team-support offered plugin/call-brief'],
  ] as const)('%s has nothing left to press', (state, words, line) => {
    const message = transferCard({ ...TRANSFER, state, end }, { giver: true, taker: true });
    kit.expectGoodMessage(message);
    expect(kit.buttons(message.blocks)).toEqual([]);
    expect(kit.words(message.blocks)).toContain(words);
    expect(kit.words(message.blocks)).toContain(line);
  });
});

test('offers on Home are at most 12 blocks', () => {
  const { waiting } = transfersPart(Array.from({ length: 9 }, () => TRANSFER));
  expect(waiting.length).toBeLessThanOrEqual(12);
  expect(transfersPart([]).waiting).toEqual([]);
});

test('the team is chosen, or named where there are too many', () => {
  const teams = Array.from({ length: 101 }, (_, n) => ({ id: `t-${n}`, name: `Team ${n}` }));
  kit.expectGoodView(offerForm('plugin/a', teams.slice(0, 3)));
  const named = offerForm('plugin/a', teams);
  kit.expectGoodView(named);
  expect(kit.words(named)).toContain('Write the id of the team.');
});

test('a new name says what becomes of the old one', () => {
  const view = renameComponentForm('plugin/a');
  kit.expectGoodView(view);
  expect(kit.words(view)).toContain('It cannot be undone.');
});

test.each(kit.HOSTILE)('words of others never come alive: %s', (_name, text) => {
  const one = { ...TRANSFER, component: text, from: text, to: text };
  kit.expectGoodMessage(transferCard(one, { giver: true, taker: true }));
  kit.expectGoodView({ type: 'home', blocks: transfersPart([one]).waiting });
  kit.expectGoodView(offerForm('plugin/a', [{ id: 't', name: text }]));
});
