import { beforeEach, expect, test } from 'vitest';
import { newDelivery } from '../../lib/acts/webhook-told.ts';
import {
  putDead,
  readDeliveries,
  readDelivery,
  readHealth,
  readWebhook,
  saveDelivery,
  saveHealth,
} from '../../lib/store/webhooks.ts';
import { stage } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const AT = '2026-11-23T09:00:00.000Z';
const delivery = newDelivery('apr_1', AT);
const PLACE = `${AT}#apr_1`;

test('of two who save the same delivery one wins, and the other is told', async () => {
  const { store } = deps;
  expect(await saveDelivery(store, 'bot', delivery, 0)).toBe(true);
  expect(await saveDelivery(store, 'bot', delivery, 0)).toBe(false);
  const tried = { ...delivery, attempts: 1 };
  const saves = [1, 2].map(() => saveDelivery(store, 'bot', tried, 1));
  expect((await Promise.all(saves)).sort()).toEqual([false, true]);
  expect(await readDelivery(store, 'bot', PLACE)).toMatchObject({
    state: { attempts: 1 },
    chain: { seq: 2 },
  });
});

test('deliveries are listed the newest first, those given up apart', async () => {
  const { store } = deps;
  const later = newDelivery('apr_2', '2026-11-23T09:00:01.000Z');
  for (const one of [later, delivery]) await saveDelivery(store, 'bot', one, 0);
  await putDead(store, 'bot', { ...delivery, state: 'dead' });
  await saveDelivery(store, 'another', later, 0);
  const all = await readDeliveries(store, 'bot', 'all', 10);
  expect(all.map((one) => one.id)).toEqual(['apr_2', 'apr_1']);
  expect(await readDeliveries(store, 'bot', 'all', 1)).toHaveLength(1);
  expect(await readDeliveries(store, 'bot', 'dead', 10)).toMatchObject([{ id: 'apr_1' }]);
});

test('health is written by whoever read it last', async () => {
  const { store } = deps;
  expect(await readHealth(store, 'bot')).toBeUndefined();
  expect(await saveHealth(store, 'bot', { webhook: 'w' }, 0)).toBe(true);
  expect(await saveHealth(store, 'bot', { webhook: 'x' }, 0)).toBe(false);
  expect(await saveHealth(store, 'bot', { webhook: 'y' }, 1)).toBe(true);
  expect((await readHealth(store, 'bot'))?.state).toEqual({ webhook: 'y' });
});

test('there is no webhook where none was set', async () => {
  expect(await readWebhook(deps.store, 'bot')).toBeUndefined();
});
