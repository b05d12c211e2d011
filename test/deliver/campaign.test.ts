import { beforeEach, expect, test } from 'vitest';
import { cutCampaign, endCampaign } from '../../lib/acts/campaign.ts';
import { carryCampaign } from '../../lib/acts/campaign-carry.ts';
import { renderCampaign, renderCampaignAsk } from '../../lib/deliver/campaign.ts';
import { deliver } from '../../lib/deliver/deliver.ts';
import { drafted, published, sent } from '../acts/campaigning.ts';
import { MANIFEST, registered, stage, unsent } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, OWNER } from '../kit/people.ts';
import { type FakeSlack, fakeSlack } from './fake-slack.ts';

const engine = engineOfFile();
let deps: TestDeps;
let slack: FakeSlack;
beforeEach(async () => {
  deps = await stage(engine());
  slack = fakeSlack();
  await published(deps);
  await registered(deps);
});

const draw = () => renderCampaignAsk(deps, `campaign-ask/cmp_1/${OWNER}`, 'U0OWNER');
const all = () => JSON.stringify(slack.messages);
const told = async () => {
  await sent(deps);
  await carryCampaign(deps, 'cmp_1');
};

async function deliverAll() {
  for (const row of await unsent(deps)) await deliver(deps, slack, row.id);
}

async function movedOn() {
  const [, , skill] = MANIFEST.uses;
  const uses = skill ? [skill] : [];
  await registered(deps, { ...MANIFEST, uses });
}

test('one card and one message an owner, and both change in place', async () => {
  await told();
  await deliverAll();
  expect(slack.messages).toHaveLength(2);
  expect(all()).toContain('If you do nothing, it gets no credentials from 15 Jan 2027.');
  await cutCampaign(deps, ADMIN, 'cmp_1', '1.4.x');
  await carryCampaign(deps, 'cmp_1');
  await endCampaign(deps, ADMIN, 'cmp_1');
  await carryCampaign(deps, 'cmp_1');
  await deliverAll();
  expect(slack.messages).toHaveLength(2);
  expect(all()).toContain('Nothing is left for you to do.');
});

test('whoever moved before it was delivered is not written to', async () => {
  await told();
  await movedOn();
  expect(await draw()).toEqual({ kind: 'nothing' });
});

test('whoever moved afterwards reads that nothing is left to do', async () => {
  await told();
  await deliverAll();
  await movedOn();
  expect(await draw()).toMatchObject({ text: expect.stringContaining('Nothing left to do') });
});

test('nobody hears of the end of what they never heard of, and a draft is shown nowhere', async () => {
  await drafted(deps);
  expect(await renderCampaign(deps, 'cmp_1')).toEqual({ kind: 'nothing' });
  expect(await renderCampaign(deps, 'cmp_9')).toEqual({ kind: 'nothing' });
  expect(await draw()).toEqual({ kind: 'nothing' });
  await expect(renderCampaignAsk(deps, 'campaign-ask/', 'U0OWNER')).rejects.toThrow('names nobody');
});

test('withdrawn before it was delivered, nobody is written to', async () => {
  await told();
  await endCampaign(deps, ADMIN, 'cmp_1');
  expect(await draw()).toEqual({ kind: 'nothing' });
});
