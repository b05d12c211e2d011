import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { connectorSecrets } from '../../lib/aws/connector-secrets.ts';

const client = new SecretsManagerClient({ region: 'us-east-1' });
const secrets = mockClient(client);
beforeEach(() => {
  secrets.reset();
});
const ARN = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:yardmaster/crm-AbCdEf';

test('reads the value that is kept under the reference', async () => {
  secrets.on(GetSecretValueCommand, { SecretId: ARN }).resolves({ SecretString: 'hunter2' });
  expect(await connectorSecrets(client)(ARN)).toEqual({ kind: 'secret', value: 'hunter2' });
});

test('one that is not there, or empty, is refused without a word of what was said', async () => {
  secrets
    .on(GetSecretValueCommand)
    .rejectsOnce(new Error(`no access to ${ARN}`))
    .resolves({});
  for (let n = 0; n < 2; n += 1) {
    const refused = await connectorSecrets(client)(ARN);
    expect(refused).toMatchObject({ why: 'secret-unavailable' });
    expect(JSON.stringify(refused)).not.toContain('123456789012');
  }
});
