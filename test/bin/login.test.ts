import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerLogin } from '../../lib/acts/login.ts';
import { loginsOf } from '../../lib/acts/logins.ts';
import { keyOf, PEOPLE } from '../../lib/local/sample/organisation.ts';
import { openWorld, type World } from '../api/world.ts';
import { terminal } from './terminal.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

const OWNER = keyOf(PEOPLE.owner);
const now = () => Date.parse(world.deps.now());

/** A keyboard at which time passes while it waits; `during` is done in Slack meanwhile, with the code. */
function desk(during: (code: string) => Promise<unknown> = async () => undefined) {
  const seen: { code?: string; waited: number[] } = { waited: [] };
  const at = terminal(async (request) => {
    const response = await world.api.fetch(request);
    if (request.url.endsWith('/login/device')) {
      seen.code = JSON.parse(await response.clone().text()).user_code;
    }
    return response;
  });
  const pause = async (ms: number) => {
    seen.waited.push(ms);
    world.deps.pass(ms / 60_000);
    await during(seen.code ?? '');
  };
  const type = (args: readonly string[], env = {}) => at.type(args, env, { now, pause });
  return { ...at, type, seen, path: join(at.folder, '.config/yardmaster/login.json') };
}

const confirm = (code: string) => answerLogin(world.deps, OWNER, code, 'confirmed');

test('a login waits for Slack, is stored for its owner alone, and used for its own server alone', async () => {
  const here = desk(async (code) => here.seen.waited.length === 3 && confirm(code));
  const before = await here.type(['find', 'reply']);
  expect(before.code).toBe(2);
  expect(before.err).toContain('Run "yardmaster login"');
  const login = await here.type(['login']);
  expect(login.code).toBe(0);
  expect(login.err).toContain(`In Slack, type: /yard login ${here.seen.code}`);
  expect(here.seen.waited).toEqual([5000, 5000, 5000]);
  expect(statSync(here.path).mode & 0o777).toBe(0o600);
  const { token } = JSON.parse(readFileSync(here.path, 'utf8'));
  expect(login.out + login.err).not.toContain(token);
  expect((await here.type(['find', 'reply'])).code).toBe(0);
  const elsewhere = await here.type(['find', 'reply', '--server', 'https://elsewhere.example']);
  expect(elsewhere.code).toBe(2);
  world.deps.pass(13 * 60);
  expect((await here.type(['find', 'reply'])).code).toBe(2);
});

test('a login that is turned down, or not confirmed in time, says so', async () => {
  const denied = await desk((code) => answerLogin(world.deps, OWNER, code, 'denied')).type([
    'login',
  ]);
  expect([denied.code, denied.err]).toMatchObject([1, expect.stringContaining('turned down')]);
  const here = desk();
  const late = await here.type(['login', '--json']);
  expect(late.code).toBe(1);
  expect(JSON.parse(late.out)).toMatchObject({ why: 'code-expired' });
  expect(existsSync(here.path)).toBe(false);
});

test('who is told to slow down asks less often', async () => {
  const here = desk(async (code) => {
    if (here.seen.waited.length <= 2) world.deps.pass(-4.9 / 60);
    else if (here.seen.waited.length === 3) await confirm(code);
  });
  expect((await here.type(['login'])).code).toBe(0);
  expect(here.seen.waited.some((ms) => ms > 5000)).toBe(true);
});

test('logging out ends the login and forgets it, also when it had ended', async () => {
  const here = desk(confirm);
  expect((await here.type(['logout'])).code).toBe(2);
  await here.type(['login']);
  const open = (await loginsOf(world.deps, OWNER)).length;
  const out = await here.type(['logout']);
  expect([out.code, out.out]).toMatchObject([0, expect.stringContaining('Logged out')]);
  expect(await loginsOf(world.deps, OWNER)).toHaveLength(open - 1);
  expect(existsSync(here.path)).toBe(false);
  await here.type(['login']);
  world.deps.pass(13 * 60);
  expect((await here.type(['logout'])).code).toBe(0);
  expect(existsSync(here.path)).toBe(false);
});
