import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { complaints, launch, picture } from '../kit/browser.ts';
import { field, listener } from '../local/workspace/app.ts';
import { lambdaApp } from '../local/workspace/bolt.ts';
import { EVERY_INPUT, EVERYTHING } from '../local/workspace/everything.ts';
import { at, call, workspace } from '../local/workspace/kit.ts';

const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 390, height: 780 };

async function sees(page: Page, text: string): Promise<void> {
  await page.getByText(text).first().waitFor();
}

async function type(page: Page, line: string): Promise<void> {
  await page.getByLabel('Message or slash command').fill(line);
  await page.keyboard.press('Enter');
}

test('command, modal, field error, message, approval, Home: in the browser', async () => {
  const here = await workspace();
  await lambdaApp(here);
  const browser = await launch();
  const page = await browser.newPage({ viewport: WIDE });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(`${here.url}/#as=U1&at=C1`);
  expect(await page.title()).toBe('Local workspace – development stand-in for Slack');

  await type(page, '/yard new');
  const dialog = page.getByRole('dialog', { name: 'New request' });
  await dialog.waitFor();
  await dialog.getByRole('button', { name: 'Send' }).click();
  await sees(page, 'Please complete this required field.');
  await page.getByLabel('What do you need?').fill('draft');
  await dialog.getByRole('button', { name: 'Send' }).click();
  await sees(page, 'Please say a little more');
  await picture(page, 'workspace-modal-error-1280');
  expect(await complaints(page)).toEqual([]);

  await page.getByLabel('What do you need?').fill('draft replies to *customers*');
  await page.getByLabel('Kind', { exact: true }).selectOption('connector');
  await page.getByRole('searchbox', { name: 'Catalog entry' }).fill('reply');
  const results = page.getByLabel('Results for Catalog entry');
  await expect.poll(() => results.locator('option').count()).toBeGreaterThan(1);
  await results.selectOption('reply-drafter');
  await dialog.getByRole('button', { name: 'Send' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await sees(page, 'Waiting for one decision');

  await page.getByLabel('Acting as').selectOption('U2');
  await page.waitForURL(/as=U2/);
  await picture(page, 'workspace-card-1280');
  expect(await complaints(page)).toEqual([]);
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.getByRole('dialog', { name: 'Approve this request?' }).waitFor();
  await picture(page, 'workspace-confirm-1280');
  await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
  await sees(page, 'Approved by');
  expect(await page.getByRole('button', { name: 'Deny' }).count()).toBe(0);

  await page.getByRole('link', { name: 'Home' }).click();
  await sees(page, 'Nothing waits for you');
  expect(await complaints(page)).toEqual([]);
  await picture(page, 'workspace-home-1280');
  expect(errors).toEqual([]);
});

test('the same by keyboard alone at 390 px', async () => {
  const here = await workspace();
  await lambdaApp(here);
  const browser = await launch();
  const page = await browser.newPage({ viewport: NARROW, colorScheme: 'dark' });
  await page.goto(`${here.url}/#as=U1&at=C1`);
  await page.getByRole('heading', { name: '# support' }).waitFor();

  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.type('/yard find *x*');
  await page.keyboard.press('Enter');
  await sees(page, 'Only visible to you');
  await page.keyboard.type('/yard new');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'New request' }).waitFor();
  await page.keyboard.type('register a meeting summary');
  await picture(page, 'workspace-modal-390');
  expect(await complaints(page)).toEqual([]);
  for (const _step of ['kind', 'search', 'results', 'cancel', 'send'])
    await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await sees(page, 'Waiting for one decision');
  await picture(page, 'workspace-card-390');

  const approve = page.getByRole('button', { name: 'Approve' });
  await approve.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Approve this request?' }).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await sees(page, 'Approved by');

  await page.getByRole('button', { name: 'Menu' }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Acting as').waitFor();
  await picture(page, 'workspace-menu-390');
  expect(await complaints(page)).toEqual([]);
  const wide = await page.evaluate('document.documentElement.scrollWidth');
  expect(wide).toBeLessThanOrEqual(NARROW.width);
});

test('every kind of block is drawn, escaped text stays text, failures are said', async () => {
  const here = await workspace();
  const browser = await launch();
  const page = await browser.newPage({ viewport: WIDE });
  for (const blocks of EVERYTHING) {
    const answer = await call(here, 'chat.postMessage', { channel: 'C1', text: 'All', blocks });
    expect(answer).toMatchObject({ ok: true });
  }
  await page.goto(`${here.url}/#as=U1&at=C1`);
  await sees(page, 'The end of everything');
  expect(await page.getByText('which this page does not draw').count()).toBe(0);
  expect(await page.getByText('<b>not bold</b>').count()).toBe(1);
  expect(await complaints(page)).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 1900 });
  await picture(page, 'workspace-blocks-1280');
  await page.setViewportSize({ width: 390, height: 2600 });
  await picture(page, 'workspace-blocks-390');

  await type(page, '/yard new');
  await sees(page, '/yard could not be reached: no app is connected');
  await picture(page, 'workspace-toast-390');
  await type(page, '/nothing');
  await sees(page, '/nothing is not a valid command');
});

test('every kind of input is drawn, labelled, and its value sent as Slack sends it', async () => {
  const here = await workspace();
  const heard = await listener(here, async (payload) => {
    const view = EVERY_INPUT;
    const trigger_id = at(payload, 'trigger_id');
    if (at(payload, 'command')) await call(here, 'views.open', { trigger_id, view });
    return {};
  });
  const browser = await launch();
  const page = await browser.newPage({ viewport: { width: 1280, height: 2600 } });
  await page.goto(`${here.url}/#as=U1&at=C1`);
  await type(page, '/yard');
  const dialog = page.getByRole('dialog', { name: 'Every input' });
  await dialog.waitFor();
  await dialog.getByRole('button', { name: 'Send' }).click();
  await sees(page, 'fields need attention');
  expect(await complaints(page)).toEqual([]);
  await picture(page, 'workspace-inputs-1280');

  await dialog.getByLabel('One line').fill('some words');
  await dialog.getByLabel('Menu').selectOption('two');
  await dialog.getByLabel('Groups').selectOption('three');
  await dialog.getByRole('group', { name: 'People' }).getByLabel('Colleague').check();
  await dialog.getByLabel('Channel').selectOption('C1');
  await dialog.getByLabel('Conversation').selectOption('C2');
  await dialog.getByRole('radiogroup', { name: 'Radio' }).getByLabel('Option one').check();
  await dialog.getByLabel('Time').fill('09:30');
  await dialog.getByLabel('Moment').fill('2026-11-20T10:00');
  await dialog.getByLabel('Number').fill('3');
  await dialog.getByLabel('Mail').fill('me@example.com');
  await dialog.getByLabel('Address').fill('https://example.com');
  await dialog.getByLabel('Rich').fill('rich words');
  await dialog.getByRole('button', { name: 'Send' }).click();
  await expect.poll(() => dialog.locator('.error').count()).toBe(1);
  expect(await dialog.locator('.error').textContent()).toContain('required field');
  expect(heard).toHaveLength(1);
  await here.driver.as('U1').suggest({ actionId: 'it', blockId: 'Search', query: 'abc' });
  expect(field(heard, -1, 'view', 'state', 'values')).toMatchObject({
    Moment: { it: { selected_date_time: 1_795_165_200 } },
    People: { it: { selected_users: ['U2'] } },
    Several: { it: { selected_options: [{ value: 'one' }] } },
    Number: { it: { value: '3' } },
  });
});
