/**
 * SHA-256 over the concatenation of its parts; strings count as UTF-8.
 * Handed in by the caller, so that core needs no platform module.
 */
export type Sha256 = (...parts: readonly (string | Uint8Array)[]) => Uint8Array;

/** Lower-case hexadecimal, two digits a byte. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The inverse of `toHex`. Throws on an odd length or a foreign character. */
export function fromHex(hex: string): Uint8Array {
  if (!/^(?:[0-9a-f]{2})*$/.test(hex)) throw new Error('not lower-case hexadecimal');
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
