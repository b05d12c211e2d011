import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { brokenAt } from '../lib/api/json-position.ts';
import { type Io, UsageProblem } from './io.ts';

/** JSON from a file; trouble is named with the file's name. */
export function readJsonFile(io: Io, file: string): unknown {
  return parseJson(readTextFile(io, file), file);
}

export function readTextFile(io: Io, file: string): string {
  try {
    return readFileSync(resolve(io.cwd, file), 'utf8');
  } catch {
    throw new UsageProblem(`There is no file ${file} that can be read.`);
  }
}

export function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    const before = text.slice(0, brokenAt(text) ?? 0).split('\n');
    const column = (before.at(-1) ?? '').length + 1;
    throw new UsageProblem(
      `${name}:${before.length}:${column} is where it stops being JSON, which is all that is read here.`,
    );
  }
}

/** `FILE|JSON`: what begins like JSON is JSON, anything else names a file. */
export function readJsonOrFile(io: Io, text: string): unknown {
  return /^\s*[[{"]/.test(text) ? parseJson(text, 'arguments') : readJsonFile(io, text);
}
