import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Archived, isArchiveName } from '../core/archive.ts';
import { nameOf } from '../core/checkpoint.ts';
import { readLine } from '../core/export-line.ts';
import { sha256 } from '../wire.ts';

/** A file of an archive, by its first line; without a checkpoint where that is none. */
export interface ArchivedFile {
  readonly file: string;
  readonly text: string;
  readonly archived: (Archived & Pick<ArchivedFile, 'file' | 'text'>) | undefined;
}

/** The names of what a folder has archived, the lowest number first; none where there is no such folder. */
export function archivedNames(folder: string): string[] {
  try {
    return readdirSync(folder).filter(isArchiveName).sort();
  } catch {
    return [];
  }
}

/** What a folder has archived. `folder` is how it stands in `file`. */
export function archivedIn(path: string, folder = path): ArchivedFile[] {
  return archivedNames(path).map((name) => {
    const file = `${folder}/${name}`;
    const [text = ''] = readFileSync(join(path, name), 'utf8').split('\n', 1);
    const read = readLine(text);
    if (!read || !('checkpoint' in read)) return { file, text, archived: undefined };
    const { checkpoint } = read;
    return { file, text, archived: { file, text, ...nameOf(checkpoint, sha256), checkpoint } };
  });
}
