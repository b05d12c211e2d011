import { toHex } from '../core/hash.ts';
import type { Shelf } from '../search/shelf.ts';
import { searchTables } from '../search/tables.ts';
import { chunksOf, readChunks, removeChunks, writeChunks } from '../store/chunks.ts';
import { SCHEMA } from '../store/item.ts';
import type { Store } from '../store/store.ts';
import type { Generation, StoredIndex, StoredPart } from '../store/stored-index.ts';
import { type CatalogStates, packStates, unpackStates } from './catalog-states.ts';
import { packShelf, unpackShelf } from './shelf-bytes.ts';

/** Makes bytes smaller, and makes them again what they were. */
export interface Zip {
  pack(bytes: Uint8Array): Promise<Uint8Array>;
  unpack(bytes: Uint8Array): Promise<Uint8Array>;
}

/** Where the catalog is stored, and by what means. */
export interface CatalogMeans {
  readonly store: Store;
  readonly zip: Zip;
}

/** Raised when `packShelf` writes otherwise, or when an entry is read otherwise. */
const FORMAT = 1;

/** What a stored catalog was made by: other code or other tables of words make another one. */
export function formatOf({ sha }: Store): string {
  return `${FORMAT}.${SCHEMA}.${toHex(sha(searchTables())).slice(0, 16)}`;
}

const PARTS = ['states', 'shelf'] as const;
type Part = (typeof PARTS)[number];

function nameOf(generation: string, part: Part): string {
  return `search-index/${generation}/${part}`;
}

/** A generation as bytes, not yet written. */
export interface PackedCatalog {
  readonly parts: Generation;
  readonly bytes: Readonly<Record<Part, Uint8Array>>;
}

export async function packCatalog(
  { store, zip }: CatalogMeans,
  generation: string,
  catalog: { readonly states: CatalogStates; readonly shelf: Shelf },
): Promise<PackedCatalog> {
  const [states, shelf] = await Promise.all([
    zip.pack(packStates(catalog.states)),
    zip.pack(packShelf(catalog.shelf)),
  ]);
  const part = (bytes: Uint8Array): StoredPart => ({
    chunks: chunksOf(bytes),
    sha: toHex(store.sha(bytes)),
  });
  return {
    parts: { generation, states: part(states), shelf: part(shelf) },
    bytes: { states, shelf },
  };
}

export async function writeCatalog(store: Store, { parts, bytes }: PackedCatalog): Promise<void> {
  for (const part of PARTS) await writeChunks(store, nameOf(parts.generation, part), bytes[part]);
}

export async function removeCatalog(store: Store, parts: Generation): Promise<void> {
  for (const part of PARTS) {
    await removeChunks(store, nameOf(parts.generation, part), parts[part].chunks);
  }
}

/** The stored components and workflows; undefined when they are not there whole and as written. */
export async function loadStates(
  means: CatalogMeans,
  stored: StoredIndex,
): Promise<CatalogStates | undefined> {
  const bytes = await loadPart(means, stored, 'states');
  return bytes && unpackStates(bytes);
}

/** What was read and learned of them; undefined likewise. */
export async function loadShelf(
  means: CatalogMeans,
  stored: StoredIndex,
): Promise<Shelf | undefined> {
  const bytes = await loadPart(means, stored, 'shelf');
  return bytes && unpackShelf(bytes);
}

async function loadPart(
  { store, zip }: CatalogMeans,
  stored: StoredIndex,
  part: Part,
): Promise<Uint8Array | undefined> {
  const { chunks, sha } = stored[part];
  const bytes = await readChunks(store, nameOf(stored.generation, part), chunks);
  if (!bytes || toHex(store.sha(bytes)) !== sha) return undefined;
  return zip.unpack(bytes);
}
