import { beforeEach, expect, test } from 'vitest';
import { noticeDeparture } from '../../lib/acts/departure-carry.ts';
import { loadWorkflow } from '../../lib/acts/standing.ts';
import { dryStore } from '../../lib/store/dry-run.ts';
import { outboxItem } from '../../lib/store/outbox.ts';
import { putFleeting } from '../../lib/store/touch.ts';
import { THEIRS } from '../acts/departure-kit.ts';
import { registered, stage } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE } from '../kit/people.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

test('reads what is there, notes what would be written, and writes nothing', async () => {
  await registered(deps, THEIRS);
  const { store, found } = dryStore(deps.store);
  const dry = { ...deps, store };
  expect((await loadWorkflow(dry, 'reply-bot'))?.state.owner).toBe(COLLEAGUE);
  expect(await noticeDeparture(dry, COLLEAGUE)).toBe(true);
  const row = { what: 'patch', subject: 'patch/x', place: 'U1' } as const;
  await putFleeting(store, { ...outboxItem(row, 'out_1', deps.now()), ttl: 1 });
  expect(found()).toEqual({
    changes: [{ subject: `departure/${COLLEAGUE}`, event: 'departure.noticed' }],
    messages: [],
    more: false,
  });
  expect(await noticeDeparture(deps, COLLEAGUE)).toBe(true);
});

test('the same step once more is thrown out: nothing runs for ever', async () => {
  await registered(deps, THEIRS);
  const { store, found } = dryStore(deps.store);
  const dry = { ...deps, store };
  await noticeDeparture(dry, COLLEAGUE);
  await expect(noticeDeparture(dry, COLLEAGUE)).rejects.toThrow('first step');
  expect(found()).toMatchObject({ changes: [{}], more: true });
});
