import { expect, test } from 'vitest';
import { slackPeople } from '../../lib/slack/people.ts';
import { webClient } from '../../lib/slack/web.ts';

const user = {
  id: 'U0COLLEAGUE',
  team_id: 'T0YARD',
  name: 'colleague',
  real_name: 'Support colleague',
  deleted: false,
  is_bot: false,
  is_restricted: false,
  is_ultra_restricted: false,
};

const KEY = 'T0YARD/U0COLLEAGUE';

/** A client whose `users.info` answers this. */
function asking(answer: unknown, home: string | (() => Promise<string>) = 'T0YARD') {
  const fetch = async () => Response.json(answer);
  return slackPeople(webClient('xoxb-tests', { fetch }), home);
}

test('a person of ours', async () => {
  expect(await asking({ ok: true, user }).fresh(KEY)).toEqual({
    kind: 'person',
    person: {
      key: KEY,
      name: 'Support colleague',
      deactivated: false,
      bot: false,
      guest: false,
      outside: false,
    },
  });
});

test.each([
  ['deactivated', { deleted: true }, { deactivated: true }],
  ['a bot', { is_bot: true }, { bot: true }],
  ['a workflow', { is_workflow_bot: true }, { bot: true }],
  ['a guest', { is_restricted: true }, { guest: true }],
  ['a guest of one channel', { is_ultra_restricted: true }, { guest: true }],
  ['from another organisation', { team_id: 'T0OTHER' }, { outside: true }],
  [
    'from another organisation, met in a channel',
    { team_id: 'T0OTHER', is_stranger: false },
    { outside: true },
  ],
  ['a stranger', { is_stranger: true }, { outside: true }],
  ['without a home', { team_id: undefined }, { outside: true }],
  ['from another enterprise', { enterprise_user: { enterprise_id: 'E0OTHER' } }, { outside: true }],
])('somebody %s', async (_name, spoiled, says) => {
  const answer = { ok: true, user: { ...user, ...spoiled } };
  expect(await asking(answer).fresh(KEY)).toMatchObject({ kind: 'person', person: says });
});

test('in an Enterprise Grid the enterprise is home', async () => {
  const people = asking(
    { ok: true, user: { ...user, enterprise_user: { enterprise_id: 'E0YARD' } } },
    'E0YARD',
  );
  expect(await people.fresh('E0YARD/U0COLLEAGUE')).toMatchObject({ person: { outside: false } });
});

test('a key of another organisation is outside whatever Slack says of the id', async () => {
  const people = asking({ ok: true, user });
  expect(await people.fresh('T0OTHER/U0COLLEAGUE')).toMatchObject({ person: { outside: true } });
});

test('home may be looked up', async () => {
  const people = asking({ ok: true, user }, async () => 'T0YARD');
  expect(await people.fresh(KEY)).toMatchObject({ person: { outside: false } });
});

test.each([
  ['an error', { ok: false, error: 'user_not_found' }],
  ['another person', { ok: true, user: { ...user, id: 'U0OTHER' } }],
  ['nobody', { ok: true }],
  ['nonsense', { ok: true, user: { ...user, deleted: 'perhaps' } }],
])('%s in the answer refuses', async (_name, answer) => {
  expect(await asking(answer).fresh(KEY)).toMatchObject({ kind: 'refused', why: 'lookup-failed' });
});

test('an answer later than 800 ms refuses', async () => {
  const fetch = () => new Promise<Response>(() => undefined);
  const people = slackPeople(webClient('xoxb-tests', { fetch }), 'T0YARD');
  const started = performance.now();
  expect(await people.fresh(KEY)).toMatchObject({ kind: 'refused', why: 'lookup-failed' });
  const took = performance.now() - started;
  expect(took).toBeGreaterThan(790);
  expect(took).toBeLessThan(2400);
});

test('"slow down" refuses at once', async () => {
  const fetch = async () => new Response('', { status: 429, headers: { 'retry-after': '30' } });
  const people = slackPeople(webClient('xoxb-tests', { fetch }), 'T0YARD');
  expect(await people.fresh(KEY)).toMatchObject({ kind: 'refused' });
});
