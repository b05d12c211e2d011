import { beforeAll, expect, test } from 'vitest';
import { commit } from '../../lib/store/commit.ts';
import { firstOfLook, lookItem } from '../../lib/store/component-names.ts';
import { stage } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
});

const NAMED = { kind: 'plugin', name: 'mail-tool' } as const;

test('a look is taken once, by whichever name had it first', async () => {
  expect(await firstOfLook(deps.store, NAMED)).toBeUndefined();
  const event = {
    kind: 'tests.ran',
    at: deps.now(),
    actor: { kind: 'system' as const, id: 'tests' },
    data: {},
  };
  const take = (id: string) =>
    commit(deps.store, {
      changes: [{ subject: `component/${id}`, from: undefined, state: {}, event }],
      creates: [lookItem({ kind: 'plugin', name: id.slice('plugin/'.length) }, id)],
      writeId: deps.newId('w'),
    });
  expect(await take('plugin/mail-tool')).toEqual({ kind: 'committed' });
  expect(await take('plugin/mai1_t00l')).toEqual({ kind: 'conflict' });
  expect(await firstOfLook(deps.store, { kind: 'plugin', name: 'mai1.too1' })).toBe(
    'plugin/mail-tool',
  );
});

test('each kind has looks of its own', async () => {
  expect(await firstOfLook(deps.store, { kind: 'skill', name: 'mail-tool' })).toBeUndefined();
});
