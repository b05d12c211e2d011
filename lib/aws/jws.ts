import { createHash, type KeyObject } from 'node:crypto';

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
