import { beforeAll, expect, test } from 'vitest';
import { commit } from '../../lib/store/commit.ts';
import { foreignItem, readForeign, readForeigns } from '../../lib/store/foreign.ts';
import { stage } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
});

const OF = { component: 'plugin/desk', version: '1.0.0' };

test('what was kept comes back as it was, order and depth included', async () => {
  let deep: unknown = 'x';
  for (let n = 0; n < 18; n += 1) deep = [deep];
  const entry = { deep: { deep: { deep } }, nothing: null, empty: {}, order: { b: 1, a: 2 } };
  const foreign = { dialect: 'claude' as const, kept: { entry } };
  const event = {
    kind: 'tests.ran',
    at: deps.now(),
    actor: { kind: 'system' as const, id: 'tests' },
    data: {},
  };
  await commit(deps.store, {
    changes: [{ subject: 'component/plugin/desk', from: undefined, state: {}, event }],
    puts: [foreignItem(OF, foreign)],
    writeId: deps.newId('w'),
  });
  const read = await readForeign(deps.store, OF);
  expect(JSON.stringify(read)).toBe(JSON.stringify(foreign));
  const others = Array.from({ length: 130 }, (_, n) => ({ ...OF, version: `2.0.${n}` }));
  expect([...(await readForeigns(deps.store, [...others, OF]))]).toEqual([
    ['plugin/desk@1.0.0', foreign],
  ]);
  expect(await readForeign(deps.store, { ...OF, version: '3.0.0' })).toBeUndefined();
});
