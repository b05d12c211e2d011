import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { compactVerify, importJWK } from 'jose';
import { expect, test } from 'vitest';
import { compactJws, isSignedBy, publicJwk } from '../../lib/aws/jws.ts';

const pair = generateKeyPairSync('ed25519');
const jwk = publicJwk(pair.publicKey);
const signBytes = async (input: Uint8Array) => new Uint8Array(sign(null, input, pair.privateKey));
const jws = (claims: Readonly<Record<string, unknown>>) =>
  compactJws({ kid: jwk.kid, typ: 'yardmaster-receipt+jwt' }, claims, signBytes);

test('publishes the public half alone, as RFC 8037 spells it', () => {
  expect(jwk).toEqual({
    kty: 'OKP',
    crv: 'Ed25519',
    x: expect.stringMatching(/^[\w-]{43}$/),
    kid: expect.stringMatching(/^[0-9a-f]{16}$/),
    alg: 'EdDSA',
    use: 'sig',
  });
});

test('takes the id from the key: the same key, however it was loaded, has the same one', () => {
  const der = pair.publicKey.export({ format: 'der', type: 'spki' });
  const again = createPublicKey({ key: der, format: 'der', type: 'spki' });
  expect(publicJwk(again).kid).toBe(jwk.kid);
  expect(publicJwk(generateKeyPairSync('ed25519').publicKey).kid).not.toBe(jwk.kid);
});

test('makes what an independent reader verifies', async () => {
  const key = await importJWK(jwk, 'EdDSA');
  const { payload, protectedHeader } = await compactVerify(await jws({ sub: 'größer' }), key);
  expect(protectedHeader).toEqual({
    alg: 'EdDSA',
    kid: jwk.kid,
    typ: 'yardmaster-receipt+jwt',
  });
  expect(JSON.parse(new TextDecoder().decode(payload))).toEqual({ sub: 'größer' });
});

test('does not verify with claims of another receipt', async () => {
  const key = await importJWK(jwk, 'EdDSA');
  const [header, , signature] = (await jws({ sub: 'a' })).split('.');
  const [, claims] = (await jws({ sub: 'b' })).split('.');
  await expect(compactVerify(`${header}.${claims}.${signature}`, key)).rejects.toMatchObject({
    code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
  });
});

test('makes nothing when the signing fails', async () => {
  const failing = compactJws({ kid: 'k', typ: 't' }, {}, () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
});

const TYPE = 'yardmaster-checkpoint+json';
const TEXT = '{"number":1}';

async function detached(): Promise<string> {
  const claims: Record<string, unknown> = JSON.parse(TEXT);
  const [header, , signature] = (
    await compactJws({ kid: jwk.kid, typ: TYPE }, claims, signBytes)
  ).split('.');
  return `${header}..${signature}`;
}

test('a detached signature is checked with the text and the key', async () => {
  const by = { x: String(jwk.x), type: TYPE };
  const mine = await detached();
  expect(isSignedBy(mine, TEXT, by)).toBe(true);
  expect(isSignedBy(mine, '{"number":2}', by)).toBe(false);
  expect(isSignedBy(mine, TEXT, { ...by, type: 'yardmaster-receipt+jwt' })).toBe(false);
  const other = publicJwk(generateKeyPairSync('ed25519').publicKey);
  expect(isSignedBy(mine, TEXT, { ...by, x: String(other.x) })).toBe(false);
});

test.each([
  ['nothing', () => ''],
  ['one part more', (mine: string) => `${mine}.a`],
  ['a payload of its own', (mine: string) => mine.replace('..', '.e30.')],
  ['no signature', (mine: string) => mine.slice(0, -86)],
  ['a header that is no JSON', (mine: string) => `a${mine}`],
  [
    'another spelling of the signature',
    (mine: string) =>
      `${mine.slice(0, -1)}${String.fromCharCode(mine.charCodeAt(mine.length - 1) + 1)}`,
  ],
])('%s is no detached signature', async (_, spoil) => {
  const by = { x: String(jwk.x), type: TYPE };
  expect(isSignedBy(spoil(await detached()), TEXT, by)).toBe(false);
});

test('a key that is none has signed nothing', async () => {
  expect(isSignedBy(await detached(), TEXT, { x: 'none', type: TYPE })).toBe(false);
});
