import { beforeEach, describe, expect, test } from 'vitest';
import {
  announceCampaign,
  cutCampaign,
  endCampaign,
  moveCampaign,
  sendCampaign,
} from '../../lib/acts/campaign.ts';
import { loadCampaign } from '../../lib/acts/campaign-store.ts';
import { registerManifest, releasesOf } from '../../lib/acts/register.ts';
import { sunsetOf } from '../../lib/acts/sunset.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, OUTSIDER, OWNER, SALES_LEAD } from '../kit/people.ts';
import { drafted, published, sent, UNTIL, WANTED } from './campaigning.ts';
import { breaks, kindsOf, MANIFEST, registered, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await registered(deps);
  await published(deps);
});

const LOCK = { component: WANTED.component, range: '1.4.0', version: '1.4.0' };
const lifecycles = async () =>
  Object.fromEntries(
    (await releasesOf(deps, WANTED.component)).map((one) => [one.version, one.lifecycle]),
  );
const announce = (change: Partial<typeof WANTED> = {}, by = ADMIN, id = 'cmp_2') =>
  announceCampaign(deps, by, id, { ...WANTED, ...change });

describe('announcing', () => {
  test('leaves a draft, in force nowhere, and tells nobody', async () => {
    const campaign = await drafted(deps);
    expect(campaign).toMatchObject({
      state: 'draft',
      by: ADMIN,
      stops: '2027-01-14T23:00:00.000Z',
    });
    expect(await lifecycles()).toEqual({ '1.4.0': 'active', '2.0.1': 'active' });
    expect(await unsent(deps)).toEqual([]);
    expect(await kindsOf(deps, 'campaign/cmp_1')).toEqual(['campaign.announced']);
    expect(await breaks(deps)).toEqual([]);
  });

  test('the same form twice is one draft', async () => {
    expect(await drafted(deps)).toEqual(await drafted(deps));
  });

  test('meeting another is refused with its id, until that is withdrawn', async () => {
    await drafted(deps);
    const met = await announce({ range: '1.4.x' });
    expect(met).toMatchObject({ why: 'campaign-open', facts: { campaign: 'cmp_1' } });
    await endCampaign(deps, ADMIN, 'cmp_1');
    expect(await announce({ range: '1.4.x' })).toMatchObject({ kind: 'campaign' });
  });

  test.each([
    ['a lead of another team', SALES_LEAD, {}, 'not-allowed'],
    ['the owner of what uses it', OWNER, {}, 'not-allowed'],
    ['an auditor', AUDITOR, {}, 'not-allowed'],
    ['somebody of another organisation', OUTSIDER, {}, 'not-allowed'],
    ['anybody, of nothing', ADMIN, { component: 'plugin/none' }, 'no-component'],
    ['anybody, in no range', ADMIN, { range: 'latest' }, 'bad-range'],
    ['anybody, of no version', ADMIN, { range: '9.x' }, 'bad-range'],
    ['anybody, for yesterday', ADMIN, { closesOn: '2026-11-22' }, 'bad-campaign'],
    [
      'anybody, without a successor',
      ADMIN,
      { successor: `${WANTED.component}@9.9.9` },
      'bad-campaign',
    ],
    ['anybody, for itself', ADMIN, { successor: `${WANTED.component}@1.4.0` }, 'bad-campaign'],
  ])('is refused to %s', async (_, by, change, why) => {
    expect(await announce(change, by)).toMatchObject({ why });
    expect(await loadCampaign(deps, 'cmp_2')).toBeUndefined();
  });

  test('a helper who has left helps nobody', async () => {
    deps.change(WANTED.helper, { deactivated: true });
    expect(await announce()).toMatchObject({ why: 'bad-campaign', facts: { field: 'helper' } });
  });
});

describe('releasing', () => {
  test('deprecates the range at that moment, and shows the card', async () => {
    const campaign = await sent(deps);
    expect(campaign).toMatchObject({ state: 'open', telling: true, released: { by: ADMIN } });
    expect(await lifecycles()).toEqual({ '1.4.0': 'deprecated', '2.0.1': 'active' });
    expect(await unsent(deps)).toMatchObject([
      { what: 'campaign-card', subject: 'campaign/cmp_1' },
    ]);
    expect(await kindsOf(deps, `component/${WANTED.component}`)).toEqual([
      'release.published',
      'release.published',
      'component.ending-draft',
      'component.ending-open',
    ]);
    expect(await breaks(deps)).toEqual([]);
  });

  test('twice is once, and nobody may who may not announce', async () => {
    await drafted(deps);
    expect(await sendCampaign(deps, OWNER, 'cmp_1')).toMatchObject({ why: 'not-allowed' });
    await sendCampaign(deps, ADMIN, 'cmp_1');
    expect(await sendCampaign(deps, ADMIN, 'cmp_1')).toMatchObject({ kind: 'campaign' });
    expect(await kindsOf(deps, 'campaign/cmp_1')).toHaveLength(2);
    expect(await sendCampaign(deps, ADMIN, 'cmp_9')).toMatchObject({ why: 'no-campaign' });
  });

  test('is refused where what replaces it is retired itself by then', async () => {
    await published(deps, '3.0.0');
    await drafted(deps);
    const next = { range: '2.x', successor: `${WANTED.component}@3.0.0` };
    await drafted(deps, next, 'cmp_2');
    await sendCampaign(deps, ADMIN, 'cmp_2');
    expect(await sendCampaign(deps, ADMIN, 'cmp_1')).toMatchObject({ why: 'bad-campaign' });
  });
});

