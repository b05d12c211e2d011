import { expect, test } from 'vitest';
import { orLog } from '../../lib/acts/or-log.ts';

test('trouble is logged by its name alone, and nothing is thrown', async () => {
  const errors: unknown[] = [];
  const note = (...line: unknown[]) => errors.push(line);
  const deps = { log: { info: note, warn: note, error: note } };
  expect(await orLog(deps, async () => 7, 'no trouble')).toBe(7);
  const broken = () => Promise.reject(new TypeError('secret words'));
  expect(await orLog(deps, broken, 'it did not work')).toBeUndefined();
  const odd = () => Promise.reject('words');
  expect(await orLog(deps, odd, 'it did not work')).toBeUndefined();
  expect(errors).toEqual([
    [{ error: 'TypeError' }, 'it did not work'],
    [{ error: 'unknown' }, 'it did not work'],
  ]);
});
