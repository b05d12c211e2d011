import { beforeEach, expect, test } from 'vitest';
import { noteNoise } from '../../lib/acts/noise.ts';
import { partKey } from '../../lib/store/keys.ts';
import { readItem } from '../../lib/store/read.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE } from '../kit/people.ts';
import { breaks, exported, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const key = partKey('approval/apr_1', 'OPENED#1');
const noise = {
  chains: 'openings' as const,
  event: 'approval.opened',
  actor: { kind: 'person' as const, id: COLLEAGUE },
  data: { about: 'approval/apr_1' },
  puts: [{ ...key, kind: 'opening', data: {} }],
};

test('a line stands on a chain of its kind, with what is written with it', async () => {
  await Promise.all(Array.from({ length: 5 }, () => noteNoise(deps, noise)));
  const lines = (await exported(deps)).filter((line) => line.includes('"openings/'));
  expect(lines).toHaveLength(5);
  expect(await readItem(deps.store, deps.store.registry, key)).toMatchObject({ kind: 'opening' });
  expect(await breaks(deps)).toEqual([]);
});

test('what cannot be written down is logged, not thrown', async () => {
  const said: unknown[] = [];
  const log = { ...deps.log, error: (fields: unknown) => void said.push(fields) };
  const store = { ...deps.store, registry: 'no-such-table' };
  await noteNoise({ ...deps, store, log }, noise);
  expect(said).toMatchObject([{ about: 'approval/apr_1', error: expect.any(String) }]);
});
