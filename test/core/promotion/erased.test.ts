import { expect, test } from 'vitest';
import { erasedPromotion } from '../../../lib/core/promotion/erased.ts';
import type { Promotion } from '../../../lib/core/promotion.ts';
import { ADMIN, OWNER } from '../perfect.ts';
import { PROMOTION, who } from '../promoting.ts';

const review = { ...who(ADMIN), reason: 'We have one.' };
const rejected: Promotion = { ...PROMOTION, state: 'rejected', review };

test('a reviewer’s name and reasons go, with the salts of the reasons', () => {
  expect(erasedPromotion(rejected, ADMIN)).toEqual({
    state: { ...rejected, review: { ...review, name: '(erased)', reason: '(erased)' } },
    parts: ['SALT#changes-asked#1', 'SALT#rejected#1'],
  });
});

test('so does the name of who ended it', () => {
  const end = { ...who(OWNER), reason: '' };
  expect(erasedPromotion({ ...PROMOTION, state: 'withdrawn', end }, OWNER)).toMatchObject({
    state: { end: { by: OWNER, name: '(erased)', reason: '' } },
    parts: ['SALT#demoted'],
  });
});

test('where nothing of the person is kept, nothing is erased, and nothing twice', () => {
  expect(erasedPromotion(rejected, OWNER)).toBeUndefined();
  const once = erasedPromotion(rejected, ADMIN)?.state;
  expect(once && erasedPromotion(once, ADMIN)).toBeUndefined();
});
