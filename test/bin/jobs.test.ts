import { beforeEach, expect, test } from 'vitest';
import { createApi } from '../../lib/api/app.ts';
import { LOCAL_WORKS } from '../../lib/local/loops.ts';
import { PEOPLE, type SamplePerson } from '../../lib/local/sample/organisation.ts';
import { loginOf, openWorld, type World } from '../api/world.ts';
import { terminal } from './terminal.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  return world.stop;
});

async function type(someone: SamplePerson, ...args: string[]) {
  const YARDMASTER_TOKEN = await loginOf(world.deps, someone);
  const env = { YARDMASTER_TOKEN, YARDMASTER_URL: 'http://127.0.0.1:4601' };
  const api = createApi(world.deps, { works: LOCAL_WORKS });
  return terminal((request) => api.fetch(request)).type(['jobs', ...args], env);
}

test('run, list and show', async () => {
  expect((await type(PEOPLE.auditor, 'list')).out).toBe('No job has run yet.\n');
  const ran = await type(PEOPLE.admin, 'run', 'checkpoint');
  expect(ran.code).toBe(0);
  expect(ran.out).toContain('looked at 1, did 1, withheld 0, failed 0');
  expect(ran.out).toContain('checkpoints: 1');
  const [id = ''] = ran.out.split(' ');
  expect((await type(PEOPLE.auditor, 'list', '--job', 'checkpoint')).out).toContain(id);
  expect((await type(PEOPLE.auditor, 'show', id)).out).toContain('lines: ');
  expect((await type(PEOPLE.auditor, 'show', 'sweep~none')).code).toBe(1);
  expect((await type(PEOPLE.owner, 'list')).err).toContain('Only auditors');
});

test('a dry run prints what it would do, and does nothing', async () => {
  const dry = await type(PEOPLE.admin, 'run', 'checkpoint', '--dry-run');
  expect(dry.out).toContain('Nothing was changed or sent.');
  const at = ['--at', '2027-01-01T09:00:00Z'];
  const ahead = await type(PEOPLE.admin, 'run', 'sweep', ...at, '--dry-run', '--json');
  expect(JSON.parse(ahead.out)).toMatchObject({ dry_run: true, at: '2027-01-01T09:00:00.000Z' });
  expect((await type(PEOPLE.admin, 'run', 'sweep', ...at)).err).toContain('--dry-run');
  const odd = await type(PEOPLE.admin, 'run', 'sweep', '--at', 'soon', '--dry-run');
  expect(odd.code).toBe(2);
  expect((await type(PEOPLE.auditor, 'run', 'sweep')).err).toContain('Only platform admins');
  expect((await type(PEOPLE.admin, 'run', 'dance')).err).toContain('There is no job');
});
