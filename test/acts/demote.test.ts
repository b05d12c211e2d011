import { beforeEach, expect, test } from 'vitest';
import { demoteComponent, mayNotDemote } from '../../lib/acts/demote.ts';
import { registerManifest } from '../../lib/acts/register.ts';
import { renameComponent } from '../../lib/acts/rename-component.ts';
import { loadWorkflow } from '../../lib/acts/standing.ts';
import type { Promotion } from '../../lib/core/promotion.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, OWNER, SALES_LEAD } from '../kit/people.ts';
import {
  as,
  componentNow,
  ownRelease,
  promoted,
  promotionNow,
  publishIt,
} from './promotion-kit.ts';
import { breaks, exported, kindsOf, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
let promotion: Promotion;
beforeEach(async () => {
  deps = await stage(engine());
  await ownRelease(deps);
  promotion = await promoted(deps);
});

test('gives it back to the credited team; locks and credit stay, and everybody is told', async () => {
  await publishIt(deps, promotion);
  const uses = [{ plugin: 'call-brief', version: '1.0.x' }];
  const manifest = { workflow: 'sales-brief', owner: 'team-sales', uses };
  await registerManifest(deps, SALES_LEAD, manifest, 'repo');
  const before = (await unsent(deps)).length;
  expect(await demoteComponent(deps, as.admin, promotion.id, 'It fails.')).toMatchObject({
    promotion: { state: 'demoted', end: { by: ADMIN, reason: 'It fails.' } },
  });
  expect(await componentNow(deps)).toMatchObject({
    visibility: 'team',
    team: 'team-support',
    credit: { builtBy: [OWNER], reviewedBy: ADMIN },
  });
  expect((await loadWorkflow(deps, 'sales-brief'))?.state.locks).toMatchObject([
    { component: 'plugin/call-brief', version: '1.0.0' },
  ]);
  const told = (await unsent(deps)).slice(before).map((one) => one.place);
  expect(told.sort()).toEqual(['C0CATALOG', 'C0PLATFORM', 'C0SUPPORT']);
  expect((await kindsOf(deps, 'component/plugin/call-brief')).at(-1)).toBe('component.demoted');
  expect((await exported(deps)).join('\n')).not.toContain('It fails.');
  expect(await breaks(deps)).toEqual([]);
  expect((await promoted(deps)).sharedBefore).toBe('1.0.0');
});

test('needs a reason, and an admin whom Slack still knows', async () => {
  await publishIt(deps, promotion);
  expect(await demoteComponent(deps, as.owner, promotion.id, 'x')).toMatchObject({
    why: 'not-allowed',
  });
  expect(await demoteComponent(deps, as.admin, promotion.id, ' ')).toMatchObject({
    why: 'reason-required',
  });
  deps.change(ADMIN, { deactivated: true });
  expect(await demoteComponent(deps, as.admin, promotion.id, 'x')).toMatchObject({
    why: 'deactivated',
  });
  expect(await promotionNow(deps, promotion)).toMatchObject({ state: 'published' });
});

test('is of what is shared, once', async () => {
  expect(await mayNotDemote(deps, ADMIN, promotion.id)).toMatchObject({ why: 'answered-already' });
  expect(await mayNotDemote(deps, ADMIN, 'prm_none')).toMatchObject({ why: 'no-promotion' });
  await publishIt(deps, promotion);
  expect(await mayNotDemote(deps, ADMIN, promotion.id)).toBeUndefined();
  await demoteComponent(deps, as.admin, promotion.id, 'x');
  expect(await demoteComponent(deps, as.admin, promotion.id, 'x')).toMatchObject({
    why: 'answered-already',
  });
});

test('of what was renamed since takes it back under both names', async () => {
  await publishIt(deps, promotion);
  await renameComponent(deps, ADMIN, 'plugin/call-brief', 'call-notes');
  expect(await componentNow(deps, 'plugin/call-notes')).toMatchObject({ visibility: 'shared' });
  await demoteComponent(deps, as.admin, promotion.id, 'It fails.');
  for (const id of ['plugin/call-brief', 'plugin/call-notes']) {
    expect(await componentNow(deps, id)).toMatchObject({
      visibility: 'team',
      team: 'team-support',
    });
    expect((await kindsOf(deps, `component/${id}`)).at(-1)).toBe('component.demoted');
  }
  expect(await breaks(deps)).toEqual([]);
});
