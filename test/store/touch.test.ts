import { beforeAll, expect, test } from 'vitest';
import { readItem, readPart } from '../../lib/store/read.ts';
import { putFleeting, touch, touchedSchema } from '../../lib/store/touch.ts';
import { stage } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
});

const TEN_MINUTES_AGO = '2026-11-23T08:50:00.000Z';

test('the first touch is noted, another within the time is not, a later one is', async () => {
  const key = { pk: 'workflow/x', sk: 'SEEN#key_1' };
  const at = (time: string, unlessSince: string) =>
    touch(deps.store, key, { at: time, unlessSince });
  const read = async () => (await readPart(deps.store, key, touchedSchema))?.state.at;
  expect(await at('2026-11-23T09:00:00.000Z', TEN_MINUTES_AGO)).toBe(true);
  expect(await at('2026-11-23T09:09:00.000Z', '2026-11-23T08:59:00.000Z')).toBe(false);
  expect(await at('2026-11-23T09:10:00.000Z', '2026-11-23T09:00:00.000Z')).toBe(false);
  expect(await read()).toBe('2026-11-23T09:00:00.000Z');
  expect(await at('2026-11-23T09:10:00.001Z', '2026-11-23T09:00:00.001Z')).toBe(true);
  expect(await read()).toBe('2026-11-23T09:10:00.001Z');
});

test('of many at once one is noted', async () => {
  const key = { pk: 'workflow/x', sk: 'SEEN#key_2' };
  const times = { at: '2026-11-23T09:00:00.000Z', unlessSince: TEN_MINUTES_AGO };
  const noted = await Promise.all(Array.from({ length: 20 }, () => touch(deps.store, key, times)));
  expect(noted.filter(Boolean)).toHaveLength(1);
});

test('trouble that is no condition is told', async () => {
  const store = { ...deps.store, registry: 'no-such-table' };
  const times = { at: '2026-11-23T09:00:00.000Z', unlessSince: TEN_MINUTES_AGO };
  await expect(touch(store, { pk: 'a', sk: 'b' }, times)).rejects.toThrow();
});

test('what is fleeting has an end, or is not kept at all', async () => {
  const item = { pk: 'secret/x', sk: 'HEAD', kind: 'secret', data: {} };
  await putFleeting(deps.store, { ...item, ttl: 1795428000 });
  const kept = await readItem(deps.store, deps.store.registry, { pk: item.pk, sk: item.sk });
  expect(kept).toMatchObject({ ttl: 1795428000 });
  await expect(putFleeting(deps.store, item)).rejects.toThrow('stay for ever');
});