describe('at the doors', () => {
  test('each moment comes by itself: no job has to run', async () => {
    const workflow = { id: 'reply-bot', locks: [LOCK] };
    await sent(deps);
    expect(await sunsetOf(deps, workflow)).toBeUndefined();
    deps.pass(UNTIL.closes);
    expect(await lifecycles()).toMatchObject({ '1.4.0': 'closed' });
    const other = { ...MANIFEST, workflow: 'other-bot' };
    const refused = await registerManifest(deps, OWNER, other, 'repo');
    expect(JSON.stringify(refused)).toContain(`Pin ${WANTED.component} \\"2.0.x\\" instead.`);
    deps.pass(UNTIL.stops - UNTIL.closes);
    expect(await lifecycles()).toMatchObject({ '1.4.0': 'disabled', '2.0.1': 'active' });
    expect(await sunsetOf(deps, workflow)).toMatchObject({ why: 'past-sunset' });
  });

  test('a new version inside the range is retired with it; later ones stay', async () => {
    await sent(deps);
    await published(deps, '1.5.0');
    await published(deps, '2.1.0');
    expect(await lifecycles()).toMatchObject({ '1.5.0': 'deprecated', '2.1.0': 'active' });
  });

  test('who registers it is told; registering it again keeps the lock, also when closed', async () => {
    await sent(deps);
    const changed = { ...MANIFEST, purpose: 'Replies' };
    const first = await registerManifest(deps, OWNER, changed, 'repo');
    expect(JSON.stringify(first)).toContain('1.4.0 stops on 2027-01-15');
    deps.pass(UNTIL.closes);
    const again = await registerManifest(deps, OWNER, { ...MANIFEST, purpose: 'X' }, 'repo');
    expect(again).toMatchObject({ kind: 'registered' });
  });
});

describe('changing it', () => {
  test('postponed, everything is as open as it was', async () => {
    await sent(deps);
    deps.pass(UNTIL.closes);
    expect(await lifecycles()).toMatchObject({ '1.4.0': 'closed' });
    const moved = await moveCampaign(deps, ADMIN, 'cmp_1', {
      closesOn: '2027-02-01',
      stopsOn: '2027-03-01',
    });
    expect(moved).toMatchObject({ campaign: { closesOn: '2027-02-01', redraw: true } });
    expect(await lifecycles()).toMatchObject({ '1.4.0': 'deprecated' });
    const sooner = await moveCampaign(deps, ADMIN, 'cmp_1', { stopsOn: '2027-02-15' });
    expect(sooner).toMatchObject({ why: 'not-later' });
  });

  test('narrowed, the rest is open again', async () => {
    await published(deps, '1.2.0');
    await sent(deps);
    expect(await cutCampaign(deps, ADMIN, 'cmp_1', '*')).toMatchObject({ why: 'not-narrower' });
    await cutCampaign(deps, ADMIN, 'cmp_1', '<1.4.0');
    expect(await lifecycles()).toMatchObject({ '1.2.0': 'deprecated', '1.4.0': 'active' });
  });

  test('withdrawn, everything is as it was, until it has stopped', async () => {
    await sent(deps);
    await endCampaign(deps, ADMIN, 'cmp_1');
    expect(await lifecycles()).toMatchObject({ '1.4.0': 'active' });
    expect(await endCampaign(deps, ADMIN, 'cmp_1')).toMatchObject({ kind: 'campaign' });
    expect(await kindsOf(deps, 'campaign/cmp_1')).toHaveLength(3);
    expect(await sendCampaign(deps, ADMIN, 'cmp_1')).toMatchObject({ why: 'campaign-withdrawn' });
    expect(await breaks(deps)).toEqual([]);
  });

  test('nothing of it changes once it has stopped', async () => {
    await sent(deps);
    deps.pass(UNTIL.stops);
    for (const outcome of [
      await endCampaign(deps, ADMIN, 'cmp_1'),
      await moveCampaign(deps, ADMIN, 'cmp_1', { stopsOn: '2027-09-01' }),
      await cutCampaign(deps, ADMIN, 'cmp_1', '1.4.x'),
    ]) {
      expect(outcome).toMatchObject({ why: 'campaign-over' });
    }
  });
});
