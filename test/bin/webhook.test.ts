import { afterAll, beforeAll, expect, test } from 'vitest';
import { drainWebhooks } from '../../lib/deliver/webhook-lane.ts';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { ASK, decide, loginOf, openWorld, WORKFLOW, type World } from '../api/world.ts';
import { answered, receiver, URL_ } from '../deliver/webhook-kit.ts';
import { terminal } from './terminal.ts';

let world: World;
let token: string;
beforeAll(async () => {
  world = await openWorld();
  token = await loginOf(world.deps, PEOPLE.owner);
});
afterAll(() => world.stop());

function type(...args: readonly string[]) {
  return terminal(world.api.fetch).type(['webhook', ...args], { YARDMASTER_TOKEN: token });
}

async function approval(key: string): Promise<string> {
  const typed = await terminal(world.api.fetch).type(
    [
      ...['approval', 'request', '--json', '--action', ASK.action, '--target', ASK.target],
      ...['--arguments', '{}', '--reason', ASK.reason, '--key', key],
    ],
    { YARDMASTER_KEY: world.key },
  );
  const { id } = JSON.parse(typed.out);
  await decide(world.deps, id, 'approve');
  return id;
}

test('set, the secret stands alone on standard output; shown, tested, rotated, removed', async () => {
  const set = await type('set', WORKFLOW, URL_);
  expect(set).toMatchObject({ code: 0, out: expect.stringMatching(/^whsec_\S+\n$/) });
  expect(set.err).toContain('agents.example.com, signed with this secret');
  const empty = await type('show', WORKFLOW);
  expect(empty.out).toContain('Nothing is wrong with it.\nNothing was to be told yet.');
  expect(empty.out + set.err).not.toContain('path-secret');
  expect((await type('test', WORKFLOW)).out).toContain('It is on its way.');
  await drainWebhooks(world.deps, receiver(), { most: 10 });
  expect((await type('show', WORKFLOW)).out).toMatch(
    /The latest:\n {2}\S+ {2}whk_test_\S+ {2}delivered, 1 try, the last came to 204\n$/,
  );
  const rotated = await type('rotate', WORKFLOW);
  expect(rotated.out).toMatch(/^whsec_\S+\n$/);
  expect(rotated.err).toContain('for 24 hours');
  expect((await type('show', WORKFLOW)).out).toContain('An older secret signs along until');
  expect((await type('remove', WORKFLOW)).out).toBe(`Removed the webhook of ${WORKFLOW}.\n`);
});

test('trouble, what was given up, and trying again', async () => {
  await type('set', WORKFLOW, URL_);
  const id = await approval('dead');
  const to = receiver();
  to.script(answered(500));
  await drainWebhooks(world.deps, to, { most: 10 });
  const failing = await type('show', WORKFLOW);
  expect(failing.out).toContain('It has taken nothing since');
  expect(failing.out).toContain(`${id}  waiting, 1 try, the last came to 500, the next at`);
  world.deps.pass(24 * 60);
  token = await loginOf(world.deps, PEOPLE.owner);
  to.script(answered(500));
  await drainWebhooks(world.deps, to, { most: 10 });
  const dead = await type('show', WORKFLOW);
  expect(dead.out).toContain('Given up; "yardmaster webhook retry" tries again:');
  expect((await type('retry', WORKFLOW, id)).out).toContain('It is on its way.');
  expect((await type('retry', WORKFLOW, id)).code).toBe(1);
  to.script(answered(410));
  await drainWebhooks(world.deps, to, { most: 10 });
  expect((await type('show', WORKFLOW)).out).toContain('It answered that it is gone');
});

test('what is refused says why', async () => {
  for (const url of ['http://agents.example.com/', 'https://127.0.0.1/']) {
    expect((await type('set', WORKFLOW, url)).code).toBe(1);
  }
  for (const word of ['show', 'test', 'rotate', 'remove']) {
    expect((await type(word, 'none')).err).toContain('no workflow named "none"');
  }
  expect((await type('set', WORKFLOW)).code).toBe(2);
});
