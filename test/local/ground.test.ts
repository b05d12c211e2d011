import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { type Ground, openGround } from '../../lib/local/ground.ts';
import { localSealer } from '../../lib/local/keyring.ts';
import { SCHEMA } from '../../lib/store/item.ts';

let home: string;
let folder: string;
const open: Ground[] = [];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'yardmaster-ground-'));
  folder = join(home, '.yardmaster');
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((ground) => ground.close()));
  rmSync(home, { recursive: true, force: true });
});

const TEMPLATE = `tables-${SCHEMA}.json`;
const Key = { pk: { S: 'team/a' }, sk: { S: 'HEAD' } };

/** What an earlier start kept: loading the CDK takes seconds, and one test that does is enough. */
function keepTemplate(): void {
  mkdirSync(folder);
  writeFileSync(join(folder, TEMPLATE), JSON.stringify(inject('tablesTemplate')));
}

test("a second opening finds yesterday's data, and opens what yesterday sealed", async () => {
  keepTemplate();
  const first = await opened();
  const { client, registry } = first.store;
  await client.send(new PutItemCommand({ TableName: registry, Item: { ...Key, v: { N: '7' } } }));
  const sealed = await localSealer(first.keyring).seal('text', 'approval/a');
  await first.close();
  await first.engineEnded;

  const second = await opened();
  const found = await second.store.client.send(new GetItemCommand({ TableName: registry, Key }));
  expect(found.Item).toEqual({ ...Key, v: { N: '7' } });
  expect(await localSealer(second.keyring).open(sealed, 'approval/a')).toBe('text');
});

test('a folder from before there were checkpoints is given a key for them, once', async () => {
  keepTemplate();
  const first = await opened();
  await first.close();
  await first.engineEnded;
  const { checkpoints: _, ...before } = first.keyring;
  writeFileSync(join(folder, 'keyring.json'), JSON.stringify(before), { mode: 0o600 });
  const second = await opened();
  expect(second.keyring).toMatchObject(before);
  await second.close();
  await second.engineEnded;
  expect((await opened()).keyring).toEqual(second.keyring);
});

test('a new folder gets its tables from the synthesized template, which is kept for the next start', async () => {
  const { folder: data } = await opened();
  expect(JSON.parse(readFileSync(data.path(TEMPLATE), 'utf8'))).toEqual(inject('tablesTemplate'));
});

test('has both tables, empty, and keys that only the owner of the folder can read', async () => {
  keepTemplate();
  const { store } = await opened();
  for (const TableName of [store.registry, store.audit]) {
    const { Item } = await store.client.send(new GetItemCommand({ TableName, Key }));
    expect(Item).toBeUndefined();
  }
  expect(statSync(join(folder, 'keyring.json')).mode & 0o777).toBe(0o600);
});

test('a second process on the same folder is refused while the first one lives', async () => {
  keepTemplate();
  const module = new URL('../../lib/local/ground.ts', import.meta.url).href;
  const script = `import(${JSON.stringify(module)}).then((m) => m.openGround(${JSON.stringify(folder)}, {})).then((ground) => { globalThis.ground = ground; console.log(ground.kind); setInterval(() => {}, 1000); })`;
  const other = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(other.stdout, 'data');
  expect(String(line).trim()).toBe('ground');
  expect(await openGround(folder, {})).toMatchObject({
    kind: 'refused',
    message: expect.stringContaining(`Another Yardmaster (process ${other.pid})`),
  });
  other.kill('SIGKILL');
  await once(other, 'exit');
  await opened();
});

test('a folder from a newer version is refused, and what is in it stays as it is', async () => {
  keepTemplate();
  await (await opened()).close();
  writeFileSync(join(folder, 'version.json'), JSON.stringify({ schema: SCHEMA + 1 }));
  const before = readFileSync(join(folder, 'registry.db'));
  expect(await openGround(folder, {})).toMatchObject({
    kind: 'refused',
    message: expect.stringContaining('was written by a newer Yardmaster'),
  });
  expect(readFileSync(join(folder, 'registry.db')).equals(before)).toBe(true);
});

test('without an engine the folder is let go again', async () => {
  keepTemplate();
  const broken = { DYNAMODB_ENDPOINT: 'http://127.0.0.1:1' };
  await expect(openGround(folder, broken)).rejects.toThrow();
  await opened();
});

test('says that the keys are damaged, and makes no new ones that would open nothing', async () => {
  keepTemplate();
  await (await opened()).close();
  const file = join(folder, 'keyring.json');
  writeFileSync(file, '{}');
  await expect(openGround(folder, {})).rejects.toThrow();
  expect(readFileSync(file, 'utf8')).toBe('{}');
});

async function opened(): Promise<Ground> {
  const ground = await openGround(folder, {});
  if (ground.kind === 'refused') throw new Error(ground.message);
  open.push(ground);
  return ground;
}
