import { beforeAll, expect, test } from 'vitest';
import { lockText, releasesLocked } from '../../lib/acts/locked-releases.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
});

test('each release is read once, however many workflows are locked to it', async () => {
  const workflow = await registered(deps);
  const releases = await releasesLocked(deps, [workflow, workflow]);
  expect([...releases.keys()].sort()).toEqual(workflow.locks.map(lockText).sort());
  expect(releases.get('connector/crm-readonly@1.4.0')?.surface.systems).toEqual(['crm']);
});

test('a lock without a release, and nothing at all, are left out', async () => {
  const locks = [{ component: 'plugin/none', range: '1.0.0', version: '1.0.0' }];
  expect((await releasesLocked(deps, [{ locks }])).size).toBe(0);
  expect((await releasesLocked(deps, [])).size).toBe(0);
});
