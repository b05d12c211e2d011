import { toHex } from '../core/hash.ts';
import { type Secret, secretSchema } from '../core/secret.ts';
import { unixSeconds } from '../core/time.ts';
import { secretKey } from '../store/keys.ts';
import { readPart } from '../store/read.ts';
import type { Item } from '../store/store.ts';
import type { Deps } from './deps.ts';

/** A kind of secret that is not known any more opens nothing. */
const knownSchema = secretSchema.optional().catch(undefined);

/** What is stored of a token or code, in hex: "keys … shown once, stored hashed". */
export function hashOf(deps: Pick<Deps, 'sha'>, secret: string): string {
  return toHex(deps.sha(secret));
}

/** The item under which a secret is found again by its hash. */
export function secretItem(hash: string, secret: Secret): Item {
  const ttl = 'expiresAt' in secret ? { ttl: unixSeconds(secret.expiresAt) } : {};
  return { ...secretKey(hash), kind: 'secret', ...ttl, data: secret };
}

/** What a token or code stands for, if it exists and has not run out. */
export async function lookUp(deps: Deps, secret: string): Promise<Secret | undefined> {
  const found = await readPart(deps.store, secretKey(hashOf(deps, secret)), knownSchema);
  const state = found?.state;
  if (!state) return undefined;
  return 'expiresAt' in state && state.expiresAt <= deps.now() ? undefined : state;
}
