import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import * as z from 'zod';

export interface PublicJwk extends Readonly<Record<string, unknown>> {
  readonly kid: string;
}

/** An Ed25519 public key as people fetch it from `/v1/keys`; its id is taken from the key itself. */
export function publicJwk(key: KeyObject): PublicJwk {
  const jwk = key.export({ format: 'jwk' });
  const kid = createHash('sha256').update(String(jwk.x)).digest('hex').slice(0, 16);
  return { ...jwk, kid, alg: 'EdDSA', use: 'sig' };
}

/** A compact JWS (RFC 7515) with alg EdDSA; `sign` gets the signing input and gives 64 bytes. */
export async function compactJws(
  header: { readonly kid: string; readonly typ: string },
  claims: Readonly<Record<string, unknown>>,
  sign: (input: Uint8Array) => Promise<Uint8Array>,
): Promise<string> {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const input = `${part({ alg: 'EdDSA', ...header })}.${part(claims)}`;
  const signature = await sign(Buffer.from(input));
  return `${input}.${Buffer.from(signature).toString('base64url')}`;
}

const headerSchema = z.looseObject({ alg: z.literal('EdDSA'), typ: z.string() });

/**
 * Whether `header..signature` (RFC 7515, appendix F) is this text's, of this type, by the Ed25519 key
 * whose JWK has this `x`. Anything that cannot be read is not.
 */
export function isSignedBy(
  detached: string,
  text: string,
  { x, type }: { readonly x: string; readonly type: string },
): boolean {
  const [header = '', middle, signature = '', ...more] = detached.split('.');
  if (middle !== '' || more.length > 0) return false;
  try {
    const said: unknown = JSON.parse(Buffer.from(header, 'base64url').toString());
    if (headerSchema.safeParse(said).data?.typ !== type) return false;
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    const input = Buffer.from(`${header}.${Buffer.from(text).toString('base64url')}`);
    const bytes = Buffer.from(signature, 'base64url');
    // One signature has one spelling.
    return bytes.toString('base64url') === signature && verify(null, input, key, bytes);
  } catch {
    return false;
  }
}
