import * as z from 'zod';
import { personKeySchema } from './people.ts';

/** What a bearer token or one-time code stands for. The secret itself is stored nowhere. */
export const secretSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('workflow-key'), workflow: z.string(), keyId: z.string() }),
  z.strictObject({ type: z.literal('login'), person: personKeySchema, expiresAt: z.string() }),
  z.strictObject({
    type: z.literal('key-code'),
    workflow: z.string(),
    person: personKeySchema,
    expiresAt: z.string(),
  }),
  z.strictObject({ type: z.literal('login-code'), person: personKeySchema, expiresAt: z.string() }),
]);
export type Secret = z.infer<typeof secretSchema>;

export const CODE_MINUTES = 15;
export const LOGIN_MINUTES = 12 * 60;
/** Prefixes tell people, and secret scanners, what they have found. */
export const WORKFLOW_KEY_PREFIX = 'ymw_';
export const LOGIN_PREFIX = 'yml_';

const CODE_LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 12;

/** 96 random bits → a code of 12 letters that cannot be misread, in threes groups of four (60 bits). */
export function codeFrom(bytes: Uint8Array): string {
  const letters = Array.from(bytes.slice(0, CODE_LENGTH), (byte) => CODE_LETTERS[byte % 32]);
  return letters.join('').replace(/(.{4})(.{4})(.{4})/, '$1-$2-$3');
}

/** The code in what people typed: small letters, missing hyphens and look-alikes (O, I, L) are mended. */
export function normaliseCode(typed: string): string {
  const letters = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return letters.replace(/^(.{4})(.{4})(.{4})$/, '$1-$2-$3');
}
