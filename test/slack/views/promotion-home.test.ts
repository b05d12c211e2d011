import { expect, test } from 'vitest';
import { promotionsPart } from '../../../lib/slack/views/promotion-home.ts';
import { readRound, roundValue } from '../../../lib/slack/views/promotion-ids.ts';
import * as kit from './kit.ts';
import { of, PROMOTION } from './promotion-kit.ts';

const view = (blocks: readonly object[]) => ({ type: 'home', blocks });

test('reviews and questions that wait, at most 12 blocks', () => {
  const many = Array.from({ length: 5 }, (_, n) => of({ id: `prm_${n}` }));
  const { waiting, more } = promotionsPart(many, many);
  kit.expectGoodView(view(waiting));
  expect(waiting).toHaveLength(12);
  expect(more).toEqual([]);
  expect(kit.buttons(waiting)).toEqual([
    ...['Review', 'Review'],
    ...['Yes, Name Me', 'No', 'Yes, Name Me', 'No'],
  ]);
  expect(kit.words(waiting)).toContain('And 3 more.');
});

test('nothing, when nothing waits', () => {
  expect(promotionsPart([], [])).toEqual({ waiting: [], more: [] });
});

test.each(kit.HOSTILE)('words of others never come alive: %s', (_name, text) => {
  const one = of({ component: text, version: text, team: text });
  kit.expectGoodView(view(promotionsPart([one], [one]).waiting));
});

test('a reviewer’s button carries the round; what it does not carry is none', () => {
  expect(readRound(roundValue(PROMOTION))).toEqual({ id: 'prm_1', round: 2 });
  expect(readRound('prm_1')).toEqual({ id: '', round: 0 });
});
