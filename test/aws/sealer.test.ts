import { randomBytes } from 'node:crypto';
import { DecryptCommand, GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { kmsSealer } from '../../lib/aws/sealer.ts';
import { unwrap, wrap } from '../kit/fake-aws.ts';

const KEY = 'arn:aws:kms:eu-central-1:000000000000:key/seal';
const TEXT = '{"to":"customer@example.com"}';

const kms = mockClient(KMSClient);
const sealer = kmsSealer(new KMSClient({ region: 'eu-central-1' }), KEY);

beforeEach(() => {
  const master = randomBytes(32);
  kms.on(GenerateDataKeyCommand).callsFake(({ EncryptionContext }) => {
    const Plaintext = new Uint8Array(randomBytes(32));
    return { Plaintext, CiphertextBlob: wrap(master, Plaintext, EncryptionContext) };
  });
  kms.on(DecryptCommand).callsFake(({ CiphertextBlob, EncryptionContext }) => {
    const Plaintext = unwrap(master, CiphertextBlob, EncryptionContext);
    if (!Plaintext) throw named('InvalidCiphertextException');
    return { Plaintext };
  });
});
afterEach(() => kms.reset());

test('opens what it sealed', async () => {
  const sealed = await sealer.seal(TEXT, 'approval/a');
  expect(sealed).toMatch(/^[A-Za-z0-9+/=]+\.[A-Za-z0-9+/=]+$/);
  expect(await sealer.open(sealed, 'approval/a')).toBe(TEXT);
});

test('asks for a fresh 256-bit data key for each text, under our key and in its context', async () => {
  await sealer.seal(TEXT, 'approval/a');
  await sealer.seal(TEXT, 'approval/b');
  expect(kms.commandCalls(GenerateDataKeyCommand).map((call) => call.args[0].input)).toEqual([
    { KeyId: KEY, KeySpec: 'AES_256', EncryptionContext: { context: 'approval/a' } },
    { KeyId: KEY, KeySpec: 'AES_256', EncryptionContext: { context: 'approval/b' } },
  ]);
});

test('names our own key when it opens: a text sealed under a stranger’s key is not for us', async () => {
  const sealed = await sealer.seal(TEXT, 'approval/a');
  await sealer.open(sealed, 'approval/a');
  expect(kms.commandCalls(DecryptCommand)[0]?.args[0].input).toMatchObject({ KeyId: KEY });
});

test('does not open in another context: KMS itself refuses the data key', async () => {
  const sealed = await sealer.seal(TEXT, 'approval/a');
  await expect(sealer.open(sealed, 'approval/b')).rejects.toMatchObject({
    name: 'InvalidCiphertextException',
  });
});

test('does not open a text that was moved beside another data key', async () => {
  const [key] = (await sealer.seal('one', 'approval/a')).split('.');
  const [, body] = (await sealer.seal('two', 'approval/a')).split('.');
  await expect(sealer.open(`${key}.${body}`, 'approval/a')).rejects.toThrow();
});

test("passes KMS's error through, so that a throttle is seen as one", async () => {
  const sealed = await sealer.seal(TEXT, 'approval/a');
  kms.on(GenerateDataKeyCommand).rejects(named('ThrottlingException'));
  kms.on(DecryptCommand).rejects(named('DisabledException'));
  await expect(sealer.seal(TEXT, 'approval/a')).rejects.toMatchObject({
    name: 'ThrottlingException',
  });
  await expect(sealer.open(sealed, 'approval/a')).rejects.toMatchObject({
    name: 'DisabledException',
  });
});

test('takes an answer without a key for an error', async () => {
  kms.on(GenerateDataKeyCommand).resolves({});
  kms.on(DecryptCommand).resolves({});
  await expect(sealer.seal(TEXT, 'approval/a')).rejects.toThrow('no data key');
  await expect(sealer.open('AAAA.AAAA', 'approval/a')).rejects.toThrow('no data key');
});

function named(name: string): Error {
  return Object.assign(new Error(`${name} of the test`), { name });
}
