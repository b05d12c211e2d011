import { isVersion, nearestVersion } from '../version.ts';

const LONGEST_NAME = 80;

/**
 * The nearest name of ours (lower-case letters, digits, dots, hyphens, underscores), or undefined
 * when nothing of the text can be written that way.
 */
export function slug(text: string): string | undefined {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const name = plain
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[._-]+/, '')
    .slice(0, LONGEST_NAME)
    .replace(/[._-]+$/, '');
  return name === '' ? undefined : name;
}

/** At most `most` UTF-16 units; what was cut is shown by a final `…`. Never ends in half a character. */
export function cut(text: string, most: number): string {
  const whole = text.toWellFormed();
  if (whole.length <= most) return whole;
  const head = whole.slice(0, most - 1);
  return `${head.isWellFormed() ? head : head.slice(0, -1)}…`;
}

// A commit hash such as b17ad5148ab7 holds digits too, but nobody meant version 17.0.0 by it.
const VERSION_LIKE = /^v?\d+(?:(?:\.\d+)+(?:[-+.\s].*|[a-z]+[.-]?\d*)?)?$/i;

/** The version that was meant, if any, and what to say when it is not what was written. */
export function readVersion(written: string | number | undefined): {
  version?: string;
  note?: string;
} {
  if (written === undefined || written === '') return {};
  const text = String(written).trim();
  if (isVersion(text) && text.length <= 128) return { version: text };
  const near = text.length <= 128 && VERSION_LIKE.test(text) ? nearestVersion(text) : undefined;
  if (near) return { version: near, note: `Its version "${text}" is read as ${near}.` };
  return {
    note: `Its version "${cut(text, 60)}" is no version, so the registry numbers it instead.`,
  };
}
