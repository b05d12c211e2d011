import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { catalogIndex } from '../../lib/acts/catalog-index.ts';
import { draft, publish } from '../kit/catalog.ts';
import type { TestDeps } from '../kit/deps.ts';
import { type TestEngine, testClient, testEngine } from '../kit/engine.ts';
import { type FaultProxy, startFaultProxy } from '../kit/fault-proxy.ts';
import { MANIFEST, registered, stage } from './stage.ts';

let engine: TestEngine;
let proxy: FaultProxy;
let deps: TestDeps;
beforeAll(async () => {
  engine = await testEngine();
  proxy = await startFaultProxy(engine.endpoint);
});
afterAll(async () => {
  await proxy.stop();
  await engine.stop();
});
beforeEach(async () => {
  deps = await stage(engine);
});

test('components and workflows are found, with how many pin what', async () => {
  await registered(deps);
  await registered(deps, { ...MANIFEST, workflow: 'other-bot' });
  const catalog = await deps.catalog.load();
  expect([...catalog.components.keys()].sort()).toEqual([
    'connector/crm-readonly',
    'plugin/reply-drafter',
    'skill/tone-brand-voice',
  ]);
  expect([...catalog.workflows.keys()].sort()).toEqual(['other-bot', 'reply-bot']);
  expect(catalog.use.get('plugin/reply-drafter')).toBe(2);
  expect((await catalog.find('draft replies to tickets', 5))[0]?.id).toBe('plugin/reply-drafter');
  expect((await catalog.find('reply-bot', 5)).map((one) => one.id)).toContain('workflow/reply-bot');
});

test('it is read once within three seconds, and again after that', async () => {
  let ms = 0;
  const index = catalogIndex(deps, () => ms);
  const first = await index.load();
  await publish(deps, [draft({ kind: 'block', name: 'login', version: '1.0.0' })]);
  ms = 3_000;
  expect(await index.load()).toBe(first);
  ms = 3_001;
  expect((await index.load()).components.has('block/login')).toBe(true);
});

test('after a write of its own process it is read again at once', async () => {
  const first = await deps.catalog.load();
  await publish(deps, [draft({ kind: 'block', name: 'login', version: '1.0.0' })]);
  const second = await deps.catalog.load();
  expect(first.components.has('block/login')).toBe(false);
  expect(second.components.has('block/login')).toBe(true);
});

test('a read that fails is not kept', async () => {
  const client = testClient(proxy.endpoint);
  const other = deps.through(client);
  proxy.inject({ operation: 'Query', fault: 'throttle', times: 1 });
  await expect(other.catalog.load()).rejects.toThrow();
  expect((await other.catalog.load()).components.size).toBe(3);
  client.destroy();
});
