import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
} from 'node:crypto';
import * as z from 'zod';
import type { Sealer, Signer } from '../acts/deps.ts';
import { decrypt, encrypt } from '../aws/aes.ts';
import { compactJws, publicJwk } from '../aws/jws.ts';

/** What one machine keeps secret; the file that holds it is readable by its owner alone. */
export const keyringSchema = z.object({
  seal: z.string(),
  receipts: z.string(),
  /** A folder from before there were checkpoints is given its key when it is opened. */
  checkpoints: z.string().default(newSigningKey),
  /** The same for a folder from before there were leases. */
  leases: z.string().default(newSigningKey),
  slackSigning: z.string(),
});
export type Keyring = z.infer<typeof keyringSchema>;

export function newKeyring(): Keyring {
  return {
    seal: randomBytes(32).toString('base64'),
    receipts: newSigningKey(),
    checkpoints: newSigningKey(),
    leases: newSigningKey(),
    slackSigning: randomBytes(32).toString('hex'),
  };
}

function newSigningKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

export function localSealer(keyring: Keyring): Sealer {
  const key = Buffer.from(keyring.seal, 'base64');
  return {
    seal: async (text, context) => encrypt(key, text, context),
    open: async (sealed, context) => decrypt(key, sealed, context),
  };
}

/** Signs receipts. */
export function localSigner({ receipts }: Keyring): Signer {
  return signerWith(receipts);
}

/** Signs checkpoints, with a key of its own. */
export function localCheckpointSigner({ checkpoints }: Keyring): Signer {
  return signerWith(checkpoints);
}

/** Signs leases, with a key of its own. */
export function localLeaseSigner({ leases }: Keyring): Signer {
  return signerWith(leases);
}

/** Ed25519 as compact JWS; the public half goes out as a JWK. */
function signerWith(pem: string): Signer {
  const privateKey = createPrivateKey(pem);
  const jwk = publicJwk(createPublicKey(privateKey));
  const signBytes = async (input: Uint8Array) => new Uint8Array(sign(null, input, privateKey));
  return {
    sign: (claims, typ) => compactJws({ kid: jwk.kid, typ }, claims, signBytes),
    publicKeys: async () => [jwk],
  };
}
