import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { EstateSource } from '../lib/core/discovered.ts';
import { type EstateReading, readEstate } from '../lib/core/estate-file.ts';
import { type RawRow, unknownColumns } from '../lib/core/estate-row.ts';
import { isObject } from '../lib/core/marketplace/files.ts';
import { readCsv } from '../lib/sheet/csv.ts';
import type { Io } from './io.ts';
import { parseJson, readTextFile } from './json-file.ts';

export interface EstateFile extends EstateReading {
  readonly source: EstateSource;
  /** Columns that were left out. */
  readonly unknown: readonly string[];
}

/** A list of workflows as CSV or as a JSON array; `row` is the line, or the entry's number from 1. */
export function readEstateFile(io: Io, file: string): EstateFile {
  const text = readTextFile(io, file);
  const name = basename(file).slice(0, 200);
  const source = { kind: 'import' as const, name, group: groupOf(text) };
  const sheet = /^\uFEFF?\s*\[/.test(text) ? jsonSheet(parseJson(text, file)) : readCsv(text);
  if (sheet.kind === 'unreadable') {
    const problems = [{ row: sheet.line, field: 'file', message: sheet.say }];
    return { source, unknown: [], count: 0, rows: [], problems };
  }
  const unknown = unknownColumns(sheet.columns);
  return { ...readEstate(sheet.columns, sheet.rows), source, unknown };
}

/** The start of a digest: the same text is the same group of entries. */
export function groupOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

function jsonSheet(value: unknown) {
  const entries = Array.isArray(value) ? value : [];
  const rows = entries.map((entry, index): RawRow => ({ line: index + 1, cells: cellsOf(entry) }));
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row.cells)))];
  return { kind: 'sheet' as const, columns, rows };
}

function cellsOf(entry: unknown): Record<string, string> {
  if (!isObject(entry)) return {};
  return Object.fromEntries(
    Object.entries(entry).map(([key, value]) => [
      key
        .trim()
        .toLowerCase()
        .replace(/[\s-]+/g, '_'),
      cellText(value),
    ]),
  );
}

/** A list is written as in a cell; a pin may be an object of kind, name and range. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(cellText).join(';');
  if (!isObject(value)) return String(value);
  const { kind, name, range = '' } = value;
  return `${String(kind)}/${String(name)}@${String(range)}`;
}
