import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { expect, test } from 'vitest';
import { startFakeSts } from './fake-sts.ts';

test('the SDK is given keys, and what it asked for is there to be looked at', async () => {
  const sts = await startFakeSts();
  const client = new STSClient({
    ...{ endpoint: sts.env.AWS_ENDPOINT_URL_STS, region: 'us-east-1' },
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const asked = { RoleArn: 'arn:aws:iam::1:role/r', RoleSessionName: 'les_1' };
  const { Credentials } = await client.send(new AssumeRoleCommand(asked));
  expect(Credentials?.AccessKeyId).toBe('ASIAOFTHETESTS');
  expect(sts.calls()).toMatchObject([{ Action: 'AssumeRole', ...asked }]);
  client.destroy();
  await sts.stop();
});
