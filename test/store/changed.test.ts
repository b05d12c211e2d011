import { beforeEach, expect, test } from 'vitest';
import * as z from 'zod';
import { changedItem, clearChanged, isListed, readChanged } from '../../lib/store/changed.ts';
import { commit } from '../../lib/store/commit.ts';
import type { Subject } from '../../lib/store/keys.ts';
import { readHead } from '../../lib/store/read.ts';
import { registered, stage } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

test.each([
  ['component/plugin/reply-drafter', true],
  ['workflow/reply-bot', true],
  ['team/team-support', false],
  ['approval/apr_1', false],
] as const)('%s is of the catalog: %s', (subject, listed) => {
  expect(isListed(subject)).toBe(listed);
});

test('every change of the catalog is marked with its number, and nothing else is', async () => {
  await registered(deps);
  const marks = (await readChanged(deps.store)).map(({ subject, v }) => `${subject} ${v}`);
  expect(marks.sort()).toEqual([
    'component/connector/crm-readonly 1',
    'component/plugin/reply-drafter 1',
    'component/skill/tone-brand-voice 1',
    'workflow/reply-bot 1',
  ]);
});

test('a mark leaves once it is dealt with, and stays where the thing changed again', async () => {
  const subject: Subject = 'component/plugin/reply-drafter';
  const head = await readHead(deps.store, subject, z.unknown());
  const event = {
    kind: 'changed',
    at: deps.now(),
    actor: { kind: 'system' as const, id: 'tests' },
    data: {},
  };
  const change = { subject, from: head?.chain, state: head?.state, event };
  await commit(deps.store, { changes: [change], writeId: deps.newId('w') });
  await clearChanged(deps.store, { subject, v: 1 });
  expect(await readChanged(deps.store)).toContainEqual({ subject, v: 2 });
  await clearChanged(deps.store, { subject, v: 2 });
  await clearChanged(deps.store, { subject, v: 2 });
  expect((await readChanged(deps.store)).map((one) => one.subject)).not.toContain(subject);
});

test('a mark says which thing it is about', () => {
  expect(changedItem({ subject: 'workflow/a', v: 3 })).toMatchObject({ sk: 'workflow/a', v: 3 });
});
