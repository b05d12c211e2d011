import { expect, test } from 'vitest';
import { portLater } from '../../lib/deliver/port-later.ts';

const options = { apiUrl: 'http://127.0.0.1:9/api/', now: () => '2026-11-23T09:00:00.000Z' };

test('the token is asked for when it is first needed, and once', async () => {
  let asked = 0;
  const port = portLater({
    ...options,
    token: async () => {
      asked += 1;
      return 'xoxb-1';
    },
  });
  expect(asked).toBe(0);
  expect(await port()).toBe(await port());
  expect(asked).toBe(1);
});

test('a token that could not be had is asked for again', async () => {
  let asked = 0;
  const port = portLater({
    ...options,
    token: async () => {
      asked += 1;
      if (asked === 1) throw new Error('no secret yet');
      return 'xoxb-1';
    },
  });
  await expect(port()).rejects.toThrow('no secret yet');
  await expect(port()).resolves.toHaveProperty('post');
});
