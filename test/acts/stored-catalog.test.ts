import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, expect, test } from 'vitest';
import { readStates } from '../../lib/acts/catalog-states.ts';
import { storeCatalog } from '../../lib/acts/store-catalog.ts';
import { formatOf, loadShelf, loadStates, removeCatalog } from '../../lib/acts/stored-catalog.ts';
import { toAttributes } from '../../lib/store/item.ts';
import { readIndexHead, type StoredIndex } from '../../lib/store/stored-index.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
let stored: StoredIndex;
beforeEach(async () => {
  deps = await stage(engine());
  await registered(deps);
  await storeCatalog(deps);
  const head = await readIndexHead(deps.store);
  if (!head?.state.stored) throw new Error('nothing is stored');
  stored = head.state.stored;
});

test('what is stored comes back as it was', async () => {
  expect(stored.format).toBe(formatOf(deps.store));
  expect(await loadStates(deps, stored)).toEqual(await readStates(deps.store));
  const ids = (await loadShelf(deps, stored))?.readings.map(({ id }) => id);
  expect(ids).toEqual([
    'connector/crm-readonly',
    'plugin/reply-drafter',
    'skill/tone-brand-voice',
    'workflow/reply-bot',
  ]);
});

test('what is gone or not as it was written is not read, and the catalog is all the same', async () => {
  const pk = `search-index/${stored.generation}/states`;
  const torn = { pk, sk: 'CHUNK#0000', kind: 'chunk', data: new Uint8Array([1, 2, 3]) };
  const Item = toAttributes(torn);
  await deps.store.client.send(new PutItemCommand({ TableName: deps.store.registry, Item }));
  expect(await loadStates(deps, stored)).toBeUndefined();
  await removeCatalog(deps.store, stored);
  expect(await loadShelf(deps, stored)).toBeUndefined();
  deps.catalog.forget();
  const catalog = await deps.catalog.load();
  expect(catalog.workflows.has('reply-bot')).toBe(true);
  expect((await catalog.find('draft replies', 1))[0]?.id).toBe('plugin/reply-drafter');
});
