import { expect, test } from 'vitest';
import { decrypt, encrypt } from '../../lib/aws/aes.ts';

const key = new Uint8Array(32).fill(7);
const text = 'Dear customer, das Büro 🏗️ is open.';
const sealed = encrypt(key, text, 'approval/a');

test('opens what it sealed, whatever the letters', () => {
  expect(decrypt(key, sealed, 'approval/a')).toBe(text);
  expect(decrypt(key, encrypt(key, '', 'approval/a'), 'approval/a')).toBe('');
});

test('opens what was written by an earlier version: nonce, tag and text as base64', () => {
  const written = 'AAECAwQFBgcICQoLfK2Rp0XLqk0ybQjQpOJXI3DkhRxy';
  expect(decrypt(key, written, 'approval/a')).toBe('hello');
});

test('seals the same text differently each time, so that equal payloads do not show', () => {
  expect(encrypt(key, text, 'approval/a')).not.toBe(sealed);
});

const parts: [string, number][] = [
  ['nonce', 0],
  ['tag', 12],
  ['text', 28],
];

test.each(parts)('refuses one changed bit in the %s', (_, at) => {
  const bytes = Buffer.from(sealed, 'base64');
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  expect(() => decrypt(key, bytes.toString('base64'), 'approval/a')).toThrow();
});

test('refuses another context: a payload moved to another approval stays shut', () => {
  expect(() => decrypt(key, sealed, 'approval/b')).toThrow();
});

test('refuses another key', () => {
  expect(() => decrypt(new Uint8Array(32).fill(8), sealed, 'approval/a')).toThrow();
});

test.each(['', 'AAAA', 'not base64 at all'])('refuses what was never sealed: %j', (text) => {
  expect(() => decrypt(key, text, 'approval/a')).toThrow();
});
