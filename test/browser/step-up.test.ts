import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { COLLEAGUE_ACCOUNT, linkFor, OTHER_ACCOUNT, stepUpStage } from '../api/step-up-stage.ts';
import { complaints, launch, picture } from '../kit/browser.ts';
import { engineOfFile } from '../kit/engine.ts';
import { SIZES, type Size } from './stage.ts';

const engine = engineOfFile();

async function browsing(story: string, { name, width, height }: Size) {
  const browser = await launch();
  const page = await browser.newPage({ viewport: { width, height } });
  page.setDefaultTimeout(10_000);
  const shot = async (what: string) => {
    await picture(page, `${story}-${name}-${what}`);
    expect(await complaints(page)).toEqual([]);
    expect(await wider(page)).toBe(false);
  };
  return { page, shot };
}

/** Whether anything stands out at the side, which a phone would have to be pushed for. */
function wider(page: Page): Promise<boolean> {
  return page.evaluate(
    'document.documentElement.scrollWidth > document.documentElement.clientWidth',
  );
}

test.each(SIZES)('a fresh login approves, on a $name', async (size) => {
  const stage = await stepUpStage(engine(), { page: [COLLEAGUE_ACCOUNT, OTHER_ACCOUNT] });
  const { page, shot } = await browsing('step-up', size);
  const link = await linkFor(stage);
  await page.goto(link);
  await page.getByRole('heading', { name: 'Log in to approve' }).waitFor();
  await shot('1-link');
  await page.getByRole('button', { name: 'Log In at' }).click();
  await page.getByRole('button', { name: COLLEAGUE_ACCOUNT.email }).click();
  await page.getByRole('heading', { name: 'Approve?' }).waitFor();
  await shot('2-confirm');
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  await page.getByText('It may run once.').waitFor();
  await shot('3-done');
  await page.goto(link);
  await page.getByRole('heading', { name: 'was used already' }).waitFor();
  await shot('4-used');
});

test.each(SIZES)('what waits is decided without Slack, on a $name', async (size) => {
  const call = { target: 'a-very-long-address-without-any-break-in-it@customers.example.com' };
  const more = { ...call, idempotencyKey: 'long', reason: 'The customer asked for it. '.repeat(9) };
  const accounts = [COLLEAGUE_ACCOUNT, OTHER_ACCOUNT];
  const stage = await stepUpStage(engine(), { stepUp: false, page: accounts, call: more });
  const { page, shot } = await browsing('decide', size);
  await page.goto(`${stage.url}/decide`);
  await shot('1-welcome');
  await page.getByRole('button', { name: 'Log In at' }).click();
  await page.getByRole('button', { name: COLLEAGUE_ACCOUNT.email }).click();
  await page.getByRole('heading', { name: 'Waiting for you' }).waitFor();
  stage.slackIsDown(true);
  await shot('2-waiting');
  await page.getByRole('link', { name: 'Open the request' }).click();
  await page.getByRole('heading', { name: 'Approval request' }).waitFor();
  await shot('3-request');
  await page.getByRole('button', { name: 'Reject' }).click();
  await page.getByRole('alert').waitFor();
  await shot('4-reason');
  await page.getByLabel('Reason').fill('Wrong customer.');
  await page.getByRole('button', { name: 'Reject' }).click();
  await page.getByText('Nothing runs.').waitFor();
  await shot('5-rejected');
});
