import { beforeEach, describe, expect, test } from 'vitest';
import { withdrawAsked } from '../../lib/acts/extension-answer.ts';
import { extensionsFor, listExtensions, ownExtensions } from '../../lib/acts/extension-list.ts';
import { useExtension } from '../../lib/acts/extension-use.ts';
import type { Extension } from '../../lib/core/extension.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../kit/people.ts';
import { askedOwner, released, SAY, SCORER, said, salesPlugin } from './extending.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await salesPlugin(deps);
  await askedOwner(deps);
  deps.pass(1);
  await askedOwner(deps, { id: 'req_2', component: SCORER, by: COLLEAGUE });
});
const ids = (list: readonly Extension[]) => list.map((one) => one.id);

test('everybody of the organisation reads what is asked, the oldest first', async () => {
  const listed = await listExtensions(deps, AUDITOR);
  expect(listed.kind === 'extensions' && ids(listed.extensions)).toEqual(['ext_1', 'ext_2']);
  expect(await listExtensions(deps, OUTSIDER)).toMatchObject({ why: 'not-allowed' });
});

test('what is over is listed by its month', async () => {
  await withdrawAsked(deps, OWNER, 'ext_1');
  const open = await listExtensions(deps, OWNER);
  const over = await listExtensions(deps, OWNER, '2026-11');
  expect(open.kind === 'extensions' && ids(open.extensions)).toEqual(['ext_2']);
  expect(over.kind === 'extensions' && ids(over.extensions)).toEqual(['ext_1']);
  expect(await listExtensions(deps, OWNER, '2026-10')).toMatchObject({ extensions: [] });
});

describe('what waits for somebody', () => {
  test.each([
    ['an admin, of what is shared', ADMIN, ['ext_1']],
    ['the lead whose component it is', SALES_LEAD, ['ext_2']],
    ['whoever asked', OWNER, []],
    ['an auditor', AUDITOR, []],
  ])('%s', async (_, person, found) =>
    expect(ids(await extensionsFor(deps, person))).toEqual(found),
  );

  test('is not what is planned, until its day is over', async () => {
    await said(deps, { ...SAY.plan, date: '2026-11-24' });
    expect(await extensionsFor(deps, ADMIN)).toEqual([]);
    deps.pass(2 * 24 * 60);
    expect(ids(await extensionsFor(deps, ADMIN))).toEqual(['ext_1']);
  });
});

test('one’s own are there until what came of them is used', async () => {
  expect(ids(await ownExtensions(deps, OWNER))).toEqual(['ext_1']);
  await released(deps);
  deps.pass(1);
  await released(deps, '3.4.0');
  await said(deps, { ...SAY.release, version: '3.4.0' });
  expect(ids(await ownExtensions(deps, OWNER))).toEqual(['ext_1']);
  await useExtension(deps, OWNER, 'ext_1');
  expect(await ownExtensions(deps, OWNER)).toEqual([]);
});
