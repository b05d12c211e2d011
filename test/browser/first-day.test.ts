import { expect, test } from 'vitest';
import { createClient } from '../../lib/client/client.ts';
import { CHANNELS, PEOPLE } from '../../lib/local/sample/organisation.ts';
import { SIZES, type Stage, stage } from './stage.ts';

/** The first working day, as people see it, from find to consume. At a desk and on a phone. */

const SUPPORT = CHANNELS.support.id;
const WORKFLOW = 'reply-bot';
const CALL = {
  action: 'send_external_email',
  target: 'customer@example.com',
  arguments: { to: 'customer@example.com', subject: 'Your ticket', body: 'It is fixed.' },
};

test.each(SIZES)('find, reuse, ask, decide, consume at $width px', async (size) => {
  const here = await stage('first-day', size);
  await here.open('owner', SUPPORT);
  await here.say('/yard find reply to customers');
  await here.sees('Reply Drafter');
  await here.shot('1-find');

  const key = await reuseAndTakeKey(here);
  const agent = createClient({ baseUrl: here.machine.apiUrl, token: key });
  const asked = await agent.ask({
    ...CALL,
    reason: 'The customer asked for an answer.',
    on_behalf_of: PEOPLE.owner.id,
    idempotency_key: 'ticket-1',
  });
  if (asked.kind !== 'ok') throw new Error(JSON.stringify(asked));
  const ending = agent.wait(asked.value.id, 60);

  await refusedAndApproved(here);
  expect(await ending).toMatchObject({ kind: 'approved' });
  const run = { ...CALL, execution_id: 'run-1' };
  expect(await agent.consume(asked.value.id, run)).toMatchObject({ kind: 'ok' });
  await here.sees('Used once');
  await here.shot('6-used');

  await here.open('owner', SUPPORT);
  await here.say(`/yard log ${WORKFLOW}`);
  await here.sees('registered workflow/reply-bot');
  await here.shot('7-log');
});

async function reuseAndTakeKey(here: Stage): Promise<string> {
  const { dialog } = here;
  await here.say('/yard new draft replies to support tickets');
  await dialog.getByLabel('Name').fill(WORKFLOW);
  await here.shot('2-need');
  await here.choose('Show Matches');
  await here.sees('Does one of these fit?');
  await here.shot('3-matches');
  await dialog.getByRole('radio', { name: /Reply Drafter/ }).check();
  await here.choose('Continue');
  await here.sees('Registered and active');
  await here.shot('4-registered');
  await here.choose('Me');
  const typed = await dialog
    .getByText(/key claim [0-9A-Z-]{14}/)
    .first()
    .textContent();
  await here.shot('4-code');
  await here.done('Key code', 'Your AI workflow');
  const code = /key claim ([0-9A-Z-]{14})/.exec(typed ?? '')?.[1] ?? '';
  const { apiUrl: baseUrl, logins } = here.machine;
  const claimed = await createClient({ baseUrl, token: logins.owner }).claimKey(code);
  if (claimed.kind !== 'ok') throw new Error(JSON.stringify(claimed));
  return claimed.value.key;
}

async function refusedAndApproved(here: Stage): Promise<void> {
  const card = `${WORKFLOW} wants to`;
  await here.open('owner', SUPPORT);
  await here.press(card, 'Approve');
  await here.sees('somebody else has to decide');
  await here.open('outsider', SUPPORT);
  await here.press(card, 'Approve');
  await here.sees('You may not decide');
  await here.open('colleague', 'home');
  await here.sees('Waiting for you');
  await here.shot('5-home');
  await here.open('colleague', SUPPORT);
  await here.press(card, 'Details');
  await here.dialog.getByText('It is fixed.').waitFor();
  await here.shot('5-details');
  await here.choose('Done');
  await here.shot('5-card');
  await here.press(card, 'Approve');
  await here.sees('Approved by');
}
