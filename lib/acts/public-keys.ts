import * as z from 'zod';
import { keyFingerprint } from '../core/checkpoint.ts';
import type { Deps, Signer } from './deps.ts';

const keySchema = z.looseObject({ x: z.string() });

/**
 * The public keys as JWKs, each with what it signs (`purpose`) and the fingerprint that
 * `yardmaster audit verify --key` takes.
 */
export async function publicKeys(
  deps: Pick<Deps, 'signer' | 'checkpointSigner' | 'lending' | 'sha'>,
): Promise<Record<string, unknown>[]> {
  const named = async (signer: Signer, purpose: string) =>
    (await signer.publicKeys()).map((jwk) => {
      const fingerprint = keyFingerprint(keySchema.parse(jwk).x, deps.sha);
      return { ...jwk, purpose, fingerprint };
    });
  const lists = await Promise.all([
    named(deps.signer, 'receipts'),
    named(deps.lending.signer, 'leases'),
    named(deps.checkpointSigner, 'checkpoints'),
  ]);
  return lists.flat();
}
