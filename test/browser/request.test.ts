import { expect, test } from 'vitest';
import { CHANNELS } from '../../lib/local/sample/organisation.ts';
import { SIZES, stage } from './stage.ts';

/** What happens when nothing in the catalog fits, and who hears of the answer. */

test.each(SIZES)('nothing fits, changes asked for, then told at $width px', async (size) => {
  const here = await stage('request', size);
  const { dialog } = here;
  await here.open('owner', CHANNELS.support.id);
  await here.say('/yard new translate *contracts* into <!channel> Japanese for @everyone');
  await here.choose('Show Matches');
  await here.sees('Does one of these fit?');
  await dialog.getByRole('radio', { name: 'Nothing fits' }).check();
  await here.choose('Continue');
  await here.sees('Please complete this required field.');
  await here.shot('1-because-missing');
  await dialog.getByLabel('Nothing fits because').fill('No entry translates contracts.');
  await here.choose('Continue');
  await here.sees('The platform team has your request.');
  await here.shot('2-queued');
  await here.choose('Done');

  await here.open('admin', 'home');
  await here.sees('for @everyone');
  await here.shot('3-queue');
  await here.open('admin', CHANNELS.platform.id);
  await here.sees('translate *contracts* into <!channel> Japanese');
  await here.shot('4-card');
  await here.press('No entry translates contracts.', 'Ask for Changes');
  await dialog.getByLabel('What should change?').fill('Which languages, and who checks them?');
  await here.shot('5-reason');
  await here.choose('Ask for Changes');
  await expect.poll(() => dialog.isVisible()).toBe(false);
  await here.sees('Which languages, and who checks them?');
  await here.shot('6-answered');

  await here.open('owner', 'dm');
  await here.sees('Which languages, and who checks them?');
  await here.shot('7-told');
});

test('the key is sent to a colleague, who takes the code', async () => {
  const here = await stage('colleague', { name: 'phone', width: 390, height: 844 });
  const { dialog } = here;
  await here.open('owner', CHANNELS.support.id);
  await here.say('/yard new draft replies to support tickets');
  await here.choose('Show Matches');
  await dialog.getByRole('radio', { name: /Reply Drafter/ }).check();
  await here.choose('Continue');
  await here.choose('Send to Colleague');
  await dialog
    .getByLabel('Colleague', { exact: true })
    .selectOption({ label: 'Support colleague' });
  await here.shot('1-who');
  await here.choose('Send');
  await here.sees('can take a key code');
  await here.shot('2-sent');

  await here.open('colleague', 'dm');
  await here.press('draft-replies-to-support-tickets', 'Get Key Code');
  await here.sees('key claim');
  await here.shot('3-code');
});
