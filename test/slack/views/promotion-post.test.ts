import { describe, expect, test } from 'vitest';
import type { Builder, Promotion } from '../../../lib/core/promotion.ts';
import { creditQuestion, promotionPost } from '../../../lib/slack/views/promotion-post.ts';
import * as kit from './kit.ts';
import { of, REVIEW } from './promotion-kit.ts';

const yes = (person: string): Builder => ({ person, says: 'yes' });
const published = (change: Partial<Promotion> = {}) =>
  of({ state: 'published', review: REVIEW, ...change });

describe('the post', () => {
  test.each([
    [
      'two who agreed',
      [yes(kit.OWNER), yes(kit.COLLEAGUE)],
      4,
      'reply-drafter 3.0.0 is now shared. Built by <@U0OWNER> and <@U0COLLEAGUE> (team-support), reviewed by <@U0ADMIN>. Used by 4 teams.',
    ],
    [
      'one of two who agreed, and one team',
      [yes(kit.OWNER), { person: kit.COLLEAGUE, says: 'asked' as const }],
      1,
      'reply-drafter 3.0.0 is now shared. Built by <@U0OWNER> (team-support), reviewed by <@U0ADMIN>. Used by 1 team.',
    ],
    [
      'nobody who agreed, and no use yet',
      [{ person: kit.OWNER, says: 'no' as const }],
      0,
      'reply-drafter 3.0.0 is now shared. Built by team-support, reviewed by <@U0ADMIN>. No team uses it yet.',
    ],
    [
      'four who agreed: all are named',
      [yes(kit.OWNER), yes(kit.COLLEAGUE), yes('T0YARD/U3'), yes('T0YARD/U4')],
      2,
      'reply-drafter 3.0.0 is now shared. Built by <@U0OWNER>, <@U0COLLEAGUE>, <@U3> and <@U4> (team-support), reviewed by <@U0ADMIN>. Used by 2 teams.',
    ],
  ])('of %s', (_, builders, teams, sentence) => {
    const message = promotionPost(published({ builders }), { workflows: 9, teams });
    kit.expectGoodMessage(message);
    expect(message.text).toBe(sentence);
    expect(kit.words(message.blocks)).toBe(sentence);
  });

  test('says so when it was taken back', () => {
    const { text } = promotionPost(published({ state: 'demoted' }), { workflows: 0, teams: 0 });
    expect(text).toContain('reply-drafter 3.0.0 is not shared any more. Built by');
  });
});

describe('the question', () => {
  test.each([
    ['asked', ['Yes, Name Me', 'No'], 'May we name you?'],
    ['yes', ['Do Not Name Me'], 'You agreed to be named.'],
    ['no', ['Yes, Name Me'], 'You are not named.'],
  ] as const)('%s: can be answered, and answered otherwise', (says, labels, words) => {
    const builders = [{ person: kit.COLLEAGUE, says }];
    const message = creditQuestion(of({ builders }), kit.COLLEAGUE);
    kit.expectGoodMessage(message);
    expect(kit.buttons(message.blocks)).toEqual(labels);
    expect(kit.words(message.blocks)).toContain(words);
  });

  test.each([
    ['rejected', of({ state: 'rejected' }), kit.COLLEAGUE],
    ['withdrawn', of({ state: 'withdrawn' }), kit.COLLEAGUE],
    ['about somebody else', of({}), kit.ADMIN],
  ])('is over when it is %s', (_, promotion, person) => {
    const message = creditQuestion(promotion, person);
    kit.expectGoodMessage(message);
    expect(kit.buttons(message.blocks)).toEqual([]);
    expect(message.text).toContain('Nothing is asked of you any more');
  });
});

test.each(kit.HOSTILE)('words of others never come alive: %s', (_name, text) => {
  const promotion = published({ component: `plugin/${text}`, version: text, team: text });
  kit.expectGoodMessage(promotionPost(promotion, { workflows: 1, teams: 1 }));
  kit.expectGoodMessage(creditQuestion({ ...promotion, state: 'open' }, kit.COLLEAGUE));
});
