import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openBackup, readBackupHeader, sealBackup } from '../../lib/local/backup-file.ts';

const PASSPHRASE = 'correct horse battery';
const ABOUT = { schema: 2, madeAt: '2026-11-23T09:00:00.000Z' };
/** Larger than one chunk, and of no round size. */
const DATABASE = Buffer.alloc(2_500_001, 'rows and rows ');
let folder: string;
let file: string;
const inside = (name: string) => join(folder, name);
const out = (name: string) => inside(`out-${name}`);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yardmaster-backup-'));
  file = inside('yard.backup');
  writeFileSync(inside('db'), DATABASE);
  writeFileSync(inside('keys'), '{"seal":"secret"}');
  writeFileSync(inside('empty'), '');
  sealBackup(
    file,
    PASSPHRASE,
    ABOUT,
    new Map([
      ['registry.db', inside('db')],
      ['keyring.json', inside('keys')],
      ['workspace.json', inside('empty')],
    ] as const),
  );
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('gives back every byte, to whoever has the passphrase', () => {
  const opened = openBackup(file, PASSPHRASE, out);
  expect(opened).toMatchObject({ kind: 'opened', about: ABOUT });
  expect(readFileSync(out('registry.db')).equals(DATABASE)).toBe(true);
  expect(readFileSync(out('keyring.json'), 'utf8')).toBe('{"seal":"secret"}');
  expect(readFileSync(out('workspace.json'), 'utf8')).toBe('');
});

test('says what it is without a passphrase, and nothing of what it holds', () => {
  expect(readBackupHeader(file)).toMatchObject(ABOUT);
  const text = readFileSync(file, 'latin1');
  expect(text).not.toContain('secret');
  expect(text).not.toContain('rows and rows');
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('two backups of the same data have nothing in common but their outside', () => {
  const first = readFileSync(file).subarray(-100);
  sealBackup(file, PASSPHRASE, ABOUT, new Map([['registry.db', inside('db')]] as const));
  expect(readFileSync(file).subarray(-100).equals(first)).toBe(false);
});

describe('is refused', () => {
  test('with another passphrase', () => {
    expect(openBackup(file, 'another passphrase', out)).toMatchObject({
      message: expect.stringContaining('passphrase is another one'),
    });
  });

  test.each([
    ['cut off', (whole: Buffer) => whole.subarray(0, -1), 'not whole'],
    ['with more at its end', (whole: Buffer) => Buffer.concat([whole, Buffer.of(0)]), 'not whole'],
    ['with one bit of its data changed', flip(1_000_000), 'was changed'],
    ['with one bit of its seal changed', flip(-1), 'was changed'],
    ['that says another time', swap('09:00:00.000Z', '08:00:00.000Z'), 'was changed'],
    [
      'that names a part of another folder',
      swap('"keyring.json"', '"../../x.json"'),
      'no backup says',
    ],
    [
      'of a later format',
      swap('yardmaster-backup 1', 'yardmaster-backup 2'),
      'no backup that this',
    ],
    ['that is something else', () => Buffer.from('PK\u0003\u0004'), 'no backup that this'],
    ['that is empty', () => Buffer.alloc(0), 'no backup that this'],
  ])('a file %s', (_name, spoil, says) => {
    writeFileSync(file, spoil(readFileSync(file)));
    const outcome = openBackup(file, PASSPHRASE, out);
    expect(outcome).toMatchObject({ kind: 'refused', message: expect.stringContaining(says) });
  });

  test('a file that is not there', () => {
    const none = inside('none');
    expect(readBackupHeader(none)).toMatchObject({ message: expect.stringContaining(none) });
  });
});

function flip(at: number): (whole: Buffer) => Buffer {
  return (whole) => {
    const index = at < 0 ? whole.length + at : at;
    whole.writeUInt8(whole.readUInt8(index) ^ 1, index);
    return whole;
  };
}

function swap(from: string, to: string): (whole: Buffer) => Buffer {
  return (whole) => Buffer.from(whole.toString('latin1').replace(from, to), 'latin1');
}
