import { beforeEach, expect, test } from 'vitest';
import { endCampaign } from '../../lib/acts/campaign.ts';
import { carryCampaign } from '../../lib/acts/campaign-carry.ts';
import {
  listCampaigns,
  readCampaign,
  showCampaign,
  showCampaignAsk,
} from '../../lib/acts/campaign-shown.ts';
import { answerNudge } from '../../lib/acts/digest-answer.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OUTSIDER, OWNER } from '../kit/people.ts';
import { drafted, published, sent } from './campaigning.ts';
import { MANIFEST, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await published(deps);
  await registered(deps);
});

test('who is left comes from real pins when it is asked, and not from a list that was kept', async () => {
  await sent(deps);
  await carryCampaign(deps, 'cmp_1');
  const shown = await showCampaign(deps, 'cmp_1');
  expect(shown).toMatchObject({
    left: 1,
    over: 0,
    told: 1,
    days: [{ day: '2026-11-23', left: 1 }],
    forecast: { kind: 'unknown' },
  });
  const [, , skill] = MANIFEST.uses;
  const uses = skill ? [skill] : [];
  await registered(deps, { ...MANIFEST, uses });
  await registered(deps, { ...MANIFEST, workflow: 'late-bot' });
  const targets = (await showCampaign(deps, 'cmp_1'))?.targets.map((one) => one.workflow);
  expect(targets).toEqual(['late-bot']);
});

test('an owner is shown what of theirs is left; others nothing', async () => {
  await sent(deps);
  await carryCampaign(deps, 'cmp_1');
  expect(await showCampaignAsk(deps, 'cmp_1', OWNER)).toMatchObject({
    lines: [{ workflow: 'reply-bot', version: '1.4.0', must: { kind: 'edit' } }],
  });
  expect(await showCampaignAsk(deps, 'cmp_1', COLLEAGUE)).toBeUndefined();
  expect(await showCampaignAsk(deps, 'cmp_9', OWNER)).toBeUndefined();
});

test('the list has what is under way, the newest first, and nothing that was withdrawn', async () => {
  await sent(deps);
  deps.pass(1);
  await published(deps, '3.0.0');
  const next = { range: '2.x', successor: 'connector/crm-readonly@3.0.0' };
  await drafted(deps, next, 'cmp_2');
  const ids = async () => {
    const listed = await listCampaigns(deps, AUDITOR);
    return listed.kind === 'campaigns' ? listed.campaigns.map((one) => one.id) : [];
  };
  expect(await ids()).toEqual(['cmp_2', 'cmp_1']);
  await endCampaign(deps, ADMIN, 'cmp_1');
  expect(await ids()).toEqual(['cmp_2']);
});

test('is for people of this organisation', async () => {
  await sent(deps);
  expect(await readCampaign(deps, OUTSIDER, 'cmp_1')).toMatchObject({ why: 'not-allowed' });
  expect(await readCampaign(deps, AUDITOR, 'cmp_9')).toMatchObject({ why: 'no-campaign' });
  expect(await listCampaigns(deps, OUTSIDER)).toMatchObject({ why: 'not-allowed' });
});

test('who planned a day is shown with it, as long as they are left', async () => {
  await sent(deps);
  const line = { campaign: 'cmp_1', workflow: 'reply-bot' };
  await answerNudge(deps, OWNER, line, { says: 'help' });
  expect((await showCampaign(deps, 'cmp_1'))?.plans.size).toBe(0);
  await answerNudge(deps, OWNER, line, { says: 'plan', day: '2026-12-03' });
  expect((await showCampaign(deps, 'cmp_1'))?.plans).toEqual(
    new Map([['reply-bot', '2026-12-03']]),
  );
});
