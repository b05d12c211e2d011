import { expect, test } from 'vitest';
import { CHANNELS } from '../../lib/local/sample/organisation.ts';
import { SIZES, stage } from './stage.ts';

/** What one team built becomes everybody's: proposed, narrowed, published, and its builders named. */

test.each(SIZES)('a team shares what it built at $width px', async (size) => {
  const here = await stage('promotion', size);
  const { dialog } = here;
  const useful = 'Every team has calls to prepare.';
  await here.open('salesLead', CHANNELS.sales.id);
  await here.say('/yard promote plugin/call-brief');
  await dialog.getByLabel('Licence').fill('internal use only');
  await dialog.getByLabel('Why is it useful beyond your team?').fill(useful);
  await dialog.getByRole('checkbox', { name: 'Support colleague' }).check();
  await here.shot('1-form');
  await here.choose('Send');
  await here.sees('Sent to the platform team.');
  await here.shot('2-sent');
  await here.close();
  await here.sees('team-sales proposes plugin/call-brief 0.4.0');

  await here.open('admin', CHANNELS.platform.id);
  await here.sees(useful);
  await here.shot('3-card');
  await here.press(useful, 'Ask for Changes…');
  await dialog.getByLabel('What should change?').fill('Say how it was tested.');
  await here.choose('Ask for Changes');
  await expect.poll(() => dialog.isVisible()).toBe(false);

  await here.open('salesLead', CHANNELS.sales.id);
  await here.sees('Say how it was tested.');
  await here.shot('4-changes');
  await here.press('Say how it was tested.', 'Send Again…');
  await dialog.getByLabel('Test evidence').fill('Twenty calls, read by three people.');
  await here.shot('5-again');
  await here.choose('Send');
  await here.sees('Sent to the platform team.');
  await here.close();

  await here.open('admin', CHANNELS.platform.id);
  await here.sees('Twenty calls, read by three people.');
  await here.press('Twenty calls', 'Publish');
  await here.sees('Take Back…');
  await here.shot('6-published');
  await here.open('owner', CHANNELS.catalog.id);
  await here.sees('call-brief 0.4.0 is now shared.');
  await here.shot('7-post');

  await here.open('colleague', 'dm');
  await here.sees('May we name you?');
  await here.shot('8-question');
  await here.press('May we name you?', 'Yes, Name Me');
  await here.sees('You agreed to be named.');
  await here.open('owner', CHANNELS.catalog.id);
  const post = here.page.getByRole('article').filter({ hasText: 'Support colleague' });
  await post.last().waitFor();
  await here.shot('9-credited');
});
