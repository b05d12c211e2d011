import { KINDS, nameSchema } from './component.ts';
import type { RoughPin } from './discovered.ts';
import { isRange } from './range.ts';

/** One thing that is wrong with a row. `row` is its line in the file: the header is line 1. */
export interface RowProblem {
  readonly row: number;
  readonly field: string;
  readonly message: string;
}

export type Cell<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'bad'; readonly message: string };

/** What a spreadsheet takes for the start of a formula, full-width forms included. */
const FORMULA = /^[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/u;

/**
 * A text cell as it is kept: well-formed, on one line, without control characters. "Formulas" are
 * refused and not mended: whoever opens an export of ours in a spreadsheet would run them.
 */
export function readText(text: string, most: number): Cell<string> {
  const plain = text
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  if (FORMULA.test(plain)) {
    return bad(`It starts with "${plain.slice(0, 1)}" like a formula. Write it as plain words.`);
  }
  if (plain.length > most) return bad(`It is longer than ${most} characters. Shorten it.`);
  return { kind: 'value', value: plain };
}

const STRONG = /[;|,\n]/;
const IDENTIFIER = /^[a-z0-9][a-z0-9._-]*$/;

/**
 * The parts of a cell that lists things. `;`, `|`, commas and line breaks part them; where there are
 * none, spaces do so between plain identifiers: "crm mail" is two systems, "Google Drive" is one.
 */
export function splitList(text: string): string[] {
  const parts = text.split(STRONG.test(text) ? STRONG : /\s+/).map((part) => part.trim());
  const listed = parts.filter((part) => part !== '');
  if (STRONG.test(text) || listed.every((part) => IDENTIFIER.test(part))) return unique(listed);
  return unique([text.trim()].filter((part) => part !== ''));
}

const MOST_SYSTEMS = 50;

/** Names of systems in one cell; the first bad one is what is said. */
export function readSystems(text: string): Cell<string[]> {
  const systems: string[] = [];
  for (const part of splitList(text)) {
    const read = readText(part, 100);
    if (read.kind === 'bad') return bad(`"${part.slice(0, 40)}": ${read.message}`);
    systems.push(read.value);
  }
  if (systems.length > MOST_SYSTEMS) return bad(`It lists more than ${MOST_SYSTEMS} systems.`);
  return { kind: 'value', value: systems };
}

const MOST_PINS = 40;

/** `connector/crm-readonly@1.4.x; skill/tone` → pins; the version may be left out. */
export function readPins(text: string): Cell<RoughPin[]> {
  const parts = unique(text.split(STRONG.test(text) ? STRONG : /\s+/).map((part) => part.trim()));
  const pins: RoughPin[] = [];
  for (const part of parts.filter((one) => one !== '')) {
    const pin = readPin(part);
    if (!pin) {
      return bad(
        `"${part.slice(0, 60)}" is no pin. Write kind/name@version, like connector/crm-readonly@1.4.x.`,
      );
    }
    if (pins.some((one) => one.kind === pin.kind && one.name === pin.name)) {
      return bad(`${pin.kind}/${pin.name} stands there twice. Keep one.`);
    }
    pins.push(pin);
  }
  if (pins.length > MOST_PINS) return bad(`It lists more than ${MOST_PINS} pins.`);
  return { kind: 'value', value: pins };
}

const PIN = /^([a-z]+)\/([^\s@]+)(?:@|\s+)?(.*)$/;

function readPin(text: string): RoughPin | undefined {
  const [, written, name = '', range = ''] = PIN.exec(text) ?? [];
  const kind = KINDS.find((one) => one === written);
  if (!kind || !nameSchema.safeParse(name).success) return undefined;
  if (range === '') return { kind, name };
  return range.length <= 100 && isRange(range) ? { kind, name, range } : undefined;
}

function unique(list: readonly string[]): string[] {
  return [...new Set(list)];
}

function bad(message: string): { kind: 'bad'; message: string } {
  return { kind: 'bad', message };
}
