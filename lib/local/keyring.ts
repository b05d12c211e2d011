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
  slackSigning: z.string(),
});
export type Keyring = z.infer<typeof keyringSchema>;

export function newKeyring(): Keyring {
  const { privateKey } = generateKeyPairSync('ed25519');
  return {
    seal: randomBytes(32).toString('base64'),
    receipts: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    slackSigning: randomBytes(32).toString('hex'),
  };
}

export function localSealer(keyring: Keyring): Sealer {
  const key = Buffer.from(keyring.seal, 'base64');
  return {
    seal: async (text, context) => encrypt(key, text, context),
    open: async (sealed, context) => decrypt(key, sealed, context),
  };
}

/** Ed25519 receipts as compact JWS; the public half goes out as a JWK. */
export function localSigner(keyring: Keyring): Signer {
  const privateKey = createPrivateKey(keyring.receipts);
  const jwk = publicJwk(createPublicKey(privateKey));
  const signBytes = async (input: Uint8Array) => new Uint8Array(sign(null, input, privateKey));
  return {
    sign: (claims, typ) => compactJws({ kid: jwk.kid, typ }, claims, signBytes),
    publicKeys: async () => [jwk],
  };
}
