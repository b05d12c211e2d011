import { createPublicKey } from 'node:crypto';
import { GetPublicKeyCommand, type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import type { Signer } from '../acts/deps.ts';
import { compactJws, type PublicJwk, publicJwk } from './jws.ts';

/** Ed25519 in KMS: the private half never leaves it. Receipts are compact JWS with alg EdDSA. */
export function kmsSigner(kms: KMSClient, keyId: string): Signer {
  let known: Promise<PublicJwk> | undefined;
  const publicKey = () => {
    known ??= loadPublicKey(kms, keyId).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
  return {
    async sign(claims, typ) {
      const { kid } = await publicKey();
      return compactJws({ kid, typ }, claims, (input) => signWith(kms, keyId, input));
    },
    publicKeys: async () => [await publicKey()],
  };
}

async function signWith(kms: KMSClient, keyId: string, input: Uint8Array): Promise<Uint8Array> {
  const sign = { KeyId: keyId, Message: input, MessageType: 'RAW' } as const;
  const answer = await kms.send(new SignCommand({ ...sign, SigningAlgorithm: 'ED25519_SHA_512' }));
  if (!answer.Signature) throw new Error('KMS gave no signature');
  return answer.Signature;
}

async function loadPublicKey(kms: KMSClient, keyId: string): Promise<PublicJwk> {
  const { PublicKey } = await kms.send(new GetPublicKeyCommand({ KeyId: keyId }));
  if (!PublicKey) throw new Error('KMS gave no public key');
  return publicJwk(createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' }));
}
