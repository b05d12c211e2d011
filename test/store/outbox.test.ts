import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, expect, test } from 'vitest';
import { toAttributes } from '../../lib/store/item.ts';
import { outboxKey } from '../../lib/store/keys.ts';
import {
  dropRow,
  markSent,
  outboxItem,
  putBack,
  readDueRows,
  readRow,
  type Telling,
} from '../../lib/store/outbox.ts';
import { readItem } from '../../lib/store/read.ts';
import type { Store } from '../../lib/store/store.ts';
import { engineOfFile } from '../kit/engine.ts';
import { storeOn } from './kit.ts';

const engine = engineOfFile();
let store: Store;
beforeAll(async () => {
  store = storeOn(engine().client, engine().tables);
});

const NOW = '2026-11-23T09:00:00.000Z';
const LATER = '2026-11-23T09:05:00.000Z';
const TELLING: Telling = { what: 'approval-card', subject: 'approval/apr_1', place: 'C1' };

async function told(id: string, telling: Telling = TELLING) {
  const Item = toAttributes(outboxItem(telling, id, NOW));
  await engine().client.send(new PutItemCommand({ TableName: store.registry, Item }));
  const row = await readRow(store, id);
  if (!row) throw new Error('no row');
  return row;
}

const due = (at: string, lane: 'interactive' | 'bulk' = 'interactive') =>
  readDueRows(store, lane, at, 100);

test('a new row is due at once, in its lane, and never expires', async () => {
  expect(await told('out_1')).toEqual({
    id: 'out_1',
    lane: 'interactive',
    ...TELLING,
    createdAt: NOW,
    attempts: 0,
  });
  await told('out_2', { ...TELLING, lane: 'bulk' });
  expect(await due(NOW)).toContain('out_1');
  expect(await due(NOW, 'bulk')).toEqual(['out_2']);
  expect(await due('2026-11-23T08:59:59.999Z')).not.toContain('out_1');
  expect(await readItem(store, store.registry, outboxKey('out_1'))).not.toHaveProperty('ttl');
});

test('a row that was sent is not due any more, and expires two weeks later', async () => {
  await markSent(store, await told('out_3'), LATER);
  expect(await due(LATER)).not.toContain('out_3');
  expect(await readItem(store, store.registry, outboxKey('out_3'))).toMatchObject({
    sentAt: LATER,
    ttl: Date.parse('2026-12-07T09:05:00.000Z') / 1000,
  });
});

test('a row that was put back is due then, and counts its tries', async () => {
  await putBack(store, await told('out_4'), LATER);
  expect(await due(NOW)).not.toContain('out_4');
  expect(await due(LATER)).toContain('out_4');
  expect(await readRow(store, 'out_4')).toMatchObject({ attempts: 1 });
});

test('a row that was dropped is neither due nor there, and dropping it again is harmless', async () => {
  await told('out_5');
  await dropRow(store, 'out_5');
  await dropRow(store, 'out_5');
  expect(await due(NOW)).not.toContain('out_5');
  expect(await readRow(store, 'out_5')).toBeUndefined();
});

test('there is no row by another name', async () => {
  expect(await readRow(store, 'out_none')).toBeUndefined();
});
