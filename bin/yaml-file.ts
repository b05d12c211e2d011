import { type Document, parseAllDocuments, stringify } from 'yaml';
import type { WrittenEntry } from '../lib/core/mcp.ts';
import { type Io, UsageProblem } from './io.ts';
import { readForeignText } from './text-file.ts';

const MOST_YAML_BYTES = 10 * 1024 * 1024;
const MOST_DOCUMENTS = 20_000;
/** An alias of an alias of an alias is how a small file becomes a huge one. */
const MOST_ALIASES = 100;

/** The documents of a YAML file, each on its own: a broken one is an entry that says why. */
export function yamlEntriesIn(io: Io, file: string): WrittenEntry[] {
  const text = readForeignText(io, file, MOST_YAML_BYTES);
  const documents = parseAllDocuments(text, { prettyErrors: false, logLevel: 'silent' });
  const all: Document[] = Array.isArray(documents) ? documents : [];
  if (all.length > MOST_DOCUMENTS) {
    throw new UsageProblem(
      `${file} holds more than ${MOST_DOCUMENTS} documents. Split it and import the parts.`,
    );
  }
  return all.flatMap((document, index) => entryOf(document, `document ${index + 1}`) ?? []);
}

function entryOf(document: Document, place: string): WrittenEntry | undefined {
  const [error] = document.errors;
  if (error) return { place, broken: `It is no YAML: ${error.message.split('\n')[0]}` };
  try {
    const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
    return value === null ? undefined : { place, value };
  } catch {
    return {
      place,
      broken: `It refers to its own parts more than ${MOST_ALIASES} times, or to parts that are not there.`,
    };
  }
}

/** Values as one YAML file of several documents, without aliases. */
export function yamlText(values: readonly unknown[]): string {
  const options = { aliasDuplicateObjects: false, lineWidth: 0 };
  return values.map((value) => `---\n${stringify(value, options)}`).join('');
}
