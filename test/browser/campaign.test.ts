import { expect, test } from 'vitest';
import { createClient } from '../../lib/client/client.ts';
import { CHANNELS, PEOPLE } from '../../lib/local/sample/organisation.ts';
import { SIZES, type Stage, stage } from './stage.ts';

/** A team retires its old version: what it reaches is read, released by a person, and shown on a card. */

const SUPPORT = CHANNELS.support.id;
const CONNECTOR = { kind: 'connector', name: 'ticket-desk' };
const PLUGIN = { kind: 'plugin', name: 'night-drafter' };
const release = (version: string, more: object) => ({ owner: 'team-support', version, ...more });
const desk = {
  title: 'Ticket Desk',
  description: 'Reads the tickets that came in over night.',
  surface: { systems: ['tickets'], scopes: ['crm.tickets.read'] },
};
const drafter = {
  title: 'Night Drafter',
  description: 'Drafts replies to night tickets.',
  surface: { actions: ['send_external_email'] },
  uses: [{ connector: 'ticket-desk', version: '1.0.x' }],
};

test.each(SIZES)('announced, previewed, released and carried at $width px', async (size) => {
  const here = await stage('campaign', size);
  const { dialog } = here;
  await published(here, CONNECTOR, release('1.0.0', desk));
  await published(here, PLUGIN, release('1.0.0', drafter));
  await published(here, CONNECTOR, release('2.0.0', desk));
  await reused(here);
  await here.say('/yard deprecate');
  await here.sees('Nothing is being retired.');
  await here.shot('1-none');

  await here.say('/yard deprecate connector/ticket-desk@1.x');
  await dialog.getByLabel('What replaces them?').fill('connector/ticket-desk@2.0.0');
  await dialog.getByLabel('What do owners have to know?').fill('Tickets come with their history.');
  await dialog.getByLabel('Who helps?').selectOption(PEOPLE.owner.id);
  await dialog.getByLabel('The first day without new pins').fill(dayIn(30));
  await dialog.getByLabel('The first day without credentials').fill(dayIn(60));
  await here.shot('2-form');
  await here.choose('Preview');
  await here.sees('1 person gets one message.');
  await here.sees('Nobody is told, and nothing is in force, before somebody releases it.');
  await here.shot('3-preview');
  await here.choose('Release, Tell 1');
  await here.sees('It is released');
  await here.close();

  await here.open('owner', CHANNELS.catalog.id);
  await here.sees('1 AI workflow is still locked to it.');
  await here.shot('4-card');
  await here.press('Retiring connector/ticket-desk', 'Show Who Is Left');
  await here.sees('Who is left');
  await here.choose('Done');
  await here.open('owner', 'dm');
  await here.sees('1 AI workflow of yours uses connector/ticket-desk');
  await here.shot('5-told');
  expect(await dialog.count()).toBe(0);
});

/** A day so far ahead, YYYY-MM-DD: the machine's clock is the real one. */
function dayIn(days: number): string {
  return new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}

async function published(
  { machine: { apiUrl: baseUrl, logins } }: Stage,
  component: typeof PLUGIN,
  body: object,
): Promise<void> {
  const publisher = createClient({ baseUrl, token: logins.owner });
  expect(await publisher.publish(component, body)).toMatchObject({ kind: 'ok' });
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
