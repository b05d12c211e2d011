import { expect, onTestFinished, test } from 'vitest';
import { askApproval, type Call } from '../../lib/acts/ask.ts';
import { pauseWorkflow } from '../../lib/acts/pause.ts';
import { registerManifest } from '../../lib/acts/register.ts';
import { sweepDue } from '../../lib/acts/sweep.ts';
import type { Manifest } from '../../lib/core/manifest.ts';
import { drain } from '../../lib/deliver/drain.ts';
import { slackPort } from '../../lib/deliver/slack.ts';
import { CHANNELS, keyOf, PEOPLE } from '../../lib/local/sample/organisation.ts';
import { changeRecord } from '../acts/approvers-kit.ts';
import { rule, rulesWith } from '../acts/rule.ts';
import { complaints, launch, picture } from '../kit/browser.ts';
import { engineOfFile } from '../kit/engine.ts';
import { BOT, MANIFEST, stage } from '../slack/kit.ts';

/** What a request for approval looks like to those who are asked, on a phone. */

const engine = engineOfFile();
const { support, platform } = CHANNELS;
const ACTION = 'send_external_email';
const CARD = {
  ...MANIFEST,
  gates: {
    [ACTION]: {
      card: 'Refund of {amount} {currency} to {customer.name}.\nThe customer reads: {body}',
      sensitive: ['iban'],
    },
  },
};
const CALL: Call = {
  action: ACTION,
  target: 'ticket 4711',
  arguments: {
    to: 'customer@example.com',
    amount: '12.50',
    currency: 'EUR',
    customer: { name: 'Customer 4711', iban: 'DE00 0000 0000 0000 0000 00' },
    body: 'We are sorry for the delay. The refund arrives within three working days.',
  },
  reason: 'The customer asked for it twice.',
  onBehalfOf: keyOf(PEOPLE.owner),
  idempotencyKey: 'first',
};

async function phone() {
  const here = await stage(engine(), 'signed HTTP and the Lambda receiver');
  const slack = slackPort(BOT.token, { slackApiUrl: here.workspace.apiUrl });
  const browser = await launch();
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  page.setDefaultTimeout(10_000);
  onTestFinished(() => page.close());
  const post = () => drain(here.deps, slack, { lane: 'interactive', most: 100 });
  return {
    ...here,
    page,
    dialog: page.getByRole('dialog'),
    post,
    /** Lets so many minutes pass, and the schedule come by. */
    later: async (minutes: number) => {
      here.deps.pass(minutes);
      await sweepDue(here.deps);
      await post();
    },
    open: async (who: keyof typeof PEOPLE, at: string) => {
      const { id } = PEOPLE[who];
      const place = at === 'dm' ? here.workspace.driver.as(id).dm() : at;
      await page.goto(`${here.workspace.url}/#as=${id}&at=${place}`);
      await page.reload();
      await page.getByLabel('Acting as').waitFor({ state: 'attached' });
    },
    sees: (text: string) => page.getByText(text).last().waitFor(),
    press: (label: string) => page.getByRole('button', { name: label, exact: true }).last().click(),
    shot: async (what: string) => {
      await picture(page, `approvals-phone-${what}`);
      expect(await complaints(page)).toEqual([]);
    },
  };
}

type Phone = Awaited<ReturnType<typeof phone>>;

/** Registers this manifest, has its agent ask for an approval, and posts the card. */
async function askedWith({ deps, post }: Phone, manifest: Manifest): Promise<void> {
  const registered = await registerManifest(deps, keyOf(PEOPLE.owner), manifest, 'repo');
  if (registered.kind !== 'registered') throw new Error(JSON.stringify(registered));
  const asked = await askApproval(deps, registered.workflow, CALL);
  expect(asked.kind).toBe('asked');
  await post();
}

