import { beforeEach, describe, expect, test } from 'vitest';
import { cutCampaign, endCampaign, moveCampaign } from '../../lib/acts/campaign.ts';
import { carryCampaign } from '../../lib/acts/campaign-carry.ts';
import { showCampaignAsk } from '../../lib/acts/campaign-shown.ts';
import { campaignAsks, loadCampaign } from '../../lib/acts/campaign-store.ts';
import { sweepDue } from '../../lib/acts/sweep.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, OWNER } from '../kit/people.ts';
import { drafted, published, sent } from './campaigning.ts';
import { pinnedBy, strangers } from './changing.ts';
import { crashingAfter } from './crashing.ts';
import { breaks, registered, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await published(deps);
});

const messages = async () => (await unsent(deps)).filter((row) => row.what === 'campaign-ask');
const campaign = async () => (await loadCampaign(deps, 'cmp_1'))?.state;
const drawn = async () => (await campaignAsks.all(deps, 'cmp_1')).map((ask) => ask.state.drawn);

describe('telling the owners', () => {
  test('one message each, all of theirs in it; a second sweep tells nobody', async () => {
    await registered(deps);
    await pinnedBy(deps, [OWNER, OWNER, 'T0YARD/U0N1']);
    await sent(deps);
    expect(await sweepDue(deps)).toMatchObject({ noticed: 1 });
    const asks = (await campaignAsks.all(deps, 'cmp_1')).map((ask) => ask.state);
    expect(asks.map((ask) => [ask.holder, ask.affected.length])).toEqual([
      ['T0YARD/U0N1', 1],
      [OWNER, 3],
    ]);
    expect((await messages()).map((row) => row.place).sort()).toEqual(['U0N1', 'U0OWNER']);
    expect(await campaign()).toMatchObject({ telling: false, counted: { left: 4 } });
    expect(await sweepDue(deps)).toMatchObject({ noticed: 0 });
    expect(await breaks(deps)).toEqual([]);
  });

  test('of a draft nobody is told, whoever sweeps', async () => {
    await registered(deps);
    await drafted(deps);
    await sweepDue(deps);
    expect(await carryCampaign(deps, 'cmp_1')).toBe(false);
    expect(await carryCampaign(deps, 'cmp_9')).toBe(false);
    expect(await unsent(deps)).toEqual([]);
  });

  test('where nobody is left it stays on the card, never silently', async () => {
    await registered(deps);
    deps.change(OWNER, { deactivated: true });
    await sent(deps);
    await carryCampaign(deps, 'cmp_1');
    expect(await messages()).toEqual([]);
    expect(await campaign()).toMatchObject({ telling: false, ownerless: ['reply-bot'] });
  });

  test('of 45 goes batch by batch, and after a crash between two of them nobody is told twice', async () => {
    await pinnedBy(deps, strangers(45));
    await sent(deps);
    await expect(carryCampaign(crashingAfter(deps, 2), 'cmp_1')).rejects.toThrow('crashed');
    expect(await messages()).toHaveLength(32);
    expect(await campaign()).toMatchObject({ telling: true });
    await sweepDue(deps);
    const places = (await messages()).map((row) => row.place);
    expect(places).toHaveLength(45);
    expect(new Set(places).size).toBe(45);
  });
});

describe('what became of it tells exactly those who had been told', () => {
  beforeEach(async () => {
    await pinnedBy(deps, strangers(20));
    await sent(deps);
  });

  test.each([
    ['postponed', () => moveCampaign(deps, ADMIN, 'cmp_1', { stopsOn: '2027-03-01' })],
    ['narrowed', () => cutCampaign(deps, ADMIN, 'cmp_1', '1.4.x')],
    ['withdrawn', () => endCampaign(deps, ADMIN, 'cmp_1')],
  ])('%s: each message is drawn anew, once', async (_, change) => {
    await carryCampaign(deps, 'cmp_1');
    const [before] = await drawn();
    await change();
    await pinnedBy(deps, [...strangers(20), 'T0YARD/U0LATE']);
    expect(await sweepDue(deps)).toMatchObject({ noticed: 1 });
    const all = await drawn();
    expect(all).toHaveLength(20);
    expect(new Set(all).size).toBe(1);
    expect(all[0]).not.toBe(before);
    expect(await messages()).toHaveLength(40);
    expect(await campaign()).toMatchObject({ redraw: false });
    expect(await breaks(deps)).toEqual([]);
  });

  test('withdrawn between two batches, the others never hear of it', async () => {
    await expect(carryCampaign(crashingAfter(deps, 1), 'cmp_1')).rejects.toThrow('crashed');
    await endCampaign(deps, ADMIN, 'cmp_1');
    await sweepDue(deps);
    expect(await drawn()).toEqual(new Array(16).fill('withdrawn 0'));
    expect(await sweepDue(deps)).toMatchObject({ noticed: 0 });
  });

  test('postponed between two batches, the others are told, with the new days', async () => {
    await expect(carryCampaign(crashingAfter(deps, 1), 'cmp_1')).rejects.toThrow('crashed');
    await moveCampaign(deps, ADMIN, 'cmp_1', { stopsOn: '2027-03-01' });
    await sweepDue(deps);
    expect(await drawn()).toEqual(new Array(20).fill('open 1'));
  });

  test('of a narrowed one, who is out of it has nothing left to do', async () => {
    await published(deps, '1.2.0');
    await carryCampaign(deps, 'cmp_1');
    expect(await showCampaignAsk(deps, 'cmp_1', 'T0YARD/U0N1')).toMatchObject({
      lines: [{ workflow: 'bot-001', must: { kind: 'edit' } }],
    });
    await cutCampaign(deps, ADMIN, 'cmp_1', '<1.4.0');
    expect(await showCampaignAsk(deps, 'cmp_1', 'T0YARD/U0N1')).toMatchObject({ lines: [] });
  });
});
