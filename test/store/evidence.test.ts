import { beforeEach, expect, test } from 'vitest';
import type { Evidence } from '../../lib/core/evidence.ts';
import { evidenceItem, readEvidence } from '../../lib/store/evidence.ts';
import { putFleeting } from '../../lib/store/touch.ts';
import { stage } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const keep = (evidence: Evidence) =>
  putFleeting(deps.store, evidenceItem('reply-bot', evidence, ['plugin/reply-drafter']));

test('of what it pins the newest is kept, of the rest a few, however much there is', async () => {
  const at = deps.now();
  for (let n = 0; n < 60; n += 1) {
    const version = `1.0.${n}`;
    await keep({ sort: 'runs', component: 'plugin/reply-drafter', version, at });
    await keep({ sort: 'runs', component: `plugin/made-up-${n}`, version, at });
    await keep({ sort: 'asked', connector: `made-up-${n}`, scopes: [], at });
  }
  const kept = await readEvidence(deps.store, 'reply-bot');
  expect(kept.length).toBeLessThanOrEqual(1 + 16 + 16);
  const newest = { sort: 'runs', component: 'plugin/reply-drafter', version: '1.0.59', at };
  expect(kept).toContainEqual(newest);
});

test('the same failure is kept once, and all of it leaves by itself', async () => {
  const failed = { sort: 'failed', id: 'run-1', about: 'connector/crm', at: deps.now() } as const;
  await keep(failed);
  await keep(failed);
  expect(await readEvidence(deps.store, 'reply-bot')).toEqual([failed]);
  expect(evidenceItem('reply-bot', failed, [])).toMatchObject({ ttl: expect.any(Number) });
});
