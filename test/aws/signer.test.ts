import { generateKeyPairSync, sign } from 'node:crypto';
import { GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { mockClient } from 'aws-sdk-client-mock';
import { createLocalJWKSet, type JWK, jwtVerify } from 'jose';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Signer } from '../../lib/acts/deps.ts';
import { kmsSigner } from '../../lib/aws/signer.ts';

const KEY = 'arn:aws:kms:eu-central-1:000000000000:key/receipts';
const TYPE = 'yardmaster-receipt+jwt';
const CLAIMS = { sub: 'apr_1', aud: 'reply-bot' };

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const PublicKey = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }));
const kms = mockClient(KMSClient);
let signer: Signer;

beforeEach(() => {
  signer = kmsSigner(new KMSClient({ region: 'eu-central-1' }), KEY);
  kms.on(GetPublicKeyCommand).resolves({ PublicKey });
  kms.on(SignCommand).callsFake(({ Message }) => ({ Signature: sign(null, Message, privateKey) }));
});
afterEach(() => kms.reset());

test('signs what an independent reader verifies with the published keys', async () => {
  const jws = await signer.sign(CLAIMS, TYPE);
  const { payload, protectedHeader } = await jwtVerify(jws, await published(), {
    typ: TYPE,
    audience: 'reply-bot',
  });
  expect(payload).toEqual(CLAIMS);
  expect(protectedHeader.alg).toBe('EdDSA');
});

test('has KMS sign the message itself: the private half never leaves it', async () => {
  await signer.sign(CLAIMS, TYPE);
  expect(kms.commandCalls(SignCommand)[0]?.args[0].input).toMatchObject({
    KeyId: KEY,
    MessageType: 'RAW',
    SigningAlgorithm: 'ED25519_SHA_512',
  });
});

test('does not verify for somebody else’s key', async () => {
  const stranger = generateKeyPairSync('ed25519').privateKey;
  kms.on(SignCommand).callsFake(({ Message }) => ({ Signature: sign(null, Message, stranger) }));
  const jws = await signer.sign(CLAIMS, TYPE);
  await expect(jwtVerify(jws, await published())).rejects.toMatchObject({
    code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
  });
});

test('asks for the public key once, also when two come at the same time', async () => {
  await Promise.all([signer.sign(CLAIMS, TYPE), signer.publicKeys()]);
  await signer.sign(CLAIMS, TYPE);
  expect(kms.commandCalls(GetPublicKeyCommand)).toHaveLength(1);
});

test('asks again after a failure: one bad moment must not last as long as the process', async () => {
  kms.on(GetPublicKeyCommand).rejectsOnce(new Error('KMS is busy')).resolves({ PublicKey });
  await expect(signer.publicKeys()).rejects.toThrow('KMS is busy');
  expect(await signer.publicKeys()).toHaveLength(1);
});

test('gives no receipt without a signature', async () => {
  kms.on(SignCommand).resolves({});
  await expect(signer.sign(CLAIMS, TYPE)).rejects.toThrow('no signature');
});

test('takes an answer without a public key for an error', async () => {
  kms.on(GetPublicKeyCommand).resolves({});
  await expect(signer.publicKeys()).rejects.toThrow('no public key');
});

async function published() {
  const keys: JWK[] = (await signer.publicKeys()).map((key) => ({ ...key }));
  return createLocalJWKSet({ keys });
}
