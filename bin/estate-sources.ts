import { statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import {
  APP_KEYS,
  appsFrom,
  entriesOf,
  linesOf,
  ROLE_KEYS,
  rolesFrom,
  type SeenList,
  seenItem,
  seenRef,
} from '../lib/core/estate-lists.ts';
import { agentsFrom } from '../lib/core/estate-mcp.ts';
import { MOST_SEEN, type SourceKind } from '../lib/core/estate-source.ts';
import { readMarketplace } from '../lib/core/marketplace.ts';
import { readCsv } from '../lib/sheet/csv.ts';
import { type Io, UsageProblem } from './io.ts';
import { parseJson, readTextFile } from './json-file.ts';
import { jsonFilesIn } from './json-folder.ts';

/** A source as it is on this machine, ready to be compared. */
export interface LocalSource extends SeenList {
  readonly kind: SourceKind;
  readonly name: string;
}

/** Reads one source: a folder, or a list in a file. Throws a `UsageProblem` for what is neither. */
export function readSource(io: Io, kind: SourceKind, path: string): LocalSource {
  const list = READERS[kind](io, path);
  if (Math.max(list.items.length, list.unread?.length ?? 0) > MOST_SEEN) {
    throw new UsageProblem(
      `${path} holds more than ${MOST_SEEN} entries. Compare parts of it, each with a --name of its own.`,
    );
  }
  return { name: basename(resolve(io.cwd, path)), kind, ...list };
}

const READERS: Readonly<Record<SourceKind, (io: Io, path: string) => SeenList>> = {
  mcp: (io, path) => {
    const folder = resolve(io.cwd, path);
    isFolder(folder, path);
    return agentsFrom(jsonFilesIn(folder), basename(folder));
  },
  iam: (io, path) => rolesFrom(readList(io, path, ROLE_KEYS)),
  'slack-apps': (io, path) => appsFrom(readList(io, path, APP_KEYS)),
  marketplace: (io, path) => pluginsOf(io, path),
};

function isFolder(folder: string, path: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  throw new UsageProblem(`${path} is no folder.`);
}

/** JSON as a tool prints it, a table, or one name a line. */
function readList(io: Io, path: string, keys: readonly string[]): readonly unknown[] {
  const text = readTextFile(io, path);
  if (/^\uFEFF?\s*[[{]/.test(text)) {
    const entries = entriesOf(parseJson(text, path), keys);
    if (entries) return entries;
    throw new UsageProblem(`${path} holds no list. Write an array, or one of ${keys.join(', ')}.`);
  }
  const [header = ''] = text.split(/\r?\n/, 1);
  if (!/[,;\t]/.test(header)) return linesOf(text);
  const sheet = readCsv(text);
  if (sheet.kind === 'unreadable') throw new UsageProblem(`${path}: ${sheet.say}`);
  return sheet.rows.map((row) => row.cells);
}

function pluginsOf(io: Io, path: string): SeenList {
  const reading = readMarketplace(jsonFilesIn(resolve(io.cwd, path)));
  if (reading.kind === 'refused') throw new UsageProblem(`${path}: ${reading.say}`);
  const items = reading.drafts
    .filter((draft) => draft.kind === 'plugin')
    .flatMap(({ name, description, surface }) => {
      const item = seenItem(`plugin/${name}`, name, description, surface.systems);
      return item ? [item] : [];
    });
  return {
    items,
    skipped: reading.skipped.map(({ entry, why }) => `${entry}: ${why}`),
    unread: reading.skipped.map(({ entry }) => seenRef(`plugin/${entry}`)),
  };
}
