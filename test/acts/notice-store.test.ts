import { beforeAll, expect, test } from 'vitest';
import {
  loadNotice,
  noNotice,
  noticeAsks,
  tellHolder,
  tellPlatform,
} from '../../lib/acts/notice-store.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE, OWNER } from '../kit/people.ts';
import { told } from './notice-kit.ts';
import { MANIFEST, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
  await registered(deps);
  await registered(deps, { ...MANIFEST, workflow: 'other', owner_person: COLLEAGUE });
  await told(deps);
});

test('what was asked is read by notice, and by person', async () => {
  const asks = (await noticeAsks.all(deps, 'ntc_1')).map((head) => head.state);
  expect(asks.map((ask) => ask.holder).sort()).toEqual([COLLEAGUE, OWNER].sort());
  expect((await noticeAsks.load(deps, 'ntc_1', OWNER))?.state.workflows).toEqual([
    { id: 'reply-bot' },
  ]);
  expect(await noticeAsks.load(deps, 'ntc_2', OWNER)).toBeUndefined();
  expect(await loadNotice(deps, 'ntc_2')).toBeUndefined();
});

test('a subject names notice and person', () => {
  const { subject, place } = tellHolder({ notice: 'ntc_1', holder: OWNER });
  expect(noticeAsks.read(subject)).toEqual({ id: 'ntc_1', holder: OWNER });
  expect(place).toBe(OWNER.split('/')[1]);
  expect(noticeAsks.read('notice/ntc_1')).toBeUndefined();
  expect(noticeAsks.note('ntc_1', OWNER)).toMatchObject({ pk: 'notice/ntc_1', sk: `ASK#${OWNER}` });
});

test('without a channel the platform has no card; an unknown notice is named, cut', () => {
  expect(tellPlatform('ntc_1', '')).toEqual([]);
  expect(noNotice('x'.repeat(500)).say.length).toBeLessThan(100);
});
