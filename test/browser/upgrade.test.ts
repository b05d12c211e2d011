import { expect, test } from 'vitest';
import { createClient } from '../../lib/client/client.ts';
import { CHANNELS } from '../../lib/local/sample/organisation.ts';
import { SIZES, type Stage, stage } from './stage.ts';

/** Later versions come out: one is taken at once; one that lets more happen waits for other people. */

const SUPPORT = CHANNELS.support.id;
const CONNECTOR = { kind: 'connector', name: 'ticket-desk' };
const PLUGIN = { kind: 'plugin', name: 'night-drafter' };

const desk = (version: string, ...scopes: readonly string[]) => ({
  owner: 'team-support',
  version,
  title: 'Ticket Desk',
  description: 'Reads the tickets that came in over night.',
  surface: { systems: ['tickets'], scopes: ['crm.tickets.read', ...scopes] },
});
const drafter = (version: string, description: string) => ({
  owner: 'team-support',
  version,
  title: 'Night Drafter',
  description,
  surface: { actions: ['send_external_email'] },
  uses: [{ connector: 'ticket-desk', version: '1.0.x' }],
});

test.each(SIZES)('a later version is read about, taken and locked at $width px', async (size) => {
  const here = await stage('upgrade', size);
  const { dialog } = here;
  await published(here, CONNECTOR, desk('1.0.0'));
  await published(here, PLUGIN, drafter('1.0.0', 'Drafts replies to night tickets.'));
  await reused(here);
  await here.say('/yard upgrade night-bot');
  await here.sees('There is no later version to take');
  await here.shot('1-none');
  await here.choose('Done');

  await published(
    here,
    PLUGIN,
    drafter('1.0.1', 'Drafts replies to night tickets, twice as fast.'),
  );
  await here.say('/yard upgrade night-bot');
  await here.sees('1.0.1 against 1.0.0: Same permissions');
  await here.sees('Takes effect at once.');
  await here.shot('2-offer');
  await dialog.getByRole('checkbox', { name: 'Take 1.0.1 (within 1.0.x)' }).check();
  await here.choose('Upgrade');
  await here.sees('in force');
  await here.shot('3-taken');
  await here.choose('Done');
  await here.say('/yard show night-bot');
  await here.sees('plugin/night-drafter 1.0.1 of 1.0.x');
  await here.shot('4-locked');
});

test.each(SIZES)('one that adds a scope waits for a platform admin at $width px', async (size) => {
  const here = await stage('upgrade-scope', size);
  const { dialog } = here;
  await published(here, CONNECTOR, desk('1.0.0'));
  await published(here, PLUGIN, drafter('1.0.0', 'Drafts replies to night tickets.'));
  await reused(here);
  await published(here, CONNECTOR, desk('1.1.0', 'crm.tickets.write'));
  await here.say('/yard upgrade night-bot');
  await here.sees('Adds the scope crm.tickets.write');
  await here.sees('Waits for a review');
  await here.shot('1-offer');
  await dialog.getByRole('checkbox', { name: 'Take 1.1.0 (range becomes 1.1.x)' }).check();
  await here.choose('Upgrade');
  await here.sees('not in force yet');
  await here.shot('2-waits');
  await here.choose('Done');
  await here.say('/yard show night-bot');
  await here.sees('connector/ticket-desk 1.0.0 of 1.0.x');

  await here.open('admin', CHANNELS.platform.id);
  await here.sees('Why it waits for a review');
  await here.shot('3-card');
  await here.press('Why it waits for a review', 'Accept');
  await here.sees('Accepted by');
  await here.shot('4-accepted');
  await here.open('owner', SUPPORT);
  await here.say('/yard show night-bot');
  await here.sees('connector/ticket-desk 1.1.0 of 1.1.x');
  await here.shot('5-locked');
});

/** What a team's CI does: the command line and the API publish in the same way. */
async function published(
  { machine: { apiUrl: baseUrl, logins } }: Stage,
  component: typeof PLUGIN,
  release: object,
): Promise<void> {
  const publisher = createClient({ baseUrl, token: logins.owner });
  expect(await publisher.publish(component, release)).toMatchObject({ kind: 'ok' });
}

async function reused(here: Stage): Promise<void> {
  const { dialog } = here;
  await here.open('owner', SUPPORT);
  await here.say('/yard new draft replies to night tickets');
  await dialog.getByLabel('Name').fill('night-bot');
  await here.choose('Show Matches');
  await dialog.getByRole('radio', { name: /Night Drafter/ }).check();
  await here.choose('Continue');
  await here.sees('Registered and active');
  await here.done('Your AI workflow');
}
