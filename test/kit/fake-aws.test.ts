import { verify } from 'node:crypto';
import {
  DecryptCommand,
  GenerateDataKeyCommand,
  GetPublicKeyCommand,
  KMSClient,
  SignCommand,
} from '@aws-sdk/client-kms';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FakeAws, startFakeAws } from './fake-aws.ts';

let aws: FakeAws;
let kms: KMSClient;
let secrets: SecretsManagerClient;
beforeAll(async () => {
  aws = await startFakeAws({ sealKeys: ['seal'], signingKeys: ['sign'], secrets: { slack: '{}' } });
  const common = {
    endpoint: aws.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  };
  kms = new KMSClient(common);
  secrets = new SecretsManagerClient(common);
});
afterAll(async () => {
  kms.destroy();
  secrets.destroy();
  await aws.stop();
});

const KeySpec = 'AES_256';
const EncryptionContext = { context: 'approval/a' };

test('opens a data key only in the context that it was made for', async () => {
  const made = await kms.send(
    new GenerateDataKeyCommand({ KeyId: 'seal', KeySpec, EncryptionContext }),
  );
  const { CiphertextBlob } = made;
  const opened = await kms.send(
    new DecryptCommand({ KeyId: 'seal', CiphertextBlob, EncryptionContext }),
  );
  expect(opened.Plaintext).toEqual(made.Plaintext);
  expect(opened.Plaintext).toHaveLength(32);
  const elsewhere = new DecryptCommand({
    KeyId: 'seal',
    CiphertextBlob,
    EncryptionContext: { context: 'approval/b' },
  });
  await expect(kms.send(elsewhere)).rejects.toMatchObject({ name: 'InvalidCiphertextException' });
});

test('signs with the key whose public half it gives out', async () => {
  const Message = Buffer.from('a receipt');
  const asked = { KeyId: 'sign', Message, MessageType: 'RAW' } as const;
  const { Signature = new Uint8Array() } = await kms.send(
    new SignCommand({ ...asked, SigningAlgorithm: 'ED25519_SHA_512' }),
  );
  const { PublicKey = new Uint8Array() } = await kms.send(
    new GetPublicKeyCommand({ KeyId: 'sign' }),
  );
  const key = { key: Buffer.from(PublicKey), format: 'der', type: 'spki' } as const;
  expect(verify(null, Message, key, Signature)).toBe(true);
});

test('refuses what AWS refuses: another algorithm, a key for something else, an unknown key', async () => {
  const asked = { Message: Buffer.from('x'), MessageType: 'RAW' } as const;
  const sign = (KeyId: string, SigningAlgorithm: 'ED25519_SHA_512' | 'ECDSA_SHA_256') =>
    kms.send(new SignCommand({ ...asked, KeyId, SigningAlgorithm }));
  await expect(sign('sign', 'ECDSA_SHA_256')).rejects.toMatchObject({
    name: 'ValidationException',
  });
  await expect(sign('seal', 'ED25519_SHA_512')).rejects.toMatchObject({
    name: 'InvalidKeyUsageException',
  });
  await expect(sign('none', 'ED25519_SHA_512')).rejects.toMatchObject({
    name: 'NotFoundException',
  });
});

test('hands out the secret, refuses an unknown one, and remembers who asked for what', async () => {
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: 'slack' }));
  expect(SecretString).toBe('{}');
  await expect(
    secrets.send(new GetSecretValueCommand({ SecretId: 'other' })),
  ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  expect(aws.calls().slice(-2)).toEqual([
    { service: 'secretsmanager', action: 'GetSecretValue', id: 'slack' },
    { service: 'secretsmanager', action: 'GetSecretValue', id: 'other' },
  ]);
});
