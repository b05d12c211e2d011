import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeKeyCode } from '../../lib/acts/key-codes.ts';
import { takeCiCode } from '../../lib/acts/keys.ts';
import { keyOf, PEOPLE } from '../../lib/local/sample/organisation.ts';
import { loginOf, openWorld, WORKFLOW, type World } from '../api/world.ts';
import { terminal } from './terminal.ts';

let world: World;
let token: string;
beforeAll(async () => {
  world = await openWorld();
  token = await loginOf(world.deps, PEOPLE.owner);
});
afterAll(() => world.stop());

const OWNER = keyOf(PEOPLE.owner);

function type(...args: readonly string[]) {
  return terminal(world.api.fetch).type(args, { YARDMASTER_TOKEN: token });
}

test('a key is claimed, alone on standard output, listed and revoked', async () => {
  const given = await takeKeyCode(world.deps, OWNER, WORKFLOW, 'at-once');
  const code = given.kind === 'code' ? given.code : '';
  const claimed = await type('key', 'claim', ...code.split('-'));
  expect(claimed.code).toBe(0);
  expect(claimed.out).toMatch(/^ymw_\S+\n$/);
  expect(claimed.err).toContain(`The key of ${WORKFLOW}, shown this once.`);
  const list = await type('key', 'list', WORKFLOW);
  expect(list.out).toMatch(/^key_\S+ {2}held by T0YARD\/U0OWNER since .*, never used\n$/);
  const id = list.out.split(' ')[0] ?? '';
  expect((await type('key', 'revoke', WORKFLOW, id)).out).toBe(`Revoked ${id} of ${WORKFLOW}.\n`);
  expect((await type('key', 'list', WORKFLOW)).out).toBe(`${WORKFLOW} has no key in force.\n`);
  const again = await type('key', 'revoke', WORKFLOW, id);
  expect([again.code, again.err]).toMatchObject([1, expect.stringContaining('no such key')]);
  expect((await type('key', 'claim', code)).code).toBe(1);
  expect((await type('key', 'list', 'none')).code).toBe(1);
});

test('a CI identity is created, given a key, listed, and the key revoked', async () => {
  expect((await type('ci', 'list')).out).toContain('yardmaster ci create');
  expect((await type('ci', 'create', 'ci-main')).code).toBe(2);
  const created = await type('ci', 'create', 'ci-main', '--team', 'team-support');
  expect(created.out).toContain('ci-main registers for team-support. In Slack, "/yard keys"');
  expect((await type('ci', 'list')).out).toBe('ci-main of team-support: no key in force\n');
  const given = await takeCiCode(world.deps, OWNER, 'ci-main');
  const claimed = await type('ci', 'claim', given.kind === 'code' ? given.code : '');
  expect(claimed.out).toMatch(/^ymc_\S+\n$/);
  expect(claimed.err).toContain('as YARDMASTER_TOKEN');
  const listed = await type('ci', 'list', '--json');
  const [{ keys }] = JSON.parse(listed.out).identities;
  expect((await type('ci', 'list')).out).toContain(`  ${keys[0].id}  held by`);
  expect((await type('ci', 'revoke', 'ci-main', keys[0].id)).code).toBe(0);
  expect((await type('ci', 'revoke', 'ci-main', keys[0].id)).code).toBe(1);
  const refused = await type('ci', 'create', 'ci-sales', '--team', 'team-sales');
  expect([refused.code, refused.err]).toMatchObject([1, expect.stringContaining("team's lead")]);
});
