import { marshall } from '@aws-sdk/util-dynamodb';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { EMPTY_CHAIN } from '../../lib/core/audit.ts';
import { fromAttributes, NewerSchema, SCHEMA, toAttributes } from '../../lib/store/item.ts';

const schema = z.object({ say: z.string() });
const ITEM = {
  pk: 'workflow/x',
  sk: 'HEAD',
  kind: 'workflow',
  v: 3,
  hash: 'h',
  data: { say: 'hi' },
};

test('an item reads back as state and the end of its chain', () => {
  expect(fromAttributes(toAttributes(ITEM), schema)).toEqual({
    state: { say: 'hi' },
    chain: { seq: 3, hash: 'h' },
  });
});

test('an item without a chain stands at its beginning', () => {
  const { v: _, hash: __, ...plain } = ITEM;
  expect(fromAttributes(toAttributes(plain), schema).chain).toEqual(EMPTY_CHAIN);
});

test('what is undefined is not stored', () => {
  expect(toAttributes({ ...ITEM, data: { say: 'hi', more: undefined } }).data).toEqual({
    M: { say: { S: 'hi' } },
  });
});

test('an item of a newer version fails loudly, with the way out', () => {
  const newer = marshall({ ...ITEM, schema: SCHEMA + 1 });
  expect(() => fromAttributes(newer, schema)).toThrow(NewerSchema);
  expect(() => fromAttributes(newer, schema)).toThrow(
    /workflow\/x .* newer version .* Update Yardmaster/,
  );
});

test.each([
  ['no schema number', { ...ITEM }],
  ['no key', { schema: 1, kind: 'x', data: { say: 'hi' } }],
  ['data of another shape', { ...ITEM, schema: 1, data: { say: 1 } }],
])('a damaged item with %s fails', (_, item) => {
  expect(() => fromAttributes(marshall(item), schema)).toThrow(z.ZodError);
});
