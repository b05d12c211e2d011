import { expect, test } from 'vitest';
import * as z from 'zod';
import { issueWords } from '../../lib/core/issue-words.ts';

const some = z.strictObject({
  name: z.string().min(1).max(3).optional(),
  long: z.string().min(2).optional(),
  said: z.string().min(1, 'says nothing').optional(),
  count: z.number().int().min(1).max(9).optional(),
  ids: z.array(z.string()).min(2).max(3).optional(),
  one: z.array(z.string()).min(1).optional(),
  yes: z.boolean().optional(),
  map: z.record(z.string(), z.string()).optional(),
  which: z.enum(['yes', 'no']).optional(),
  day: z.iso.date().optional(),
  moment: z.iso.datetime().optional(),
  link: z.url().optional(),
  dated: z.date().min(new Date(0)).optional(),
  much: z.bigint().max(1n).optional(),
  told: z.uuid().optional(),
  when: z.symbol().optional(),
  either: z.union([z.string(), z.number()]).optional(),
});

const cases: readonly (readonly [string, unknown, string])[] = [
  ['a text that is empty', { name: '' }, 'is empty'],
  ['a text that is long', { name: 'four' }, 'is longer than 3 characters'],
  ['a text that is short', { long: 'x' }, 'is shorter than 2 characters'],
  ['no text', { name: 1 }, 'is not a text'],
  ['a schema that says it itself', { said: '' }, 'says nothing'],
  ['a number that is small', { count: 0 }, 'is less than 1'],
  ['a number that is large', { count: 10 }, 'is more than 9'],
  ['no whole number', { count: 1.5 }, 'is not a whole number'],
  ['no number', { count: 'x' }, 'is not a number'],
  ['a short list', { ids: ['a'] }, 'needs at least 2 entries'],
  ['an empty list', { one: [] }, 'is empty'],
  ['a long list', { ids: ['a', 'b', 'c', 'd'] }, 'has more than 3 entries'],
  ['no list', { ids: {} }, 'is not a list'],
  ['no yes or no', { yes: 'x' }, 'is not true or false'],
  ['no object', { map: 'x' }, 'is not an object'],
  ['another word', { which: 'maybe' }, 'is none of these: yes, no'],
  ['no day', { day: 'junk' }, 'is no day. Write it like 2027-01-31'],
  ['no moment', { moment: 'x' }, 'is no moment. Write it in UTC, like 2027-01-31T09:00:00Z'],
  ['no address', { link: 'x' }, 'is no address. Write it in full, beginning with https://'],
  ['an unknown field', { more: 1, other: 2 }, 'unknown: more, other. Take it out'],
  ['no object at all', [], 'is not an object'],
];

test.each(cases)('%s', (_name, value, say) => {
  const { error } = some.safeParse(value, { error: issueWords });
  expect(error?.issues.map((issue) => issue.message)).toEqual([say]);
});

test('what is missing', () => {
  const { error } = z.object({ need: z.string() }).safeParse({}, { error: issueWords });
  expect(error?.issues[0]?.message).toBe('is missing');
});

test('where there is nothing better to say, the library says it', () => {
  for (const value of [
    { dated: new Date(-1) },
    { much: 2n },
    { told: 'x' },
    { when: 1 },
    { either: true },
  ]) {
    const plain = some.safeParse(value).error?.issues[0]?.message;
    expect(some.safeParse(value, { error: issueWords }).error?.issues[0]?.message).toBe(plain);
  }
});
