import { DecryptCommand, GenerateDataKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import type { Sealer } from '../acts/deps.ts';
import { decrypt, encrypt } from './aes.ts';

/**
 * Envelope encryption: a fresh KMS data key for each text, the context both as KMS encryption
 * context and as additional data. The sealed form is `wrapped key.nonce+tag+text`, base64.
 */
export function kmsSealer(kms: KMSClient, keyId: string): Sealer {
  return {
    async seal(text, context) {
      const answer = await kms.send(
        new GenerateDataKeyCommand({
          KeyId: keyId,
          KeySpec: 'AES_256',
          EncryptionContext: { context },
        }),
      );
      if (!answer.Plaintext || !answer.CiphertextBlob) throw new Error('KMS gave no data key');
      const wrapped = Buffer.from(answer.CiphertextBlob).toString('base64');
      return `${wrapped}.${encrypt(answer.Plaintext, text, context)}`;
    },
    async open(sealed, context) {
      const [wrapped = '', body = ''] = sealed.split('.');
      const answer = await kms.send(
        new DecryptCommand({
          KeyId: keyId,
          CiphertextBlob: Buffer.from(wrapped, 'base64'),
          EncryptionContext: { context },
        }),
      );
      if (!answer.Plaintext) throw new Error('KMS opened no data key');
      return decrypt(answer.Plaintext, body, context);
    },
  };
}
