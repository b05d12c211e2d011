import {
  type CipherGCM,
  createCipheriv,
  createDecipheriv,
  type DecipherGCM,
  randomBytes,
  scryptSync,
} from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import * as z from 'zod';

/** What of a data folder goes into a backup: no other name is ever written on a restore. */
export const PARTS = ['registry.db', 'keyring.json', 'workspace.json'] as const;
type PartName = (typeof PARTS)[number];

const MAGIC = 'yardmaster-backup 1\n';
const MOST_HEADER = 4_096;
const CHUNK = 1_048_576;
const TAG_BYTES = 16;
const ALGORITHM = 'aes-256-gcm';
/** 32 MB and about a tenth of a second for each guess of the passphrase. */
const SCRYPT = { N: 32_768, r: 8, p: 1 } as const;

const headerSchema = z.strictObject({
  schema: z.int().min(1),
  madeAt: z.iso.datetime(),
  salt: z.base64(),
  iv: z.base64(),
  parts: z
    .array(z.strictObject({ name: z.enum(PARTS), bytes: z.int().min(0) }))
    .min(1)
    .max(PARTS.length),
});
type Header = z.infer<typeof headerSchema>;

export type BackupHeader = Pick<Header, 'schema' | 'madeAt'>;
type Refused = { readonly kind: 'refused'; readonly message: string };

/**
 * One file: a line that says what it is, a line of JSON (its salt, and name and size of each part),
 * the parts sealed one after the other with AES-256-GCM under the passphrase (scrypt), and the seal's
 * tag over all of it, the second line included. `files` are paths by the names of their parts.
 */
export function sealBackup(
  to: string,
  passphrase: string,
  about: BackupHeader,
  files: ReadonlyMap<PartName, string>,
): void {
  const parts = [...files].map(([name, path]) => ({ name, bytes: statSync(path).size }));
  const salt = randomBytes(16);
  const iv = randomBytes(12);
  const header = JSON.stringify({
    ...about,
    salt: salt.toString('base64'),
    iv: iv.toString('base64'),
    parts,
  });
  const cipher = createCipheriv(ALGORITHM, keyOf(passphrase, salt), iv);
  cipher.setAAD(Buffer.from(header));
  const handle = openSync(to, 'w', 0o600);
  try {
    writeSync(handle, `${MAGIC}${header}\n`);
    for (const path of files.values()) copyThrough(cipher, path, handle);
    writeSync(handle, cipher.final());
    writeSync(handle, cipher.getAuthTag());
  } finally {
    closeSync(handle);
  }
}

function keyOf(passphrase: string, salt: Uint8Array): Buffer {
  return scryptSync(passphrase.normalize('NFC'), salt, 32, { ...SCRYPT, maxmem: 2 ** 27 });
}

function copyThrough(cipher: CipherGCM, from: string, to: number): void {
  const handle = openSync(from, 'r');
  try {
    const { size } = fstatSync(handle);
    for (const chunk of chunksOf(handle, 0, size)) writeSync(to, cipher.update(chunk));
  } finally {
    closeSync(handle);
  }
}

function* chunksOf(handle: number, from: number, bytes: number): Generator<Buffer> {
  for (let done = 0; done < bytes; ) {
    const chunk = Buffer.alloc(Math.min(CHUNK, bytes - done));
    const read = readSync(handle, chunk, 0, chunk.length, from + done);
    if (read === 0) throw new Error('the file became shorter while it was read');
    done += read;
    yield chunk.subarray(0, read);
  }
}

interface Opened {
  readonly header: Header;
  readonly text: string;
  /** Where the sealed bytes begin. */
  readonly start: number;
}

/** What the file says of itself, before anything of it is believed: the passphrase proves it later. */
export function readBackupHeader(file: string): BackupHeader | Refused {
  const opened = withFile(file, readHeader);
  return 'kind' in opened ? opened : opened.header;
}

/**
 * Writes the parts to the paths that `pathOf` names. They are worth nothing before this has returned
 * 'opened': only then the seal over the whole file was found unbroken.
 */
export function openBackup(
  file: string,
  passphrase: string,
  pathOf: (name: PartName) => string,
): { readonly kind: 'opened'; readonly about: BackupHeader } | Refused {
  return withFile(file, (handle) => {
    const opened = readHeader(handle);
    if ('kind' in opened) return opened;
    const { header, text, start } = opened;
    const sealed = header.parts.reduce((sum, part) => sum + part.bytes, 0);
    if (fstatSync(handle).size !== start + sealed + TAG_BYTES) {
      return refused('The backup is not whole: it was cut off or something was added.');
    }
    const key = keyOf(passphrase, Buffer.from(header.salt, 'base64'));
    const decipher = createDecipheriv(ALGORITHM, key, Buffer.from(header.iv, 'base64'));
    decipher.setAAD(Buffer.from(text));
    const [tag] = chunksOf(handle, start + sealed, TAG_BYTES);
    decipher.setAuthTag(tag ?? Buffer.alloc(TAG_BYTES));
    let at = start;
    for (const { name, bytes } of header.parts) {
      writePart(decipher, chunksOf(handle, at, bytes), pathOf(name));
      at += bytes;
    }
    return sealHolds(decipher)
      ? { kind: 'opened', about: header }
      : refused('The passphrase is another one, or the backup was changed since it was made.');
  });
}

function withFile<T>(file: string, use: (handle: number) => T): T | Refused {
  let handle: number;
  try {
    handle = openSync(file, 'r');
  } catch {
    return refused(`There is no file ${file} that can be read.`);
  }
  try {
    return use(handle);
  } finally {
    closeSync(handle);
  }
}

function readHeader(handle: number): Opened | Refused {
  const [first] = chunksOf(handle, 0, Math.min(MOST_HEADER, fstatSync(handle).size));
  const lines = (first ?? Buffer.alloc(0)).toString('latin1').split('\n');
  const text = lines[1];
  if (`${lines[0]}\n` !== MAGIC || text === undefined || lines.length < 3) {
    return refused('This file is no backup that this version of Yardmaster knows.');
  }
  const parsed = headerSchema.safeParse(jsonOf(text));
  if (!parsed.success) return refused('The backup says of itself what no backup says.');
  return { header: parsed.data, text, start: MAGIC.length + text.length + 1 };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function writePart(decipher: DecipherGCM, chunks: Iterable<Buffer>, path: string): void {
  const handle = openSync(path, 'w', 0o600);
  try {
    for (const chunk of chunks) writeSync(handle, decipher.update(chunk));
  } finally {
    closeSync(handle);
  }
}

function sealHolds(decipher: DecipherGCM): boolean {
  try {
    decipher.final();
    return true;
  } catch {
    return false;
  }
}

function refused(message: string): Refused {
  return { kind: 'refused', message };
}
