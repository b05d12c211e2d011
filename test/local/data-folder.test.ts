import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type DataFolder, openDataFolder } from '../../lib/local/data-folder.ts';

let home: string;
let folder: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'yardmaster-data-'));
  folder = join(home, '.yardmaster');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

test('creates the folder for its owner alone and writes its version', () => {
  const data = opened({});
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(readFileSync(data.path('version.json'), 'utf8')).toBe('{"schema":3}\n');
  expect(data.path('registry.db')).toBe(join(folder, 'registry.db'));
  expect(data.foundSchema).toBeUndefined();
  data.release();
});

test('closes to others a folder that was open to them', () => {
  mkdirSync(folder, { mode: 0o755 });
  opened({}).release();
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test('refuses a folder that is already open, and names the process that has it', () => {
  const data = opened({ pid: 4711 });
  expect(openDataFolder({ folder, schema: 3, pid: 4712 })).toEqual({
    kind: 'refused',
    reason: 'in-use',
    message: `Another Yardmaster (process 4711) is using the data folder ${folder}. Stop that one first, or start this one with a data folder of its own.`,
  });
  data.release();
});

test('opens again after it was released', () => {
  opened({}).release();
  const again = opened({});
  expect(again.foundSchema).toBe(3);
  again.release();
});

test('is refused while another process lives, and taken over once that one was killed', async () => {
  const module = new URL('../../lib/local/data-folder.ts', import.meta.url).href;
  const options = `{ folder: ${JSON.stringify(folder)}, schema: 3, pid: process.pid }`;
  const script = `import(${JSON.stringify(module)}).then((m) => { globalThis.data = m.openDataFolder(${options}); console.log(globalThis.data.kind); setInterval(() => {}, 1000); })`;
  const other = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(other.stdout, 'data');
  expect(String(line).trim()).toBe('open');
  const refused = openDataFolder({ folder, schema: 3, pid: 1 });
  expect(refused).toMatchObject({ kind: 'refused', reason: 'in-use' });
  expect(refused.kind === 'refused' && refused.message).toContain(`(process ${other.pid})`);
  other.kill('SIGKILL');
  await once(other, 'exit');
  opened({}).release();
});

test('refuses a folder from a newer version, leaves it as it is, and does not keep it locked', () => {
  opened({ schema: 4 }).release();
  expect(openDataFolder({ folder, schema: 3, pid: 1 })).toEqual({
    kind: 'refused',
    reason: 'newer',
    message: `The data folder ${folder} was written by a newer Yardmaster (schema 4; this one knows 3). Start that newer version, or start this one with a data folder of its own.`,
  });
  expect(readFileSync(join(folder, 'version.json'), 'utf8')).toBe('{"schema":4}\n');
  opened({ schema: 4 }).release();
});

test('raises an older folder to its own version and tells which it was', () => {
  opened({ schema: 2 }).release();
  const data = opened({ schema: 3 });
  expect(data.foundSchema).toBe(2);
  expect(readFileSync(data.path('version.json'), 'utf8')).toBe('{"schema":3}\n');
  data.release();
});

test.each(['', '{', '{}', '{"schema":"3"}', '{"schema":-1}', 'null'])(
  'refuses a folder whose version.json reads %j',
  (text) => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'version.json'), text);
    expect(openDataFolder({ folder, schema: 3, pid: 1 })).toMatchObject({ reason: 'unreadable' });
  },
);

test('refuses a path that cannot be a folder, and says what to set', () => {
  writeFileSync(folder, '');
  const refused = openDataFolder({ folder, schema: 3, pid: 1 });
  expect(refused).toMatchObject({ kind: 'refused', reason: 'unusable' });
  expect(refused.kind === 'refused' && refused.message).toContain('Set YARDMASTER_DATA to');
});

function opened(options: { schema?: number; pid?: number }): DataFolder {
  const data = openDataFolder({ folder, schema: 3, pid: 1, ...options });
  if (data.kind === 'refused') throw new Error(data.message);
  return data;
}
