import * as z from 'zod';
import { isObject } from './marketplace/files.ts';
import { cut } from './marketplace/text.ts';
import { utf8Length } from './utf8.ts';

export const DIALECTS = ['claude', 'mcp', 'backstage'] as const;
export type Dialect = (typeof DIALECTS)[number];

export const MOST_KEPT_BYTES = 64 * 1024;
const DEEPEST = 20;

type Json = Readonly<Record<string, unknown>>;

/** What another catalog's file says of a component besides what the registry has words for. */
export const foreignSchema = z
  .strictObject({
    dialect: z.enum(DIALECTS),
    /** Documents by what they are: `entry` and `plugin`, `server`, `entity`. */
    kept: z.record(z.string().max(100), z.unknown()),
  })
  .refine(({ kept }) => isShallow(kept, DEEPEST + 2), `is nested deeper than ${DEEPEST} levels`)
  .refine(({ kept }) => sizeOf(kept) <= MOST_KEPT_BYTES, 'is larger than 64 KB');
export type Foreign = z.infer<typeof foreignSchema>;

export interface Keeping {
  /** Undefined when there is nothing to keep. */
  readonly foreign: Foreign | undefined;
  readonly notes: readonly string[];
}

/**
 * "Unknown fields survive the round trip": the documents as they were written, bounded in size, without
 * what may be a secret. What is left out is said.
 */
export function keepForeign(
  dialect: Dialect,
  documents: Readonly<Record<string, Json | undefined>>,
): Keeping {
  const notes: string[] = [];
  const fields: { readonly of: string; readonly key: string; readonly value: unknown }[] = [];
  for (const [of, document] of Object.entries(documents)) {
    for (const [key, value] of Object.entries(document ?? {})) {
      if (isShallow(value, DEEPEST))
        fields.push({ of, key, value: withoutSecrets(value, key, notes) });
      else
        notes.push(
          `Its field "${cut(key, 60)}" is not kept: it is nested deeper than ${DEEPEST} levels.`,
        );
    }
  }
  const sizes = fields.map((field) => ({ field, bytes: sizeOf({ [field.key]: field.value }) }));
  let total = sizes.reduce((sum, one) => sum + one.bytes, 200);
  const dropped = new Set<unknown>();
  for (const { field, bytes } of [...sizes].sort((a, b) => b.bytes - a.bytes)) {
    if (total <= MOST_KEPT_BYTES) break;
    total -= bytes;
    dropped.add(field);
    notes.push(`Its field "${cut(field.key, 60)}" is not kept: an entry keeps 64 KB at most.`);
  }
  const kept: Record<string, Record<string, unknown>> = {};
  for (const field of fields.filter((one) => !dropped.has(one))) {
    const document = kept[field.of] ?? {};
    define(document, field.key, field.value);
    kept[field.of] = document;
  }
  const none = Object.keys(kept).length === 0;
  return { foreign: none ? undefined : { dialect, kept }, notes: [...new Set(notes)] };
}

/** One of the kept documents; empty when there is none. */
export function keptDocument(foreign: Foreign | undefined, dialect: Dialect, of: string): Json {
  if (foreign?.dialect !== dialect) return {};
  const document = Object.hasOwn(foreign.kept, of) ? foreign.kept[of] : undefined;
  return isObject(document) ? document : {};
}

/** A copy without these fields. */
export function without(document: Json, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(document).filter(([key]) => !keys.includes(key)));
}

/** `__proto__` is a field like any other. */
function define(document: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(document, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function isShallow(value: unknown, deepest: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return deepest > 0 && Object.values(value).every((one) => isShallow(one, deepest - 1));
}

function sizeOf(value: unknown): number {
  return utf8Length(JSON.stringify(value) ?? '');
}

/** Below these, values are settings of somebody's machine or keys: only their names are kept. */
const VALUES = /^(?:env|headers|environment)$/i;
const VARIABLE = /^\$\{[^}]*\}$/;
const TOKEN = /\b(?:sk|pk|gh[a-z]|glpat|xox[a-z])[-_][A-Za-z0-9_-]{12,}|\beyJ[A-Za-z0-9_-]{12,}/g;

/** "Secrets must not enter the registry." */
function withoutSecrets(value: unknown, key: string, notes: string[]): unknown {
  const hide = (text: string): string => {
    const safe = text.replace(/\/\/[^/\s@]*:[^/\s@]*@/g, '//').replace(TOKEN, '***');
    if (safe !== text)
      notes.push(`Part of its field "${cut(key, 60)}" is not kept: it may be a secret.`);
    return safe;
  };
  const walk = (one: unknown, secret: boolean): unknown => {
    if (typeof one === 'string') {
      if (!secret || VARIABLE.test(one) || one === '') return hide(one);
      notes.push(`A value in its field "${cut(key, 60)}" is not kept: it may be a secret.`);
      return '';
    }
    if (Array.isArray(one)) return one.map((part) => walk(part, false));
    if (!isObject(one)) return one;
    const copy: Record<string, unknown> = {};
    for (const [name, part] of Object.entries(one)) {
      const input = one.isSecret === true && (name === 'value' || name === 'default');
      define(copy, name, VALUES.test(name) && isObject(part) ? walkMap(part) : walk(part, input));
    }
    return copy;
  };
  const walkMap = (map: Json): unknown =>
    Object.fromEntries(Object.entries(map).map(([name, part]) => [name, walk(part, true)]));
  return VALUES.test(key) && isObject(value) ? walkMap(value) : walk(value, false);
}
