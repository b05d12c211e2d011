import { expect, test } from 'vitest';
import { revisionOf, revisionsOf } from '../../lib/acts/revisions.ts';
import { engineOfFile } from '../kit/engine.ts';
import { OWNER } from '../kit/people.ts';
import { now } from './proposing.ts';
import { MANIFEST, registered, stage } from './stage.ts';

const engine = engineOfFile();

test('revisions are paged from the newest down', async () => {
  const deps = await stage(engine());
  await registered(deps);
  for (const purpose of ['a', 'b', 'c']) await registered(deps, { ...MANIFEST, purpose });
  const numbers = async (most: number, before?: number) =>
    (await revisionsOf(deps, await now(deps), { most, before })).map((one) => one.revision);
  expect(await numbers(2)).toEqual([4, 3]);
  expect(await numbers(2, 3)).toEqual([2, 1]);
  expect(await numbers(10, 1)).toEqual([]);
  expect(await numbers(10, 99)).toEqual([4, 3, 2, 1]);
  expect(await revisionOf(deps, 'reply-bot', 1)).toMatchObject({
    revision: 1,
    manifest: MANIFEST,
    by: OWNER,
  });
  expect(await revisionOf(deps, 'reply-bot', 5)).toBeUndefined();
});
