import * as z from 'zod';
import { personKeySchema } from './people.ts';
import { overlapSchema } from './rotation.ts';

/** A one-time code for a key: whose it is, and what becomes of the older keys. */
const codeFields = { person: personKeySchema, overlap: overlapSchema, expiresAt: z.string() };

/** What a bearer token or one-time code stands for. The secret itself is stored nowhere. */
export const secretSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('workflow-key'), workflow: z.string(), keyId: z.string() }),
  z.strictObject({ type: z.literal('ci-key'), identity: z.string(), keyId: z.string() }),
  /** What is left of a key that was revoked, so that whoever still sends it is told. */
  z.strictObject({
    type: z.literal('revoked-key'),
    of: z.custom<`workflow/${string}` | `identity/${string}`>(
      (value) => typeof value === 'string' && /^(?:workflow|identity)\//.test(value),
    ),
    keyId: z.string(),
    at: z.string(),
  }),
  z.strictObject({ type: z.literal('key-code'), workflow: z.string(), ...codeFields }),
  z.strictObject({ type: z.literal('ci-code'), identity: z.string(), ...codeFields }),
  /** `login` names the entry among the person's logins. */
  z.strictObject({
    type: z.literal('login'),
    person: personKeySchema,
    login: z.string(),
    issuedAt: z.string(),
    expiresAt: z.string(),
  }),
  /** What the machine that logs in keeps to itself; `login` is confirmed under this name. */
  z.strictObject({ type: z.literal('device-code'), login: z.string(), expiresAt: z.string() }),
  /** What the person types in Slack, with what the machine says of itself. */
  z.strictObject({
    type: z.literal('user-code'),
    login: z.string(),
    client: z.string(),
    host: z.string(),
    askedAt: z.string(),
    expiresAt: z.string(),
  }),
  /** Leads to the fresh login that somebody asked for: `stepUp` names it. */
  z.strictObject({ type: z.literal('step-up-link'), stepUp: z.string(), expiresAt: z.string() }),
  /** A browser that is on its way to the identity provider; without `stepUp` to see what waits. */
  z.strictObject({
    type: z.literal('web-login'),
    stepUp: z.string().optional(),
    expiresAt: z.string(),
  }),
  /** A browser whose person has just logged in, `at` by the provider's clock. */
  z.strictObject({
    type: z.literal('web-session'),
    person: personKeySchema,
    at: z.string(),
    stepUp: z.string().optional(),
    expiresAt: z.string(),
  }),
  /** Makes whoever types it the first admin. */
  z.strictObject({ type: z.literal('set-up-code'), expiresAt: z.string() }),
]);
export type Secret = z.infer<typeof secretSchema>;
export type UserCode = Extract<Secret, { type: 'user-code' }>;

export const CODE_MINUTES = 15;
export const SET_UP_CODE_MINUTES = 60;
export const LOGIN_MINUTES = 12 * 60;
/** Prefixes tell people, and secret scanners, what they have found. */
export const WORKFLOW_KEY_PREFIX = 'ymw_';
export const CI_KEY_PREFIX = 'ymc_';
export const LOGIN_PREFIX = 'yml_';
export const DEVICE_PREFIX = 'ymd_';
export const STEP_UP_PREFIX = 'ymu_';

const CODE_LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 12;

/** 96 random bits → a code of 12 letters that cannot be misread, in three groups of four (60 bits). */
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
