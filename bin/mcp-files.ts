import { readdirSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { isObject } from '../lib/core/marketplace/files.ts';
import type { WrittenEntry } from '../lib/core/mcp.ts';
import { type Io, UsageProblem } from './io.ts';
import { readForeignText } from './text-file.ts';

const MOST_ENTRIES = 20_000;

/**
 * The MCP servers of a path: a `server.json`, a list of them as JSON, or one a line, or every
 * `server.json` below a folder. What cannot be read is an entry too, so that nothing is lost.
 */
export function mcpEntriesIn(io: Io, path: string): WrittenEntry[] {
  const whole = resolve(io.cwd, path);
  const isFolder = statSync(whole, { throwIfNoEntry: false })?.isDirectory();
  const entries = isFolder
    ? folderEntries(io, whole, path)
    : textEntries(readForeignText(io, path));
  if (entries.length > MOST_ENTRIES) {
    throw new UsageProblem(
      `${path} holds more than ${MOST_ENTRIES} servers. Split it and import the parts.`,
    );
  }
  return entries;
}

function folderEntries(io: Io, whole: string, path: string): WrittenEntry[] {
  const files = readdirSync(whole, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name === 'server.json')
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.split(sep).includes('node_modules'))
    .sort();
  if (files.length === 0) {
    throw new UsageProblem(`There is no server.json below ${path}. Name a file or such a folder.`);
  }
  return files.flatMap((file) => {
    const place = relative(whole, file).replaceAll(sep, '/');
    try {
      return textEntries(readForeignText(io, file)).map((one) => ({ ...one, place }));
    } catch (error) {
      if (!(error instanceof UsageProblem)) throw error;
      return [{ place, broken: error.message }];
    }
  });
}

/** One JSON value, or one a line. */
function textEntries(text: string): WrittenEntry[] {
  const whole = parse(text);
  if (whole !== undefined) return valueEntries(whole);
  const lines = text
    .split('\n')
    .map((line, index) => ({ line: line.trim(), place: `line ${index + 1}` }));
  return lines
    .filter(({ line }) => line !== '')
    .map(({ line, place }) => {
      const value = parse(line);
      return value === undefined ? { place, broken: 'It is no JSON.' } : { place, value };
    });
}

function valueEntries(value: unknown): WrittenEntry[] {
  const list = isObject(value) && Array.isArray(value.servers) ? value.servers : value;
  if (!Array.isArray(list)) return [{ place: 'the file', value: list }];
  return list.map((one, index) => ({ place: `entry ${index + 1}`, value: one }));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
