import { beforeEach, describe, expect, test } from 'vitest';
import { readRequest } from '../../lib/acts/answer-request.ts';
import { makeCopy } from '../../lib/acts/extension-copy.ts';
import { useExtension } from '../../lib/acts/extension-use.ts';
import { reuse } from '../../lib/acts/request.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE, OWNER, SALES_LEAD } from '../kit/people.ts';
import { ASKED, askedOwner, DRAFTER, extensionNow, released, SAY, said } from './extending.ts';
import { breaks, kindsOf, MANIFEST, registered, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await askedOwner(deps);
});

async function releasedFor() {
  deps.pass(60);
  await released(deps);
  await said(deps, SAY.release);
  deps.pass(60);
  await released(deps, '4.0.0');
}

test('goes straight into reuse with the version that was released for it', async () => {
  await releasedFor();
  const outcome = await useExtension(deps, COLLEAGUE, 'ext_1');
  expect(outcome).toMatchObject({
    kind: 'registered',
    workflow: { id: 'french-replies', status: 'active', purpose: ASKED.need, owner: COLLEAGUE },
  });
  const locked = outcome.kind === 'registered' ? outcome.workflow.locks : [];
  expect(locked.find((lock) => lock.component === DRAFTER)?.version).toBe('3.3.0');
  expect(await readRequest(deps, 'req_1')).toMatchObject({
    ...{ state: 'reused', because: DRAFTER, extension: 'ext_1', by: OWNER },
    at: '2026-11-23T09:00:00.000Z',
  });
  expect(await extensionNow(deps)).toMatchObject({ state: 'released', used: 'french-replies' });
  expect((await unsent(deps)).map((row) => row.what)).not.toContain('request-card');
  expect(await breaks(deps)).toEqual([]);
});

test('pressed twice it is one workflow', async () => {
  await releasedFor();
  await useExtension(deps, OWNER, 'ext_1');
  expect(await useExtension(deps, OWNER, 'ext_1')).toMatchObject({
    kind: 'unchanged',
    workflow: { id: 'french-replies', revision: 1 },
  });
  expect(await kindsOf(deps, 'workflow/french-replies')).toEqual(['workflow.registered']);
});

test('a copy is used like a release', async () => {
  await said(deps, SAY.offer);
  await makeCopy(deps, OWNER, 'ext_1', 'french-drafter');
  expect(await useExtension(deps, OWNER, 'ext_1')).toMatchObject({
    kind: 'registered',
    workflow: { locks: [{ component: 'plugin/french-drafter', version: '0.1.0' }, {}, {}] },
  });
});

test('a name that is taken by now is asked for anew', async () => {
  await releasedFor();
  await registered(deps, { ...MANIFEST, workflow: 'french-replies' });
  expect(await useExtension(deps, OWNER, 'ext_1')).toMatchObject({ why: 'name-taken' });
  expect(await useExtension(deps, OWNER, 'ext_1', 'replies-fr')).toMatchObject({
    workflow: { id: 'replies-fr' },
  });
  expect(await readRequest(deps, 'req_1')).toMatchObject({ workflow: 'replies-fr' });
});

describe('nothing is used', () => {
  test('while the owner owes an answer, nor once it was declined', async () => {
    expect(await useExtension(deps, OWNER, 'ext_1')).toMatchObject({ why: 'nothing-to-use' });
    await said(deps, SAY.decline);
    expect(await useExtension(deps, OWNER, 'ext_1')).toMatchObject({ why: 'nothing-to-use' });
    expect(await useExtension(deps, OWNER, 'ext_none')).toMatchObject({ why: 'no-extension' });
  });

  test('by another team', async () => {
    await releasedFor();
    expect(await useExtension(deps, SALES_LEAD, 'ext_1')).toMatchObject({ why: 'not-allowed' });
    await useExtension(deps, OWNER, 'ext_1');
    expect(await useExtension(deps, SALES_LEAD, 'ext_1')).toMatchObject({ why: 'not-allowed' });
  });

  test('with the form that asked the owner, sent again with another choice', async () => {
    const { component: _, missing: __, ...need } = ASKED;
    expect(await reuse(deps, need, DRAFTER)).toMatchObject({ why: 'answered-already' });
  });
});