test('asked in the channel, told alone, denied with a suggested change', async () => {
  const here = await phone();
  await here.open('colleague', support.id);
  await here.page.getByLabel('Message or slash command').fill('/yard notifications');
  await here.page.keyboard.press('Enter');
  await here.sees('Where?');
  await here.shot('1-notifications');
  await here.dialog.getByRole('radio', { name: 'Between the hours below' }).check();
  await here.press('Save');
  await here.sees('You are asked');
  await here.shot('2-notifications-saved');
  await here.press('Done');

  await askedWith(here, CARD);
  await here.open('colleague', support.id);
  await here.sees('Refund of 12.50 EUR to Customer 4711.');
  expect(await here.page.getByText('DE00').count()).toBe(0);
  await here.shot('3-waiting');
  await here.later(16);
  await here.open('colleague', 'dm');
  await here.sees('You alone may decide.');
  await here.shot('4-own-copy');
  await here.press('Details');
  await here.sees('Reason given by the agent');
  await here.shot('5-details');
  await here.page.keyboard.press('Escape');
  await here.open('colleague', 'dm');
  await here.press('Reject');
  await here.dialog.getByLabel('Why?').fill('The amount is wrong.');
  await here.dialog.getByLabel('Suggested change').fill('Refund 10.50 EUR and say so in the text.');
  await here.shot('6-reject');
  await here.dialog.getByRole('button', { name: 'Reject' }).click();
  await expect.poll(() => here.dialog.count()).toBe(0);
  await here.post();
  await here.open('colleague', support.id);
  await here.sees('Refund 10.50 EUR and say so in the text.');
  await here.shot('7-denied');
  await here.open('colleague', 'dm');
  await here.sees('Refund 10.50 EUR and say so in the text.');
});

test('two steps, a reason for each, on hold and cancelled', async () => {
  const here = await phone();
  const { deps } = here;
  const ruled = { action: ACTION, by: 'platform' as const, reason_required: true as const };
  const gated = { mode: 'enforce' as const, actions: [ruled] };
  await rule(deps, await rulesWith(deps, { 'gated-actions': gated }));
  const manifest = { ...MANIFEST, gates: { [ACTION]: { approvers: { team: 'team-support' } } } };
  await askedWith(here, manifest);
  await here.open('admin', platform.id);
  await here.sees('Step 1 of 2');
  await here.shot('8-two-steps');
  await here.press('Approve');
  await here.dialog.getByLabel('Why?').fill('Agreed with the customer on the phone.');
  await here.shot('9-approve-why');
  await here.dialog.getByRole('button', { name: 'Approve' }).click();
  await expect.poll(() => here.dialog.count()).toBe(0);
  await here.post();
  await here.open('colleague', support.id);
  await here.sees('Step 2 of 2');
  await here.shot('10-second-step');
  await pauseWorkflow(
    deps,
    keyOf(PEOPLE.owner),
    MANIFEST.workflow,
    'It writes to the wrong people.',
  );
  await here.later(1);
  await here.open('colleague', support.id);
  await here.sees('On hold');
  await here.shot('11-on-hold');
  await registerManifest(deps, keyOf(PEOPLE.owner), { ...manifest, systems: ['crm'] }, 'repo');
  await here.later(1);
  await here.open('colleague', support.id);
  await here.sees('Cancelled');
  await here.shot('12-cancelled');
});

test('nobody has seen it: the owner is told and chooses another channel', async () => {
  const here = await phone();
  await changeRecord(here.deps, 'team-support', { channel: 'C0GONE' });
  await askedWith(here, MANIFEST);
  await here.post();
  await here.open('owner', 'dm');
  await here.sees('Nobody has seen this request');
  await here.shot('13-nobody-has-seen');
  await here.press('Choose Another Channel');
  await here.dialog.getByLabel('Channel', { exact: true }).selectOption(support.id);
  await here.shot('14-choose');
  await here.press('Ask There');
  await here.sees('This request is asked in');
  await here.press('Done');
  await here.post();
  await here.open('colleague', support.id);
  await here.sees('wants to send external email');
  await here.open('owner', 'dm');
  await here.sees('People see this request now');
  await here.shot('15-seen');
});
