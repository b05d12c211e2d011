import { fromHex, type Sha256, toHex } from './hash.ts';

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** A list of texts as one hash, and the way from each text to it: RFC 6962, section 2.1. Hashes are hex. */
export function merkleRoot(leaves: readonly string[], sha: Sha256): string {
  return rootOf(
    leaves.map((text) => leafHash(text, sha)),
    sha,
  );
}

/** The hashes that lead from the leaf at `index` to the root, the lowest first. */
export function merklePath(leaves: readonly string[], index: number, sha: Sha256): string[] {
  return pathOf(
    leaves.map((text) => leafHash(text, sha)),
    index,
    sha,
  );
}

/** Where a leaf says that it stands. */
export interface LeafPlace {
  readonly text: string;
  readonly index: number;
  /** How many leaves there are. */
  readonly size: number;
}

/** The root that a leaf and its path lead to (RFC 9162, 2.1.3.2); undefined where the path does not fit the place. */
export function rootFrom(
  { text, index, size }: LeafPlace,
  path: readonly string[],
  sha: Sha256,
): string | undefined {
  if (index >= size) return undefined;
  let [at, last] = [index, size - 1];
  let hash = leafHash(text, sha);
  for (const other of path) {
    if (last === 0) return undefined;
    const right = at % 2 === 1 || at === last;
    hash = right ? nodeHash(other, hash, sha) : nodeHash(hash, other, sha);
    // The last node of a row without a partner goes up as it is.
    while (right && at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    [at, last] = [half(at), half(last)];
  }
  return last === 0 ? hash : undefined;
}

const half = (number: number) => Math.floor(number / 2);

function leafHash(text: string, sha: Sha256): string {
  return toHex(sha(LEAF, text));
}

function nodeHash(left: string, right: string, sha: Sha256): string {
  return toHex(sha(NODE, fromHex(left), fromHex(right)));
}

function rootOf(hashes: readonly string[], sha: Sha256): string {
  const [only] = hashes;
  if (only === undefined) return toHex(sha());
  if (hashes.length === 1) return only;
  const at = split(hashes.length);
  return nodeHash(rootOf(hashes.slice(0, at), sha), rootOf(hashes.slice(at), sha), sha);
}

function pathOf(hashes: readonly string[], index: number, sha: Sha256): string[] {
  if (hashes.length <= 1) return [];
  const at = split(hashes.length);
  const [left, right] = [hashes.slice(0, at), hashes.slice(at)];
  return index < at
    ? [...pathOf(left, index, sha), rootOf(right, sha)]
    : [...pathOf(right, index - at, sha), rootOf(left, sha)];
}

/** The largest power of two that is smaller than `size`. */
function split(size: number): number {
  let at = 1;
  while (at * 2 < size) at *= 2;
  return at;
}
