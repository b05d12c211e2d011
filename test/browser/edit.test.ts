import { expect, test } from 'vitest';
import { createClient } from '../../lib/client/client.ts';
import { CHANNELS, PEOPLE } from '../../lib/local/sample/organisation.ts';
import { SIZES, type Stage, stage } from './stage.ts';

/** A workflow is changed without JSON: at once, after a review, and as a patch for its repository. */

const SUPPORT = CHANNELS.support.id;
const IN_REPO = {
  workflow: 'night-replies',
  owner: 'team-support',
  purpose: 'Draft replies to what came in over night',
  uses: [{ plugin: 'reply-drafter', version: '3.1.x' }],
  review_required_actions: ['send_external_email'],
};

test.each(SIZES)('a change is saved, another one reviewed at $width px', async (size) => {
  const here = await stage('edit', size);
  const { dialog } = here;
  await reused(here);
  await here.open('colleague', SUPPORT);
  await here.say('/yard edit');
  await dialog.getByLabel('Which one?').selectOption({ label: 'reply-bot' });
  await here.choose('Next');
  await dialog.getByLabel('What it does').fill('Draft replies in two languages');
  await here.shot('1-form');
  await here.choose('Save');
  await here.sees('Revision 2 is in force.');
  await here.done('Edit AI workflow');

  await here.say('/yard edit reply-bot');
  await gate(here).uncheck();
  await here.choose('Save');
  await here.sees('each time. Choose it again.');
  await here.shot('2-enforced');
  await gate(here).check();
  await longer(here);
  await dialog.getByLabel('Owner', { exact: true }).selectOption({ label: 'Support colleague' });
  await here.choose('Save');
  await here.sees('not in force yet');
  await here.shot('2-proposed');
  await here.choose('Done');
  await reviewed(here);

  await here.open('colleague', 'dm');
  await here.sees('Accepted by');
  await here.shot('6-told');
  await here.open('owner', SUPPORT);
  await here.say('/yard edit reply-bot');
  await here.choose('Go Back…');
  await dialog.getByLabel('To which revision?').selectOption({ index: 1 });
  await here.shot('7-go-back');
});

test.each(SIZES)(
  'a patch reaches the developer, then the home moves at $width px',
  async (size) => {
    const here = await stage('patch', size);
    const { dialog } = here;
    const { apiUrl: baseUrl, logins } = here.machine;
    const developer = createClient({ baseUrl, token: logins.owner });
    expect(await developer.register(IN_REPO)).toMatchObject({ kind: 'ok' });

    await here.open('colleague', SUPPORT);
    await here.say('/yard edit night-replies');
    await here.sees('Its manifest is kept in a repository.');
    await longer(here);
    await dialog.getByLabel(/^Version of/).selectOption({ index: 1 });
    await here.shot('1-form');
    await here.choose('Show Patch');
    await here.sees('It then waits for a review');
    await here.shot('2-patch');
    await dialog.getByLabel('Developer').selectOption({ label: PEOPLE.salesLead.name });
    await here.choose('Send to Developer');
    await here.sees('Choose somebody of team-support.');
    await dialog.getByLabel('Developer').selectOption({ label: PEOPLE.owner.name });
    await here.choose('Send to Developer');
    await here.sees('The patch is on its way');
    await here.choose('Close');
    await here.open('owner', 'dm');
    await here.sees('A patch for the manifest of night-replies');
    await here.shot('3-received');

    await here.open('owner', SUPPORT);
    await here.say('/yard edit night-replies');
    await here.choose('Move Home to Slack…');
    await here.sees('From then on it is edited here');
    await here.shot('4-move');
    await here.choose('Move Home');
    await here.sees('is edited here in Slack from now on');
    const again = await developer.register({ ...IN_REPO, purpose: 'Draft replies' });
    expect(again).toMatchObject({ kind: 'problem' });
  },
);

async function reused(here: Stage): Promise<void> {
  const { dialog } = here;
  await here.open('owner', SUPPORT);
  await here.say('/yard new draft replies to support tickets');
  await dialog.getByLabel('Name').fill('reply-bot');
  await here.choose('Show Matches');
  await dialog.getByRole('radio', { name: /Reply Drafter/ }).check();
  await here.choose('Continue');
  await here.sees('Registered and active');
  await here.done('Your AI workflow');
}

const gate = ({ dialog }: Stage) =>
  dialog
    .getByRole('group', { name: /^Needs an approval each time/ })
    .getByLabel('send_external_email');

async function longer({ dialog }: Stage): Promise<void> {
  const time = dialog.getByLabel('send_external_email: time to decide');
  await time.selectOption({ label: '7 days' });
}

async function reviewed(here: Stage): Promise<void> {
  const card = 'reply-bot of team-support';
  await here.sees('Why it waits for a review');
  await here.shot('3-card');
  await here.press(card, 'Accept');
  await here.sees('You proposed this yourself');
  await here.open('owner', 'home');
  await here.sees(card);
  await here.shot('4-home');
  await here.page.getByRole('button', { name: 'Details', exact: true }).click();
  await here.sees('What changes');
  await here.shot('4-details');
  await here.choose('Done');
  await here.open('owner', SUPPORT);
  await here.press(card, 'Accept');
  await here.sees('Accepted by');
  await here.shot('5-accepted');
}
