import { afterAll, beforeAll, expect, test } from 'vitest';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { sorter, sorting } from '../acts/model-kit.ts';
import { loginOf, openWorld, type World } from '../api/world.ts';
import { terminal } from './terminal.ts';

let world: World;
let admin: string;
beforeAll(async () => {
  world = await openWorld();
  admin = await loginOf(world.deps, PEOPLE.admin);
  await sorter(world.deps);
  await sorting(world.deps, 'inherits');
});
afterAll(() => world.stop());

function models(...args: readonly string[]) {
  return terminal(world.api.fetch).type(['models', ...args], { YARDMASTER_TOKEN: admin });
}

test('lists what is in use, and what depends on one', async () => {
  const list = await models();
  expect(list.code).toBe(0);
  expect(list.out).toContain('large-1  1 workflow, 1 plugin');
  const one = await models('LARGE-1');
  expect(one.out).toMatch(/^large-1: 1 workflow of 1 owner/);
  expect(one.out).toContain('  plugin/mail-sorter@1.0.0');
  expect(one.out).toMatch(
    / {2}inherits {2}active {2}team-support, owner .*\(plugin\/mail-sorter@1/,
  );
});

test('prints CSV and JSON', async () => {
  const [header, row] = (await models('large-1', '--csv')).out.split('\n');
  expect(header).toBe('workflow,team,owner,backup,status,source,task_class');
  expect(row).toContain('inherits,team-support,');
  expect((await models('--csv')).out.split('\n')[0]).toBe('name,workflows,plugins,stops');
  expect(JSON.parse((await models('large-1', '--json')).out)).toMatchObject({ workflows: 1 });
});

test('a day is tried, set, and taken back', async () => {
  const tried = await models('retire', 'large-1', '--on', '2027-01-31', '--dry-run');
  expect(tried.out).toMatch(/^large-1: 1 workflow of 1 owner/);
  expect(JSON.parse((await models('--json')).out).models[0].retirement).toBeUndefined();
  const day = ['--on', '2027-01-31', '--successor', 'large-2'];
  const set = await models('retire', 'large-1', ...day);
  expect(set).toMatchObject({ code: 0, out: 'large-1 stops on 2027-01-31; write large-2.\n' });
  expect((await models('retire', 'large-1', ...day)).out).toContain('Nothing to do');
  expect((await models()).out).toContain('stops on 2027-01-31; write large-2');
  const back = await models('retire', 'large-1', '--withdraw');
  expect(back.out).toBe('The date of large-1 is taken back.\n');
});

test('says what to write when the day is missing or over', async () => {
  const none = await models('retire', 'large-1');
  expect(none.code).toBe(2);
  expect(none.err).toContain('--on 2027-01-31');
  const over = await models('retire', 'large-1', '--on', '2020-01-31');
  expect(over.code).toBe(1);
  expect(over.err).toContain('is over');
});
