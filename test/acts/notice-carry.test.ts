import { beforeEach, expect, test } from 'vitest';
import { carryNotice, tellables } from '../../lib/acts/notice-carry.ts';
import { askChange, loadNotice, noticeAsks } from '../../lib/acts/notice-store.ts';
import { keyOf, PEOPLE } from '../../lib/local/sample/organisation.ts';
import { commit } from '../../lib/store/commit.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE, OWNER } from '../kit/people.ts';
import { messages, opened } from './notice-kit.ts';
import { MANIFEST, registered, stage } from './stage.ts';
import { bots } from './systems-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

test('one message lists everything of an owner', async () => {
  await bots(deps, 12);
  await opened(deps);
  expect(await carryNotice(deps, 'ntc_1')).toBe(true);
  expect(await messages(deps)).toHaveLength(1);
  expect((await noticeAsks.load(deps, 'ntc_1', OWNER))?.state.workflows).toHaveLength(12);
  expect(await carryNotice(deps, 'ntc_1')).toBe(false);
});

test('who owns it now is told, not who did when it was opened', async () => {
  await registered(deps);
  await opened(deps);
  deps.change(OWNER, { deactivated: true });
  const workflow = { ...MANIFEST, workflow: 'second', owner_person: COLLEAGUE };
  await registered(deps, workflow);
  await carryNotice(deps, 'ntc_1');
  const second = (await noticeAsks.load(deps, 'ntc_1', COLLEAGUE))?.state.workflows.map(
    (one) => one.id,
  );
  expect(second).toContain('second');
  expect(await noticeAsks.load(deps, 'ntc_1', OWNER)).toBeUndefined();
});

test('what nobody is left to hear of stays with the platform', async () => {
  await registered(deps);
  await opened(deps);
  for (const someone of Object.values(PEOPLE)) deps.change(keyOf(someone), { deactivated: true });
  await carryNotice(deps, 'ntc_1');
  expect(await messages(deps)).toEqual([]);
  expect((await loadNotice(deps, 'ntc_1'))?.state).toMatchObject({
    state: 'sent',
    ownerless: ['reply-bot'],
  });
});

test('what one message cannot hold stays with the platform too, and is told of once', async () => {
  await bots(deps, 3);
  const at = deps.now();
  const workflows = Array.from({ length: 499 }, (_, n) => ({ id: `old-${n}` }));
  const full = { notice: 'ntc_1', holder: OWNER, at, workflows };
  const happened = {
    kind: 'notice.asked',
    actor: { kind: 'system' as const, id: 'tests' },
    data: {},
  };
  const change = askChange(deps, full, undefined, happened);
  await commit(deps.store, {
    changes: [change],
    puts: [noticeAsks.note('ntc_1', OWNER)],
    writeId: deps.newId('w'),
  });
  await opened(deps);
  await carryNotice(deps, 'ntc_1');
  expect((await noticeAsks.load(deps, 'ntc_1', OWNER))?.state.workflows).toHaveLength(500);
  expect((await loadNotice(deps, 'ntc_1'))?.state.ownerless).toEqual(['bot-01', 'bot-02']);
});

test('a notice that is not there is not due', async () => {
  expect(await carryNotice(deps, 'ntc_9')).toBe(false);
});

test('workflows come with the leads of their team, or with none', async () => {
  const workflow = await registered(deps);
  const [own, lost] = await tellables(deps, [workflow, { ...workflow, team: 'gone' }]);
  expect(own?.leads.length).toBeGreaterThan(0);
  expect(lost?.leads).toEqual([]);
});
