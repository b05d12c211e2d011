import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, expect, test } from 'vitest';
import { toAttributes } from '../../lib/store/item.ts';
import { readRetained, retained } from '../../lib/store/retained.ts';
import { stage } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
  for (const [id, at] of [
    ['old', '2026-01-01T00:00:00.000Z'],
    ['new', '2026-03-01T00:00:00.000Z'],
  ] as const) {
    const item = { pk: `thing/${id}`, sk: 'WORDS', kind: 'words', ...retained(id, at), data: {} };
    const TableName = deps.store.registry;
    await deps.store.client.send(new PutItemCommand({ TableName, Item: toAttributes(item) }));
  }
});

test.each([
  ['2025-12-31T00:00:00.000Z', []],
  ['2026-01-01T00:00:00.000Z', ['thing/old']],
  ['2026-04-01T00:00:00.000Z', ['thing/new', 'thing/old']],
])('by %s these were written', async (upTo, expected) => {
  const found = await readRetained(deps.store, upTo, 10);
  expect(found.map(({ pk }) => pk).sort()).toEqual(expected);
});
