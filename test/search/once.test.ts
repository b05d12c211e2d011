import { expect, test } from 'vitest';
import { once } from '../../lib/search/once.ts';

test('it is made when first asked for, and once', () => {
  let made = 0;
  const get = once(() => {
    made += 1;
    return undefined;
  });
  expect(made).toBe(0);
  get();
  get();
  expect(made).toBe(1);
});
