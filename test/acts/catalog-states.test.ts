import { beforeEach, expect, test } from 'vitest';
import {
  entriesFor,
  entriesOf,
  missingFrom,
  packStates,
  readStates,
  unpackStates,
  versionOf,
  withThese,
} from '../../lib/acts/catalog-states.ts';
import { draft, publish } from '../kit/catalog.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await registered(deps);
});

test('states are the same ones as bytes', async () => {
  const states = await readStates(deps.store);
  expect(unpackStates(packStates(states))).toEqual(states);
});

test('what changed is missing until it is read, and no other copy changes', async () => {
  const before = await readStates(deps.store);
  await publish(deps, [draft({ kind: 'plugin', name: 'reply-drafter', version: '4.0.0' })]);
  await publish(deps, [draft({ kind: 'block', name: 'login', version: '1.0.0' })]);
  const marks = [
    { subject: 'component/plugin/reply-drafter', v: 2 },
    { subject: 'component/block/login', v: 1 },
    { subject: 'workflow/reply-bot', v: 1 },
  ] as const;
  const missing = missingFrom(before, marks).map(({ subject }) => subject);
  expect(missing).toEqual(['component/plugin/reply-drafter', 'component/block/login']);
  const after = await withThese(deps.store, before, missing);
  expect(missingFrom(after, marks)).toEqual([]);
  expect(before.components.has('block/login')).toBe(false);
  expect(versionOf(after, 'component/plugin/reply-drafter')).toBe(2);
  expect(versionOf(after, 'workflow/none')).toBe(0);
  expect(await withThese(deps.store, after, [])).toBe(after);
});

test('search reads components by what is said of them, workflows by purpose and pins', async () => {
  const states = await readStates(deps.store);
  const [bot] = entriesFor(states, ['workflow/reply-bot', 'component/plugin/none']);
  expect(bot).toMatchObject({
    id: 'workflow/reply-bot',
    kind: 'workflow',
    keywords: ['plugin/reply-drafter', 'skill/tone-brand-voice'],
    connectors: ['connector/crm-readonly'],
  });
  expect(entriesOf(states)).toContainEqual(bot);
  expect(entriesOf(states)).toHaveLength(4);
});
