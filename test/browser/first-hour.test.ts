import { expect, test } from 'vitest';
import { CHANNELS } from '../../lib/local/sample/organisation.ts';
import { SIZES, stage } from './stage.ts';

/** From the printed code to two admins who have changed something together. */

test.each(SIZES)('the first hour at $width px', async (size) => {
  const here = await stage('first-hour', size, { YARDMASTER_SAMPLE: 'none' });
  const { dialog, machine } = here;
  const choose = (label: string, option: string) =>
    dialog.getByLabel(label, { exact: true }).selectOption({ label: option });
  await here.open('admin', CHANNELS.platform.id);
  await here.say('/yard setup');
  await dialog.getByLabel('Code', { exact: true }).fill('AAAA-AAAA-AAAA');
  await choose('Name a second admin (optional)', 'Support owner');
  await choose('Platform channel', '#ai-platform');
  await choose('Catalog channel', '#ai-catalog');
  await here.choose('Set Up');
  await here.sees('This code is unknown, used or older than 60 minutes.');
  await here.shot('1-wrong-code');
  await dialog.getByLabel('Code', { exact: true }).fill(machine.setUpCode?.code ?? '');
  await here.choose('Set Up');
  await here.sees('Yardmaster is set up.');
  await here.shot('2-set-up');
  await here.choose('Done');

  await here.open('owner', 'home');
  await here.sees('a platform admin.');
  await here.shot('3-second-admin');
  await here.page.getByRole('button', { name: 'Countersign' }).click();
  await here.sees('Nothing waits for you.');

  await here.open('admin', CHANNELS.platform.id);
  await here.sees('In force: countersigned');
  await here.say('/yard settings');
  await here.sees('Working hours');
  await here.shot('4-settings');
  await dialog.getByRole('button', { name: 'Change holidays' }).click();
  await dialog.getByLabel('Days when nobody works (optional)').fill('25.12.2026');
  await here.choose('Save');
  await here.sees('Line 1: "25.12.2026" is no date.');
  await here.shot('5-no-date');
  await dialog.getByLabel('Days when nobody works (optional)').fill('2026-12-25\n2026-12-26');
  await here.choose('Save');
  await here.sees('Saved.');
  await dialog.getByRole('button', { name: 'Change retention' }).click();
  await dialog.getByLabel('Days', { exact: true }).fill('90');
  await here.choose('Propose');
  await here.sees('Waiting for a second admin');
  await here.shot('6-needs-a-second');
  await here.choose('Done');

  await here.open('owner', CHANNELS.platform.id);
  await here.press('for 90 days', 'Countersign');
  await expect.poll(() => here.page.getByText('In force: countersigned').count()).toBe(2);
  await here.shot('7-countersigned');
});
