import { beforeEach, describe, expect, test } from 'vitest';
import { announceCampaign, endCampaign, sendCampaign } from '../../../lib/acts/campaign.ts';
import { carryCampaign } from '../../../lib/acts/campaign-carry.ts';
import { campaignAsks, loadCampaign } from '../../../lib/acts/campaign-store.ts';
import { loadComponent } from '../../../lib/acts/publish-ground.ts';
import { registerManifest } from '../../../lib/acts/register.ts';
import { loadWorkflow } from '../../../lib/acts/standing.ts';
import { ADMIN, OWNER } from '../../kit/people.ts';
import { drafted, published, sent, UNTIL, WANTED } from '../campaigning.ts';
import { FAULTS, race, track } from '../race.ts';
import { breaks, kindsOf, MANIFEST, registered, unsent } from '../stage.ts';

const at = track();
const SUBJECT = 'campaign/cmp_1';
const state = async () => (await loadCampaign(at.deps, 'cmp_1'))?.state;
const component = async () => (await loadComponent(at.deps, WANTED.component))?.state;
const endings = async () => (await component())?.endings ?? [];

beforeEach(() => published(at.deps));

describe.each(FAULTS)('a campaign, with the fault: %s', (fault) => {
  const where = (subject = SUBJECT) => ({ proxy: at.proxy, subject, fault });

  test('released twice at once is released once', async () => {
    await drafted(at.deps);
    const outcomes = await race(
      where(),
      () => sendCampaign(at.left, ADMIN, 'cmp_1'),
      () => sendCampaign(at.right, ADMIN, 'cmp_1'),
    );
    expect(outcomes.map((one) => one.kind)).toEqual(['campaign', 'campaign']);
    expect(await kindsOf(at.deps, SUBJECT)).toEqual(['campaign.announced', 'campaign.released']);
    expect(await unsent(at.deps)).toHaveLength(1);
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('withdrawn against released: it is withdrawn, and the component knows nothing of it', async () => {
    await drafted(at.deps);
    const [, released] = await race(
      where(),
      () => endCampaign(at.left, ADMIN, 'cmp_1'),
      () => sendCampaign(at.right, ADMIN, 'cmp_1'),
    );
    expect((await state())?.state).toBe('withdrawn');
    expect(await endings()).toEqual([]);
    const kinds = await kindsOf(at.deps, SUBJECT);
    expect(kinds).toHaveLength(released.kind === 'campaign' ? 3 : 2);
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('two that meet, announced at once: one of them, and the other hears its id', async () => {
    const announce = (deps: typeof at.left, id: string, range: string) =>
      announceCampaign(deps, ADMIN, id, { ...WANTED, range });
    const outcomes = await race(
      where(`component/${WANTED.component}`),
      () => announce(at.left, 'cmp_1', '<2.0.0'),
      () => announce(at.right, 'cmp_2', '1.4.x'),
    );
    const [kept] = await endings();
    expect(await endings()).toHaveLength(1);
    const refused = outcomes.find((one) => one.kind === 'refused');
    expect(refused).toMatchObject({ why: 'campaign-open', facts: { campaign: kept?.campaign } });
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('announced against a publishing of the same component: both are kept', async () => {
    const [said] = await race(
      where(`component/${WANTED.component}`),
      () => announceCampaign(at.left, ADMIN, 'cmp_1', WANTED),
      () => published(at.right, '3.0.0'),
    );
    expect(said.kind).toBe('campaign');
    expect(await component()).toMatchObject({ latest: '3.0.0', endings: [{ campaign: 'cmp_1' }] });
    expect(await breaks(at.deps)).toEqual([]);
  });
});

describe.each(FAULTS)('a campaign in force, with the fault: %s', (fault) => {
  const where = () => ({ proxy: at.proxy, subject: SUBJECT, fault });

  test('carried by two processes at once, each owner is told once', async () => {
    await registered(at.deps);
    await sent(at.deps);
    await race(
      where(),
      () => carryCampaign(at.left, 'cmp_1'),
      () => carryCampaign(at.right, 'cmp_1'),
    );
    expect(await campaignAsks.all(at.deps, 'cmp_1')).toHaveLength(1);
    const asks = (await unsent(at.deps)).filter((row) => row.what === 'campaign-ask');
    expect(asks).toHaveLength(1);
    expect(await state()).toMatchObject({ telling: false, counted: { left: 1 } });
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('registering while it closes: in time, or refused with what to pin instead', async () => {
    await sent(at.deps);
    const closes = (await state())?.closes ?? '';
    const match = (body: unknown) => JSON.stringify(body).includes('"workflow/reply-bot"');
    const target = { operation: 'TransactWriteItems' as const, match };
    const hold = at.proxy.hold(target);
    if (fault) at.proxy.inject({ ...target, fault });
    const registering = registerManifest(at.left, OWNER, MANIFEST, 'repo');
    await hold.arrived(1);
    at.deps.pass(UNTIL.closes);
    hold.release();
    const outcome = await registering;
    const workflow = (await loadWorkflow(at.deps, 'reply-bot'))?.state;
    if (outcome.kind === 'registered') expect((workflow?.updatedAt ?? '') < closes).toBe(true);
    else expect(JSON.stringify(outcome)).toContain('is closed to new pins');
    expect(workflow !== undefined).toBe(outcome.kind === 'registered');
  });
});
