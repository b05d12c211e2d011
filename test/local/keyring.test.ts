import { createLocalJWKSet, type JWK, jwtVerify } from 'jose';
import { expect, test } from 'vitest';
import type { Signer } from '../../lib/acts/deps.ts';
import {
  keyringSchema,
  localCheckpointSigner,
  localLeaseSigner,
  localSealer,
  localSigner,
  newKeyring,
} from '../../lib/local/keyring.ts';

const keyring = newKeyring();
const claims = { sub: 'apr_1' };

test('what one start seals and signs, the next one with the same file opens and publishes', async () => {
  const again = keyringSchema.parse(JSON.parse(JSON.stringify(keyring)));
  const sealed = await localSealer(keyring).seal('text', 'approval/a');
  expect(await localSealer(again).open(sealed, 'approval/a')).toBe('text');
  const receipt = await localSigner(keyring).sign(claims, 'yardmaster-receipt+jwt');
  const { payload } = await jwtVerify(receipt, await published(localSigner(again)));
  expect(payload).toEqual(claims);
});

test('a payload moved to another approval stays shut', async () => {
  const sealed = await localSealer(keyring).seal('text', 'approval/a');
  await expect(localSealer(keyring).open(sealed, 'approval/b')).rejects.toThrow();
});

test('another machine opens and verifies nothing of ours', async () => {
  const other = newKeyring();
  const sealed = await localSealer(keyring).seal('text', 'approval/a');
  await expect(localSealer(other).open(sealed, 'approval/a')).rejects.toThrow();
  const receipt = await localSigner(keyring).sign(claims, 'yardmaster-receipt+jwt');
  await expect(jwtVerify(receipt, await published(localSigner(other)))).rejects.toMatchObject({
    code: 'ERR_JWKS_NO_MATCHING_KEY',
  });
});

test('publishes nothing of the private half', async () => {
  const [jwk] = await localSigner(keyring).publicKeys();
  expect(Object.keys(jwk ?? {}).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
});

test('checkpoints and leases are signed with keys of their own', async () => {
  const [receipts] = await localSigner(keyring).publicKeys();
  const [checkpoints] = await localCheckpointSigner(keyring).publicKeys();
  const [leases] = await localLeaseSigner(keyring).publicKeys();
  expect(new Set([receipts?.x, checkpoints?.x, leases?.x]).size).toBe(3);
});

test('a keyring from before there were checkpoints or leases is given keys', () => {
  const { checkpoints: _, leases: __, ...before } = keyring;
  const added = { checkpoints: expect.any(String), leases: expect.any(String) };
  expect(keyringSchema.parse(before)).toMatchObject({ ...before, ...added });
});

test('every keyring has five secrets of its own', () => {
  const two = [keyring, newKeyring()].flatMap((one) => Object.values(one));
  expect(new Set(two).size).toBe(10);
  expect(Buffer.from(keyring.seal, 'base64')).toHaveLength(32);
  expect(keyring.slackSigning).toMatch(/^[0-9a-f]{64}$/);
});

async function published(signer: Signer) {
  const keys: JWK[] = (await signer.publicKeys()).map((key) => ({ ...key }));
  return createLocalJWKSet({ keys });
}
