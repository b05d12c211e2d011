import { expect, test } from 'vitest';
import { publicKeys } from '../../lib/acts/public-keys.ts';
import {
  localCheckpointSigner,
  localLeaseSigner,
  localSigner,
  newKeyring,
} from '../../lib/local/keyring.ts';
import { sha256 } from '../../lib/wire.ts';
import { fakeLending } from '../kit/lending.ts';

test('each key says what it signs, and by which name auditors know it', async () => {
  const keyring = newKeyring();
  const keys = await publicKeys({
    signer: localSigner(keyring),
    checkpointSigner: localCheckpointSigner(keyring),
    lending: fakeLending(localLeaseSigner(keyring)),
    sha: sha256,
  });
  expect(keys).toEqual([
    expect.objectContaining({ purpose: 'receipts', use: 'sig', kty: 'OKP' }),
    expect.objectContaining({ purpose: 'leases', use: 'sig', kty: 'OKP' }),
    expect.objectContaining({ purpose: 'checkpoints', use: 'sig', kty: 'OKP' }),
  ]);
  const names = keys.map((key) => String(key.fingerprint));
  expect(new Set(names).size).toBe(3);
  expect(names.every((name) => /^[0-9a-f]{64}$/.test(name))).toBe(true);
});
