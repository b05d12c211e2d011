import { describe, expect, test } from 'vitest';
import { slackDirectory } from '../../lib/slack/directory.ts';
import { webClient } from '../../lib/slack/web.ts';

const HOME = 'T0YARD';
const user = { id: 'U0OWNER', team_id: HOME, real_name: 'Support owner' };

/** A directory whose every call is answered so, and how often it was asked. */
function answering(answer: unknown) {
  const asked: string[] = [];
  const clock = { now: 0 };
  const fetch = async (url: string | URL | Request) => {
    asked.push(String(url).split('/').at(-1) ?? '');
    return Response.json(answer);
  };
  const client = webClient('xoxb-tests', { fetch });
  return { asked, clock, ...slackDirectory(client, { home: HOME, now: () => clock.now }) };
}

const silent = () =>
  slackDirectory(webClient('xoxb-tests', { fetch: () => new Promise<Response>(() => undefined) }), {
    home: async () => HOME,
  });

const busy = () => {
  const fetch = async () => new Response('', { status: 429, headers: { 'retry-after': '30' } });
  return slackDirectory(webClient('xoxb-tests', { fetch }), { home: HOME });
};

const no = (error: string) => ({ ok: false, error });

describe('a person by e-mail address', () => {
  test('is found, and named with the organisation', async () => {
    const { asked, byEmail } = answering({ ok: true, user });
    expect(await byEmail('owner@example.com')).toEqual({
      kind: 'person',
      person: 'T0YARD/U0OWNER',
    });
    expect(asked).toEqual(['users.lookupByEmail']);
  });

  test.each([
    ['nobody has it', no('users_not_found'), 'no-such-address', 'Nobody in this Slack'],
    [
      'somebody of another organisation has it',
      { ok: true, user: { ...user, team_id: 'T0OTHER' } },
      'no-such-address',
      'another organisation',
    ],
    [
      'the person left',
      { ok: true, user: { ...user, deleted: true } },
      'no-such-address',
      'has left Slack',
    ],
    [
      'it is an app',
      { ok: true, user: { ...user, is_bot: true } },
      'no-such-address',
      'belongs to an app',
    ],
    ['the scope is missing', no('missing_scope'), 'not-granted', 'users:read.email'],
    ['Slack answers nonsense', { ok: true, user: [] }, 'lookup-failed', 'Try again'],
    ['Slack fails', no('fatal_error'), 'lookup-failed', 'Try again'],
  ])('refuses where %s', async (_name, answer, why, say) => {
    expect(await answering(answer).byEmail('owner@example.com')).toMatchObject({
      kind: 'refused',
      why,
      say: expect.stringContaining(say),
    });
  });
});

describe('the people of a user group', () => {
  test('are named with the organisation', async () => {
    const { members, asked } = answering({ ok: true, users: ['U0OWNER', 'U0COLLEAGUE'] });
    expect(await members('S0SUPPORT')).toEqual({
      kind: 'members',
      people: ['T0YARD/U0OWNER', 'T0YARD/U0COLLEAGUE'],
    });
    expect(asked).toEqual(['usergroups.users.list']);
  });

  test.each([
    ['no_such_subteam', 'no-such-group', 'Choose another'],
    ['missing_scope', 'not-granted', 'one by one'],
    ['paid_teams_only', 'not-granted', 'paid Slack plan'],
    ['plan_upgrade_required', 'not-granted', 'paid Slack plan'],
    ['internal_error', 'lookup-failed', 'Try again'],
    ['constructor', 'lookup-failed', 'Try again'],
  ])('%s refuses as %s', async (error, why, say) => {
    const refused = { kind: 'refused', why, say: expect.stringContaining(say) };
    expect(await answering(no(error)).members('S0SUPPORT')).toMatchObject(refused);
  });

  test('an answer without a list refuses', async () => {
    expect(await answering({ ok: true }).members('S0SUPPORT')).toMatchObject({
      why: 'lookup-failed',
    });
  });
});

describe('whether there are user groups', () => {
  test.each([
    ['a plan that has them', { ok: true, usergroups: [] }, true],
    ['a plan without', no('plan_upgrade_required'), false],
    ['no scope', no('missing_scope'), false],
    ['trouble', no('internal_error'), false],
  ])('%s', async (_name, answer, has) => {
    expect(await answering(answer).hasGroups()).toBe(has);
  });

  test('is asked once in ten minutes: "cache, refresh on subteam events"', async () => {
    const { hasGroups, asked, clock } = answering({ ok: true, usergroups: [] });
    await hasGroups();
    clock.now = 9 * 60_000;
    await hasGroups();
    expect(asked).toHaveLength(1);
    clock.now = 10 * 60_000;
    await hasGroups();
    expect(asked).toHaveLength(2);
  });

  test('an answer that never came is not kept as "no"', async () => {
    const { hasGroups, asked } = answering(no('internal_error'));
    await hasGroups();
    await hasGroups();
    expect(asked).toHaveLength(2);
  });
});

test('user groups come by name, with how they are mentioned', async () => {
  const usergroups = [
    { id: 'S2', name: 'Support', handle: 'support' },
    { id: 'S1', name: 'Sales', handle: 'sales' },
  ];
  expect(await answering({ ok: true, usergroups }).groups()).toEqual([
    { id: 'S1', name: 'Sales (@sales)' },
    { id: 'S2', name: 'Support (@support)' },
  ]);
  expect(await answering(no('plan_upgrade_required')).groups()).toEqual([]);
  expect(await answering({ ok: true, usergroups: [{ id: 'S1' }] }).groups()).toEqual([]);
});

describe('a test message', () => {
  test('says that the app can post', async () => {
    const { probe, asked } = answering({ ok: true, channel: 'C0SUPPORT', ts: '1.000001' });
    expect(await probe('C0SUPPORT')).toEqual({ kind: 'posted' });
    expect(asked).toEqual(['chat.postMessage']);
  });

  test.each([
    ['not_in_channel', 'Type /invite @Yardmaster there'],
    ['channel_not_found', 'Type /invite @Yardmaster there'],
    ['is_archived', 'Unarchive it'],
    ['restricted_action', 'Ask a Slack admin'],
    ['restricted_action_read_only_channel', 'read-only'],
    ['missing_scope', 'from its app manifest'],
    ['something_new', 'choose another channel'],
    ['constructor', 'choose another channel'],
  ])('%s: "what is missing is said in one sentence with the fix"', async (error, fix) => {
    expect(await answering(no(error)).probe('C0SUPPORT')).toMatchObject({
      kind: 'refused',
      why: 'cannot-post',
      say: expect.stringContaining(fix),
      facts: { channel: 'C0SUPPORT', error },
    });
  });
});

test.each([
  ['byEmail', () => silent().byEmail('owner@example.com')],
  ['members', () => silent().members('S0SUPPORT')],
  ['probe', () => silent().probe('C0SUPPORT')],
])(
  '%s refuses when Slack is silent, before a trigger of three seconds ends',
  async (_name, ask) => {
    const started = performance.now();
    expect(await ask()).toMatchObject({ kind: 'refused', why: 'lookup-failed' });
    expect(performance.now() - started).toBeLessThan(2400);
  },
);

test('"slow down" is said with its seconds', async () => {
  expect(await busy().byEmail('owner@example.com')).toMatchObject({
    why: 'lookup-failed',
    facts: { seconds: 30 },
  });
});
