import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sealLog } from '../../lib/acts/archive.ts';
import { publicKeys } from '../../lib/acts/public-keys.ts';
import { folderArchive } from '../../lib/local/archive.ts';
import { ASK, openWorld, post, type World } from '../api/world.ts';
import { terminal } from './terminal.ts';

let world: World;
let key: string;
beforeAll(async () => {
  world = await openWorld();
  const keys = await publicKeys(world.deps);
  key = String(keys.find(({ purpose }) => purpose === 'checkpoints')?.fingerprint);
});
afterAll(() => world.stop());

let desk: ReturnType<typeof terminal>;
let folder: string;
/** An archive of three checkpoints at least. */
beforeEach(async () => {
  desk = terminal();
  folder = join(desk.folder, 'archive');
  const deps = { ...world.deps, archive: folderArchive(folder) };
  for (let n = 0; n < 3; n += 1) {
    await sealLog(deps);
    world.deps.pass(5);
    const body = { ...ASK, idempotency_key: `${desk.folder}-${n}` };
    await world.api.request('/v1/approvals', post(world.key, body));
  }
});

const verify = (...more: string[]) => desk.type(['audit', 'verify', 'archive', ...more]);
const files = () => readdirSync(folder).sort();

test('an archive is verified as it lies there', async () => {
  const ran = await verify('--key', key);
  expect(ran.code).toBe(0);
  expect(ran.out).toContain(`Proved: up to checkpoint ${files().length} of`);
});

test('a file taken out is said by its number', async () => {
  const [, second = ''] = files();
  rmSync(join(folder, second));
  const ran = await verify('--key', key);
  expect(ran.code).toBe(1);
  expect(ran.out).toContain('Missing, with the events that they cover: checkpoint 2.');
  const json = JSON.parse((await verify('--key', key, '--json')).out);
  expect(json).toMatchObject({ holds: false, missing: [{ from: 2, to: 2 }], apart: [] });
});

test('a changed byte is found in its file and line', async () => {
  const [first = ''] = files();
  const path = join(folder, first);
  const text = readFileSync(path, 'utf8');
  chmodSync(path, 0o600);
  const at = text.split('\n').findIndex((line, n) => n > 0 && line.includes('organisation'));
  const changed = text
    .split('\n')
    .map((line, n) => (n === at ? line.replace('organisation', 'organization') : line));
  writeFileSync(path, changed.join('\n'));
  const ran = await verify();
  expect(ran.code).toBe(1);
  expect(ran.out).toContain(`archive/${first}:${at + 1}: `);
});

test('a file without its checkpoint is found', async () => {
  const [first = '', second = ''] = files();
  for (const [name, text] of [
    [first, 'nothing\n'],
    [second, ''],
  ] as const) {
    chmodSync(join(folder, name), 0o600);
    writeFileSync(join(folder, name), text);
  }
  const ran = await verify();
  expect(ran.code).toBe(1);
  expect(ran.out).toContain(`archive/${first}:1: this is no line of an audit export`);
  expect(ran.out).toContain(`archive/${second}:1: this is no line of an audit export`);
});

test('another folder is said to be none', async () => {
  expect(await desk.type(['audit', 'verify', '.'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('There is no archive in .'),
  });
});
