import { describe, expect, test } from 'vitest';
import {
  buildersOf,
  creditOf,
  namedBuilders,
  withAnswer,
} from '../../../lib/core/promotion/credit.ts';
import type { Promotion } from '../../../lib/core/promotion.ts';
import { ADMIN, COLLEAGUE, LATER, NOW, OWNER, THIRD } from '../perfect.ts';
import { PROMOTION } from '../promoting.ts';

const review = { by: ADMIN, name: 'admin', at: LATER, reason: '' };
const published: Promotion = { ...PROMOTION, state: 'published', review };

describe('builders', () => {
  test('are asked, but for who names themselves; each once', () => {
    expect(buildersOf([COLLEAGUE, OWNER, COLLEAGUE], OWNER)).toEqual([
      { person: COLLEAGUE, says: 'asked' },
      { person: OWNER, says: 'yes' },
    ]);
  });

  test('keep what they said', () => {
    const before = [{ person: COLLEAGUE, says: 'no' as const }];
    expect(buildersOf([COLLEAGUE], OWNER, before)).toEqual(before);
  });
});

describe('an answer', () => {
  test.each(['yes', 'no'] as const)('%s counts, and may be changed', (says) => {
    const outcome = withAnswer(PROMOTION, COLLEAGUE, says);
    if (outcome.kind === 'refused') throw new Error(outcome.say);
    expect(outcome.changed).toBe(true);
    expect(outcome.promotion.builders[1]).toEqual({ person: COLLEAGUE, says });
    expect(withAnswer(outcome.promotion, COLLEAGUE, says)).toMatchObject({ changed: false });
    const other = says === 'yes' ? 'no' : 'yes';
    expect(withAnswer(outcome.promotion, COLLEAGUE, other)).toMatchObject({ changed: true });
  });

  test('of somebody who was not asked is none', () => {
    expect(withAnswer(PROMOTION, THIRD, 'yes')).toMatchObject({ why: 'not-asked' });
  });

  test.each(['rejected', 'withdrawn'] as const)('comes too late once it is %s', (state) => {
    const outcome = withAnswer({ ...PROMOTION, state }, COLLEAGUE, 'yes');
    expect(outcome).toMatchObject({ why: 'answered-already' });
  });
});

describe('the credit', () => {
  test('names who agreed alone: "unanswered is not named"', () => {
    expect(namedBuilders(published)).toEqual([OWNER]);
    expect(creditOf(published, undefined)).toEqual({
      builtBy: [OWNER],
      team: 'team-support',
      reviewedBy: ADMIN,
      at: LATER,
      promotion: 'prm_1',
      version: '3.0.0',
    });
  });

  test('keeps who was named before, unless they say no by now', () => {
    const earlier = { builtBy: [THIRD, COLLEAGUE], team: 'team-support', at: NOW };
    const builders = [{ person: COLLEAGUE, says: 'no' as const }];
    expect(creditOf({ ...published, builders }, earlier)?.builtBy).toEqual([THIRD]);
  });

  test('is nobody’s before a review', () => {
    expect(creditOf(PROMOTION, undefined)).toBeUndefined();
  });
});
