import { describe, expect, test } from 'vitest';
import { mayNotReview, type Reviewing } from '../../../lib/core/promotion/reviewer.ts';
import type { Promotion } from '../../../lib/core/promotion.ts';
import { ADMIN, AUDITOR, LEAD, ORGANISATION, OUTSIDER, OWNER } from '../perfect.ts';
import { PROMOTION } from '../promoting.ts';

const REVIEWING: Reviewing = { organisation: ORGANISATION, publishers: [], round: 1 };
const why = (promotion: Promotion, by: string, how: Partial<Reviewing> = {}) =>
  mayNotReview(promotion, by, { ...REVIEWING, ...how })?.why;

describe('"reviewer is not the author"', () => {
  test('a platform admin who has no part in it reviews', () => {
    expect(why(PROMOTION, ADMIN)).toBeUndefined();
  });

  test.each([
    ['proposed it', { ...PROMOTION, proposers: [ADMIN] }, []],
    ['sent it again', { ...PROMOTION, proposers: [OWNER, ADMIN] }, []],
    ['built it', { ...PROMOTION, builders: [{ person: ADMIN, says: 'asked' as const }] }, []],
    [
      'built it and wants no name',
      { ...PROMOTION, builders: [{ person: ADMIN, says: 'no' as const }] },
      [],
    ],
    ['published the version', PROMOTION, [OWNER, ADMIN]],
  ])('never one who %s', (_, promotion, publishers) => {
    const refusal = mayNotReview(promotion, ADMIN, { ...REVIEWING, publishers });
    expect(refusal).toMatchObject({ why: 'own-promotion' });
    expect(refusal?.say).toContain('so another platform admin reviews it.');
  });

  test.each([OWNER, LEAD, AUDITOR, OUTSIDER])('nor %s, who is no admin', (by) => {
    expect(why(PROMOTION, by)).toBe('not-allowed');
  });

  test('nor somebody whose card shows what was sent before', () => {
    expect(why({ ...PROMOTION, round: 2 }, ADMIN)).toBe('stale-card');
  });

  test.each(['published', 'demoted', 'rejected', 'withdrawn'] as const)(
    'nor anybody when it is %s',
    (state) => {
      expect(why({ ...PROMOTION, state }, ADMIN)).toBe('answered-already');
    },
  );

  test('what is with its team may still be rejected', () => {
    expect(why({ ...PROMOTION, state: 'changes-asked' }, ADMIN)).toBeUndefined();
  });

  test('nor while the organisation is stopped', () => {
    const stopped = { at: '2026-11-23T10:00:00.000Z', why: 'uninstalled' as const };
    const organisation = { ...ORGANISATION, stopped };
    expect(why(PROMOTION, ADMIN, { organisation })).toBe('not-allowed');
  });
});
