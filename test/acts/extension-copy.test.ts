import { beforeEach, describe, expect, test } from 'vitest';
import { askExtension } from '../../lib/acts/extension.ts';
import { makeCopy } from '../../lib/acts/extension-copy.ts';
import { releasesOf } from '../../lib/acts/register.ts';
import { componentSchema } from '../../lib/core/component.ts';
import { uponListing } from '../../lib/store/edges.ts';
import { readAll, readHead } from '../../lib/store/read.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, COLLEAGUE, OWNER, SALES_LEAD } from '../kit/people.ts';
import { ASKED, askedOwner, DRAFTER, extensionNow, released, SAY, said } from './extending.ts';
import { breaks, kindsOf, stage, unsent } from './stage.ts';

const engine = engineOfFile();
const NAME = 'french-drafter';
const COPY = 'plugin/french-drafter';
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await askedOwner(deps);
});
const offered = () => said(deps, SAY.offer);

test('a copy is the team’s own, begins as its origin is today, and says where it comes from', async () => {
  deps.pass(60);
  await released(deps);
  await offered();
  expect(await makeCopy(deps, COLLEAGUE, 'ext_1', NAME)).toMatchObject({
    kind: 'copied',
    copy: COPY,
  });
  const head = await readHead(deps.store, `component/${COPY}`, componentSchema);
  expect(head?.state).toMatchObject({
    ...{ team: 'team-support', visibility: 'team', latest: '0.1.0' },
    derivedFrom: { component: DRAFTER, version: '3.3.0' },
  });
  const [own] = await releasesOf(deps, COPY);
  const origin = (await releasesOf(deps, DRAFTER)).find((one) => one.version === '3.3.0');
  expect(own).toMatchObject({
    ...{ version: '0.1.0', lifecycle: 'active', publishedBy: COLLEAGUE },
    fingerprint: origin?.fingerprint,
    surface: origin?.surface,
  });
  expect(await extensionNow(deps)).toMatchObject({ state: 'copied', copy: COPY });
  expect(await kindsOf(deps, `component/${COPY}`)).toEqual(['release.published']);
  expect(await breaks(deps)).toEqual([]);
});

test('what the origin uses, the copy uses: whoever asks who depends on it finds both', async () => {
  await offered();
  await makeCopy(deps, OWNER, 'ext_1', NAME);
  const upon = await readAll(deps.store, uponListing('connector/crm-readonly'));
  expect(upon.map((one) => one.state.component).sort()).toEqual([COPY, DRAFTER]);
});

test('pressed twice it is made once', async () => {
  await offered();
  await makeCopy(deps, OWNER, 'ext_1', NAME);
  const before = (await unsent(deps)).length;
  expect(await makeCopy(deps, OWNER, 'ext_1', NAME)).toMatchObject({ kind: 'copied', copy: COPY });
  expect(await makeCopy(deps, OWNER, 'ext_1', 'other')).toMatchObject({ why: 'answered-already' });
  expect(await unsent(deps)).toHaveLength(before);
  expect(await kindsOf(deps, 'extension/ext_1')).toHaveLength(3);
});

test('once it is made the team may ask for something else', async () => {
  await offered();
  expect(await askExtension(deps, { ...ASKED, id: 'req_2' })).toMatchObject({ kind: 'before' });
  await makeCopy(deps, OWNER, 'ext_1', NAME);
  await askedOwner(deps, { id: 'req_2' });
});

describe('no copy', () => {
  test('is made before it was offered, nor of what is not there', async () => {
    expect(await makeCopy(deps, OWNER, 'ext_1', NAME)).toMatchObject({ why: 'no-copy-offered' });
    expect(await makeCopy(deps, OWNER, 'ext_none', NAME)).toMatchObject({ why: 'no-extension' });
  });

  test.each([
    ['under a name that is taken', OWNER, 'reply-drafter', 'name-taken'],
    ['under a name that is none', OWNER, 'No Name', 'bad-name'],
    ['by another team', SALES_LEAD, NAME, 'not-allowed'],
    ['by the owner of the origin', ADMIN, NAME, 'not-allowed'],
  ])('is made %s', async (_, by, name, why) => {
    await offered();
    expect(await makeCopy(deps, by, 'ext_1', name)).toMatchObject({ why });
    expect(await extensionNow(deps)).toMatchObject({ state: 'copy-offered' });
  });
});
