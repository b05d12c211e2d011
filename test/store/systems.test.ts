import { beforeEach, expect, test } from 'vitest';
import {
  openNoticeKey,
  putAll,
  readFiled,
  readOpenNotice,
  readSystemEdges,
  saveFiled,
  systemEdge,
} from '../../lib/store/systems.ts';
import { stage } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const touch = (system: string) => ({ system, via: ['manifest'] });

test('a workflow is filed once with a system, however its name is written', () => {
  const edge = systemEdge('reply-bot', touch('C R M'));
  expect(edge).toMatchObject({ pk: 'system/crm', sk: 'EDGE#reply-bot' });
  expect(systemEdge('reply-bot', touch('crm'))).toEqual(edge);
});

test('the edges of a system come by name, page by page, and of no other system', async () => {
  const ids = ['c', 'a', 'b'];
  await putAll(deps.store, [
    ...ids.map((id) => systemEdge(id, touch('CRM'))),
    systemEdge('d', touch('CRM2')),
    { ...openNoticeKey('crm'), kind: 'open-notice', data: { notice: 'ntc_1' } },
  ]);
  const first = await readSystemEdges(deps.store, 'crm', { most: 2 });
  expect(first.heads.map((head) => head.state.workflow)).toEqual(['a', 'b']);
  const rest = await readSystemEdges(deps.store, 'crm', { most: 2, after: first.next });
  expect(rest.heads.map((head) => head.state.workflow)).toEqual(['c']);
  expect(await readOpenNotice(deps.store, 'crm')).toBe('ntc_1');
  expect(await readOpenNotice(deps.store, 'crm2')).toBeUndefined();
});

test('how far the filing came is kept', async () => {
  expect(await readFiled(deps.store)).toEqual({ after: '', done: false });
  await saveFiled(deps.store, { after: 'm', done: true });
  expect(await readFiled(deps.store)).toEqual({ after: 'm', done: true });
});
