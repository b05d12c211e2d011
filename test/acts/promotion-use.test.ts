import { beforeEach, expect, test } from 'vitest';
import { demoteComponent } from '../../lib/acts/demote.ts';
import { countReuse } from '../../lib/acts/promotion-use.ts';
import { registerManifest } from '../../lib/acts/register.ts';
import type { Promotion } from '../../lib/core/promotion.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { OWNER, SALES_LEAD } from '../kit/people.ts';
import { as, ownRelease, promoted, promotionNow, publishIt } from './promotion-kit.ts';
import { breaks, stage, unsent } from './stage.ts';

const engine = engineOfFile();
const DAY = 24 * 60;
let deps: TestDeps;
let promotion: Promotion;
beforeEach(async () => {
  deps = await stage(engine());
  await ownRelease(deps);
  promotion = await promoted(deps);
  await publishIt(deps, promotion);
});
const uses = [{ plugin: 'call-brief', version: '1.0.x' }];
const pinned = (by: string, owner: string, workflow: string) =>
  registerManifest(deps, by, { workflow, owner, uses }, 'repo');

test('once a day, what is used more or less than the post says is drawn anew', async () => {
  await pinned(SALES_LEAD, 'team-sales', 'sales-brief');
  const before = (await unsent(deps)).length;
  expect(await countReuse(deps)).toEqual({ recounted: 1 });
  expect((await promotionNow(deps, promotion)).use).toEqual({ workflows: 1, teams: 1 });
  const told = (await unsent(deps)).slice(before);
  expect(told.map(({ what, lane }) => `${lane} ${what}`).sort()).toEqual([
    'bulk promotion-card',
    'bulk promotion-card',
    'bulk promotion-post',
  ]);
  await pinned(OWNER, 'team-support', 'support-brief');
  expect(await countReuse(deps)).toEqual({ recounted: 0 });
  deps.pass(DAY + 1);
  expect(await countReuse(deps)).toEqual({ recounted: 1 });
  expect(await breaks(deps)).toEqual([]);
});

test('what did not change is left alone', async () => {
  const rows = (await unsent(deps)).length;
  expect(await countReuse(deps)).toEqual({ recounted: 0 });
  expect(await unsent(deps)).toHaveLength(rows);
});

test('it is counted for ever: also after it was taken back', async () => {
  await pinned(SALES_LEAD, 'team-sales', 'sales-brief');
  await demoteComponent(deps, as.admin, promotion.id, 'It fails.');
  expect(await countReuse(deps)).toEqual({ recounted: 1 });
  expect((await promotionNow(deps, promotion)).use).toEqual({ workflows: 1, teams: 1 });
});
