import canonicalize from 'canonicalize';
import * as z from 'zod';
import { oneLine } from './hidden-text.ts';

/** How a gate's card is written, as its manifest says. */
export const gateCardTerms = {
  card: z
    .string()
    .min(1)
    .max(500)
    .optional()
    .describe(
      "What the card says below its first line, in the team's own words. Plain text; {argument} or {a.b} stands for what the call says there.",
    ),
  sensitive: z
    .array(z.string().min(1).max(100))
    .min(1)
    .max(20)
    .optional()
    .describe('Names of arguments that never reach a card, however deep they lie.'),
};

/** What a card was written with; kept with the approval, as its manifest may change. */
export const cardLookSchema = z.strictObject(gateCardTerms);
export type CardLook = z.infer<typeof cardLookSchema>;

const SECRET = /pass(word|phrase)|secret|token|api[_-]?key|credential|authorization/i;
const PLACEHOLDER = /\{([^{}]*)\}/g;
const PATH = /^[\w-]+(?:\.[\w-]+)*$/;
const MOST_PLACEHOLDERS = 20;
const LONGEST_NOTE = 1500;
const LONGEST_VALUE = 300;
const MISSING = '(not given)';
const HIDDEN = '(hidden)';

/** What of a gate's rule its card is written with. */
export function cardLookOf({ card, sensitive }: CardLook): CardLook {
  return { ...(card === undefined ? {} : { card }), ...(sensitive ? { sensitive } : {}) };
}

/** "Sensitive arguments never": named by the team, or by what everybody calls a secret. */
export function isHidden(name: string, { sensitive = [] }: CardLook): boolean {
  const low = name.toLowerCase();
  return SECRET.test(name) || sensitive.some((one) => one.toLowerCase() === low);
}

/** What is wrong with a template, in sentences; nothing where it can be shown. */
export function templateProblems({ card, ...look }: CardLook): string[] {
  if (card === undefined) return [];
  const places = [...card.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '');
  const problems = places.flatMap((place) => placeProblem(place, look));
  if (/[{}]/.test(card.replace(PLACEHOLDER, ''))) {
    problems.push('A brace stands alone. Write {argument} around the name of an argument.');
  }
  if (places.length > MOST_PLACEHOLDERS) {
    problems.push(`It has ${places.length} placeholders; a card takes ${MOST_PLACEHOLDERS}.`);
  }
  return [...new Set(problems)];
}

function placeProblem(place: string, look: CardLook): string[] {
  if (!PATH.test(place)) {
    return [`{${place}} is unknown. Write the name of an argument, {amount}, or {customer.name}.`];
  }
  const hidden = place.split('.').find((name) => isHidden(name, look));
  return hidden === undefined ? [] : [`{${place}} is sensitive, so it never reaches a card.`];
}

/** The template with what the call says in its places, each on one line; undefined without one. */
export function cardNote(look: CardLook, call: unknown): string | undefined {
  if (look.card === undefined) return undefined;
  const text = look.card.replace(PLACEHOLDER, (_, place: string) => {
    const value = valueAt(call, place.split('.'), look);
    return value === undefined ? MISSING : oneLine(brief(value, look));
  });
  return shortened(text, LONGEST_NOTE);
}

/** Own fields alone, and none that is hidden: what a manifest of long ago names may be hidden now. */
function valueAt(value: unknown, [name, ...rest]: readonly string[], look: CardLook): unknown {
  if (name === undefined) return value;
  if (isHidden(name, look) || typeof value !== 'object' || value === null) return undefined;
  const field = Object.entries(value).find(([key]) => key === name);
  return field && valueAt(field[1], rest, look);
}

/** A value of the call as a card shows it: short, and without what is hidden in it. */
export function brief(value: unknown, look: CardLook): string {
  const open = withoutHidden(value, look);
  const text = typeof open === 'string' ? open : (canonicalize(open) ?? '');
  return text === '' ? '(empty)' : shortened(text, LONGEST_VALUE);
}

function shortened(text: string, most: number): string {
  const characters = [...text];
  if (characters.length <= most) return text;
  return `${characters.slice(0, most).join('')}… (${characters.length} characters)`;
}

/** "Arguments marked `sensitive` never reach a card", however deep they lie, also in JSON text. */
function withoutHidden(value: unknown, look: CardLook): unknown {
  if (typeof value === 'string') return withoutHiddenInText(value, look);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => withoutHidden(one, look));
  const pairs = Object.entries(value);
  return Object.fromEntries(
    pairs.map(([key, one]) => [key, isHidden(key, look) ? HIDDEN : withoutHidden(one, look)]),
  );
}

/** Text that is no JSON, or hides nothing, stays as it was written. */
function withoutHiddenInText(text: string, look: CardLook): string {
  if (!/^\s*[[{"]/.test(text)) return text;
  const parsed = parsedJson(text);
  if (parsed === undefined) return text;
  const open = withoutHidden(parsed, look);
  return canonicalize(open) === canonicalize(parsed) ? text : (canonicalize(open) ?? HIDDEN);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
