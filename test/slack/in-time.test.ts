import { expect, test } from 'vitest';
import { inTime } from '../../lib/slack/in-time.ts';

test('an answer in time is given', async () => {
  expect(await inTime(Promise.resolve('yes'), 1000)).toBe('yes');
});

test('a silence is nothing, as soon as the time is over', async () => {
  expect(await inTime(new Promise(() => undefined), 5)).toBeUndefined();
});

test('a failure stays a failure', async () => {
  await expect(inTime(Promise.reject(new Error('broken')), 1000)).rejects.toThrow('broken');
});
