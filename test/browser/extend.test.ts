import { expect, test } from 'vitest';
import { CHANNELS } from '../../lib/local/sample/organisation.ts';
import { SIZES, stage } from './stage.ts';

/** Something nearly fits: its owner is asked, offers a copy, and the team makes and uses it. */

test.each(SIZES)(
  'it nearly fits, the owner offers a copy, the team uses it at $width px',
  async (size) => {
    const here = await stage('extend', size);
    const { dialog } = here;
    const missing = 'It writes English alone; our customers write *French*.';
    await here.open('owner', CHANNELS.support.id);
    await here.say('/yard new draft replies to support tickets');
    await here.choose('Show Matches');
    await dialog.getByRole('radio', { name: /Reply Drafter/ }).check();
    await here.shot('1-matches');
    await dialog.getByLabel('What is missing?').fill(missing);
    await here.choose('Continue');
    await here.sees('You wrote what is missing.');
    await here.shot('2-which');
    await dialog.getByRole('radio', { name: /It nearly fits/ }).check();
    await here.choose('Continue');
    await here.sees('AI platform has your request.');
    await here.shot('3-asked');
    await here.choose('Done');

    await here.open('admin', 'home');
    await here.sees('team-support asks to extend');
    await here.shot('4-waiting');
    await here.open('admin', CHANNELS.platform.id);
    await here.sees(missing);
    await here.shot('5-card');
    await here.press(missing, 'Let Them Copy It');
    await dialog.getByLabel('Why?').fill('Only your team needs French.');
    await here.shot('6-reason');
    await here.choose('Send');
    await expect.poll(() => dialog.isVisible()).toBe(false);
    await here.sees('A copy was offered');

    await here.open('owner', 'dm');
    await here.sees('Only your team needs French.');
    await here.shot('7-offered');
    await here.press('Only your team needs French.', 'Make a Copy');
    await dialog.getByLabel('Its name').fill('reply-drafter-french');
    await here.shot('8-name');
    await here.choose('Make the Copy');
    await here.sees('It belongs to your team now, in version 0.1.0');
    await here.shot('9-copied');
    await here.choose('Use It Now');
    await here.sees('Registered');
    await here.shot('10-used');
  },
);
