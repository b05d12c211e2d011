import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { backUp } from '../../lib/local/backup.ts';
import { SCHEMA } from '../../lib/store/item.ts';
import { backupStand, PASSPHRASE } from './backup-kit.ts';

const { at, start, stop, backup, putBack } = backupStand();

describe('a backup is refused', () => {
  test('while the machine runs, and leaves nothing behind', async () => {
    await start();
    expect(backup()).toMatchObject({ message: expect.stringContaining('Another Yardmaster') });
    expect(existsSync(at.file)).toBe(false);
  });

  test('onto a file that is there, unless it is to be replaced', async () => {
    await start();
    await stop();
    writeFileSync(at.file, 'precious');
    expect(backup()).toMatchObject({ message: expect.stringContaining('--force') });
    expect(readFileSync(at.file, 'utf8')).toBe('precious');
    expect(backup(true)).toMatchObject({ kind: 'backed-up' });
    expect(readdirSync(at.home).sort()).toEqual(['data', 'yard.backup']);
    expect(existsSync(join(at.folder, 'backup.db'))).toBe(false);
  });

  test('of a folder without data, and makes none', () => {
    at.folder = join(at.home, 'none');
    expect(backup()).toMatchObject({ message: expect.stringContaining('nothing to back up') });
    expect(existsSync(at.folder)).toBe(false);
  });

  test('of data that are in an engine elsewhere', () => {
    const env = { DYNAMODB_ENDPOINT: 'http://127.0.0.1:1' };
    const wanted = { ...at, passphrase: PASSPHRASE, force: false, now: '', env };
    expect(backUp(wanted)).toMatchObject({ message: expect.stringContaining('that engine') });
  });

  test('under a passphrase that is soon guessed', () => {
    const wanted = { ...at, passphrase: 'short', force: false, now: '', env: {} };
    const outcome = backUp(wanted);
    expect(outcome).toMatchObject({ message: expect.stringContaining('12 characters') });
  });

  test('of a database that is damaged', async () => {
    await start();
    await stop();
    writeFileSync(join(at.folder, 'registry.db'), 'no database');
    expect(backup()).toMatchObject({ message: expect.stringContaining('could not be made') });
    expect(existsSync(at.file)).toBe(false);
  });
});

describe('a restore is refused, and what was there is as it was', () => {
  let before: Buffer;
  beforeEach(async () => {
    await start();
    await stop();
    backup();
    before = readFileSync(join(at.folder, 'registry.db'));
  });
  afterEach(() => {
    expect(readFileSync(join(at.folder, 'registry.db')).equals(before)).toBe(true);
    expect(readdirSync(at.home).sort()).toEqual(['data', 'yard.backup']);
  });

  test('without --force onto a folder that holds data', async () => {
    const outcome = await putBack({ force: false });
    expect(outcome).toMatchObject({ message: expect.stringContaining('--force') });
  });

  test('with the wrong passphrase', async () => {
    const outcome = await putBack({ passphrase: 'another passphrase' });
    expect(outcome).toMatchObject({ message: expect.stringContaining('another one') });
  });

  test('when the file was made by a newer version', async () => {
    const text = readFileSync(at.file, 'latin1');
    const newer = text.replace(`"schema":${SCHEMA}`, `"schema":${SCHEMA + 1}`);
    writeFileSync(at.file, newer, 'latin1');
    const outcome = await putBack();
    expect(outcome).toMatchObject({ message: expect.stringContaining('newer Yardmaster') });
  });

  test('where the data are in an engine elsewhere', async () => {
    const outcome = await putBack({ env: { DYNAMODB_ENDPOINT: 'http://127.0.0.1:1' } });
    expect(outcome).toMatchObject({ message: expect.stringContaining('that engine') });
  });
});

test('a restore onto a folder in use is refused, also with --force', async () => {
  await start();
  await stop();
  backup();
  await start();
  expect(await putBack()).toMatchObject({
    message: expect.stringContaining('Another Yardmaster'),
  });
});
