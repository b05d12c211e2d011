import { beforeEach, expect, test } from 'vitest';
import { carryCampaign } from '../../lib/acts/campaign-carry.ts';
import { countCampaign } from '../../lib/acts/campaign-count.ts';
import { countedDays, loadCampaign } from '../../lib/acts/campaign-store.ts';
import { sweepDue } from '../../lib/acts/sweep.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { published, sent, UNTIL } from './campaigning.ts';
import { kindsOf, MANIFEST, registered, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await published(deps);
  await registered(deps);
  await sent(deps);
  await carryCampaign(deps, 'cmp_1');
});

const DAY = 24 * 60;
const moved = {
  ...MANIFEST,
  uses: [
    { connector: 'crm-readonly', version: '2.0.x' },
    { skill: 'tone-brand-voice', version: '2.0.1' },
  ],
};

test('each day is counted once, from real pins, whichever sweep comes', async () => {
  expect(await countedDays(deps, 'cmp_1')).toEqual([{ day: '2026-11-23', left: 1, over: 0 }]);
  expect(await countCampaign(deps, 'cmp_1')).toBe(false);
  deps.pass(DAY);
  // The count, and the owner's digest of that Tuesday.
  expect(await sweepDue(deps)).toMatchObject({ noticed: 2 });
  expect(await sweepDue(deps)).toMatchObject({ noticed: 0 });
  expect(await countedDays(deps, 'cmp_1')).toHaveLength(2);
  const counted = (await kindsOf(deps, 'campaign/cmp_1')).filter((one) => one.endsWith('counted'));
  expect(counted).toHaveLength(2);
});

test('whoever moves away is gone from the next count, and from the card', async () => {
  await registered(deps, moved);
  deps.pass(DAY);
  await sweepDue(deps);
  const [first, second] = await countedDays(deps, 'cmp_1');
  expect(first?.left).toBe(1);
  expect(second?.left).toBe(0);
  const cards = (await unsent(deps)).filter((row) => row.what === 'campaign-card');
  expect(cards.length).toBeGreaterThan(1);
});

test('it is looked at for as long as somebody is left, and at most a month after it stopped', async () => {
  deps.pass(UNTIL.stops);
  await sweepDue(deps);
  expect((await loadCampaign(deps, 'cmp_1'))?.state.look).toBeDefined();
  deps.pass(31 * DAY);
  await sweepDue(deps);
  expect((await loadCampaign(deps, 'cmp_1'))?.state.look).toBeUndefined();
});

test('of nothing, nothing is counted', async () => {
  expect(await countCampaign(deps, 'cmp_9')).toBe(false);
});
