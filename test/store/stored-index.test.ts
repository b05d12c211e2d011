import { beforeAll, expect, test } from 'vitest';
import type { Store } from '../../lib/store/store.ts';
import { putIndexHead, readIndexHead } from '../../lib/store/stored-index.ts';
import { engineOfFile } from '../kit/engine.ts';
import { storeOn } from './kit.ts';

const engine = engineOfFile();
let store: Store;
beforeAll(() => {
  store = storeOn(engine().client, engine().tables);
});

test('of two who write over the same head one does', async () => {
  expect(await readIndexHead(store)).toBeUndefined();
  const building = (by: string) => ({ building: { by, until: '2026' }, garbage: [] });
  expect(await putIndexHead(store, undefined, building('a'))).toBe(true);
  expect(await putIndexHead(store, undefined, building('b'))).toBe(false);
  const head = await readIndexHead(store);
  expect(head?.state.building?.by).toBe('a');
  expect(await putIndexHead(store, head, building('c'))).toBe(true);
  expect(await putIndexHead(store, head, building('d'))).toBe(false);
  expect((await readIndexHead(store))?.state.building?.by).toBe('c');
});
