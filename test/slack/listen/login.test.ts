import { expect, test } from 'vitest';
import { authenticate } from '../../../lib/acts/authenticate.ts';
import { startLogin } from '../../../lib/acts/login.ts';
import { fetchLogin } from '../../../lib/acts/login-fetch.ts';
import { loginsOf } from '../../../lib/acts/logins.ts';
import { CHANNELS, keyOf, PEOPLE } from '../../../lib/local/sample/organisation.ts';
import { typeLogin, userChanged } from '../../../lib/slack/listen/login.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { CLAIM, loggedIn } from '../../kit/logins.ts';
import { MODES, stage } from '../kit.ts';
import { words } from '../views/kit.ts';

const { support } = CHANNELS;
const engine = engineOfFile();
const HTTP = 'signed HTTP and the Lambda receiver';
const OWNER = keyOf(PEOPLE.owner);

test.each(MODES)(
  'a login is confirmed in Slack and fetched by its machine, over %s',
  async (mode) => {
    const { deps, owner } = await stage(engine(), mode);
    const { userCode, deviceCode } = await startLogin(deps, CLAIM);
    await owner.command(support.id, `/yard login ${userCode.toLowerCase()}`);
    await expect.poll(() => words(owner.view()?.blocks)).toContain('desk-7');
    expect(await owner.submitView()).toMatchObject({ ok: true });
    expect(words(owner.view()?.blocks)).toContain('Confirmed.');
    expect(await fetchLogin(deps, deviceCode)).toMatchObject({ kind: 'login', person: OWNER });
    expect(JSON.stringify([owner.view(), owner.messages(support.id)])).not.toContain('yml_');
  },
);

test('a submission that Slack sends three times confirms once', async () => {
  const { deps, owner, workspace } = await stage(engine(), HTTP);
  const { userCode, deviceCode } = await startLogin(deps, CLAIM);
  await owner.command(support.id, `/yard login ${userCode}`);
  workspace.faults.set({ repeatDispatch: 3 });
  await owner.submitView();
  expect(words(owner.view()?.blocks)).toContain('Confirmed.');
  expect(await fetchLogin(deps, deviceCode)).toMatchObject({ kind: 'login' });
});

test('That Was Not Me turns the login down', async () => {
  const { deps, owner } = await stage(engine(), HTTP);
  const { userCode, deviceCode } = await startLogin(deps, CLAIM);
  await owner.command(support.id, `/yard login ${userCode}`);
  await owner.clickInView({ actionId: 'login_not_me' });
  expect(words(owner.view()?.blocks)).toContain('Turned down.');
  expect(await fetchLogin(deps, deviceCode)).toMatchObject({ why: 'access-denied' });
});

test('without a code it is asked for; a wrong one is said at its field', async () => {
  const { deps, owner } = await stage(engine(), HTTP);
  const { userCode } = await startLogin(deps, CLAIM);
  await owner.command(support.id, '/yard login');
  const type = (value: string) => owner.submitView({ values: { code: { value } } });
  expect((await type('ABCD-EFGH-JKMN')).errors?.code).toContain('This code is unknown');
  expect(await type(userCode)).toMatchObject({ ok: true });
  expect(words(owner.view()?.blocks)).toContain('desk-7');
});

test('a code that is unknown, and a person whom Slack cannot name, are refused in words', async () => {
  const { deps, owner, workspace } = await stage(engine(), HTTP);
  await owner.command(support.id, '/yard login ABCD-EFGH-JKMN');
  expect(owner.messages(support.id).at(-1)?.text).toContain('This code is unknown');
  const { userCode, deviceCode } = await startLogin(deps, CLAIM);
  await owner.command(support.id, `/yard login ${userCode}`);
  workspace.faults.set({ latencyMs: { 'users.info': 1500 } });
  await owner.submitView();
  expect(words(owner.view()?.blocks)).toContain('Slack could not say who you are');
  expect(await fetchLogin(deps, deviceCode)).toMatchObject({ why: 'authorization-pending' });
});

test('the menu asks for the code', async () => {
  const { owner } = await stage(engine(), HTTP);
  await owner.command(support.id, '/yard');
  const menu = owner.messages(support.id).at(-1);
  await owner.click({ channel: support.id, ts: menu?.ts ?? '', actionId: 'menu_login' });
  expect(owner.view()?.callback_id).toBe('login_code');
});

test('somebody of another organisation is asked for nothing and shown nothing', async () => {
  const { deps } = await stage(engine(), HTTP);
  const { userCode } = await startLogin(deps, CLAIM);
  const from = { by: keyOf(PEOPLE.outsider), name: 'outsider', triggerId: '1.2' };
  for (const rest of ['', userCode]) {
    const replies = await typeLogin(deps, { ...from, rest });
    expect(replies.map((reply) => reply.kind)).toEqual(['say']);
    expect(words(replies)).toContain('Only people of this organisation');
  }
});

test('an account that Slack says is gone is logged out everywhere, and only then', async () => {
  const { deps } = await stage(engine(), HTTP);
  const { token } = await loggedIn(deps, OWNER);
  const [team_id = '', id = ''] = OWNER.split('/');
  const change = (user: object) => ({ type: 'event_callback', team_id, event: { user } });
  const known = async () => (await authenticate(deps, token)).kind;
  for (const body of [
    change({ id, team_id, deleted: false }),
    change({ id, team_id: 'T0OTHER', deleted: true }),
    change({ id: 'U0COLLEAGUE', team_id, deleted: true }),
    change({}),
    'nonsense',
  ]) {
    await userChanged(deps, body);
    expect(await known()).toBe('caller');
  }
  await userChanged(deps, change({ id, team_id, deleted: true }));
  expect(await known()).toBe('refused');
  expect(await loginsOf(deps, OWNER)).toEqual([]);
});
