import canonicalize from 'canonicalize';
import { type Refusal, refuse } from './result.ts';
import { utf8Length } from './utf8.ts';

export const PAYLOAD_LIMIT_BYTES = 32 * 1024;
/** "Larger by setting, up to 256 KB." */
export const MOST_PAYLOAD_BYTES = 256 * 1024;
const DEEPEST = 64;
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

export interface Payload {
  readonly kind: 'payload';
  /** RFC 8785 text: the same whatever order the caller's keys came in. */
  readonly canonical: string;
}

type PayloadProblem = 'payload-too-large' | 'payload-too-deep' | 'payload-unsafe';

/**
 * Turns parsed JSON into its one canonical text, or refuses what could be shown as one thing and
 * read as another: lone surrogates (RFC 8785 section 3.2.2.2 forbids them), prototype keys, whole
 * numbers beyond 2^53, depth beyond 64, more than `limit` bytes of UTF-8.
 */
export function readPayload(
  value: unknown,
  limit = PAYLOAD_LIMIT_BYTES,
): Payload | Refusal<PayloadProblem> {
  const problem = inspect(value, limit);
  if (problem) return problem;
  const canonical = canonicalize(value) ?? 'null';
  return overLimit(canonical, limit) ?? { kind: 'payload', canonical };
}

/** The refusal for canonical text of more than `limit` bytes. */
export function overLimit(
  canonical: string,
  limit: number,
): Refusal<'payload-too-large'> | undefined {
  return utf8Length(canonical) > limit ? tooLarge(limit) : undefined;
}

function tooLarge(limit: number): Refusal<'payload-too-large'> {
  return refuse(
    'payload-too-large',
    `The arguments are larger than ${Math.round(limit / 102.4) / 10} KB. Pass a reference to the data instead of the data.`,
    { limit },
  );
}

function inspect(value: unknown, limit: number): Refusal<PayloadProblem> | undefined {
  const rest: { value: unknown; depth: number }[] = [{ value, depth: 1 }];
  let seen = 0;
  for (let next = rest.pop(); next; next = rest.pop()) {
    seen += 1;
    if (seen > limit) return tooLarge(limit);
    if (next.depth > DEEPEST) {
      return refuse('payload-too-deep', `The arguments are nested deeper than ${DEEPEST} levels.`);
    }
    const unsafe = inspectOne(next.value);
    if (unsafe) return refuse('payload-unsafe', unsafe);
    for (const child of children(next.value)) rest.push({ value: child, depth: next.depth + 1 });
  }
  return undefined;
}

function inspectOne(value: unknown): string | undefined {
  if (typeof value === 'string') return brokenText(value);
  if (typeof value === 'number') return inexactNumber(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  for (const key of Object.keys(value)) {
    if (FORBIDDEN_KEYS.has(key))
      return `The arguments have a key named "${key}", which is not accepted.`;
    const broken = brokenText(key);
    if (broken) return broken;
  }
  return undefined;
}

/** A whole number beyond 2^53 was rounded when it was read: what is shown is not what was sent. */
function inexactNumber(value: number): string | undefined {
  if (!Number.isFinite(value)) return 'A number in the arguments is not finite.';
  if (Number.isInteger(value) && !Number.isSafeInteger(value))
    return 'A whole number in the arguments is too large to be exact. Send it as text.';
  return undefined;
}

function brokenText(text: string): string | undefined {
  return text.isWellFormed()
    ? undefined
    : 'A text in the arguments is not valid Unicode (a lone surrogate).';
}

function children(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Array.isArray(value) ? value : Object.values(value);
}
