import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, expect, test } from 'vitest';
import { readSlackSecret } from '../../lib/aws/slack-secret.ts';

const ARN = 'arn:aws:secretsmanager:eu-central-1:000000000000:secret:slack';
const perfect = {
  bot_token: 'xoxb-of-the-tests',
  signing_secret: '0123456789abcdef-of-the-tests',
  bot_id: 'B0YARD',
  bot_user_id: 'U0YARD',
  home: 'T0YARD',
};

const manager = mockClient(SecretsManagerClient);
const client = new SecretsManagerClient({ region: 'eu-central-1' });
afterEach(() => manager.reset());

test('reads the app’s own secret, asked for by its ARN', async () => {
  expect(await secretOf(JSON.stringify(perfect))).toEqual(perfect);
  expect(manager.commandCalls(GetSecretValueCommand)[0]?.args[0].input).toEqual({ SecretId: ARN });
});

const spoiled: [string, object, string][] = [
  ['no token', { bot_token: undefined }, 'bot_token'],
  ['a user token, which would act as a person', { bot_token: 'xoxp-person' }, 'bot_token'],
  ['a signing secret too short to be one', { signing_secret: 'short-secret' }, 'signing_secret'],
  ['no bot id', { bot_id: undefined }, 'bot_id'],
  ['no bot user id', { bot_user_id: '' }, 'bot_user_id'],
  ['no home', { home: undefined }, 'home'],
  [
    'everything missing but the token',
    { ...allMissing() },
    'signing_secret, bot_id, bot_user_id, home',
  ],
];

test.each(spoiled)('names the field in question: %s', async (_, change, fields) => {
  const text = JSON.stringify({ ...perfect, ...change });
  await expect(secretOf(text)).rejects.toThrow(`The Slack secret lacks or misspells: ${fields}.`);
});

test.each([
  ['JSON that is broken', `{"bot_token":"${perfect.bot_token}"`],
  ['a bare token', perfect.bot_token],
  ['nothing', ''],
])('says so of a secret that is %s', async (_, text) => {
  await expect(secretOf(text)).rejects.toThrow('The Slack secret lacks or misspells: JSON.');
});

test('tells no value in its error, for errors are logged', async () => {
  const values = ['xoxp-private-token', 'short-secret', 'T0PRIVATE'];
  const [bot_token, signing_secret, home] = values;
  const error = await secretOf(JSON.stringify({ bot_token, signing_secret, home })).catch(String);
  expect(error).toContain('bot_token');
  for (const value of values) expect(error).not.toContain(value);
});

test('passes the error of Secrets Manager through', async () => {
  manager.on(GetSecretValueCommand).rejects(new Error('AccessDenied of the test'));
  await expect(readSlackSecret(client, ARN)).rejects.toThrow('AccessDenied of the test');
});

function allMissing() {
  return { signing_secret: undefined, bot_id: undefined, bot_user_id: undefined, home: undefined };
}

function secretOf(SecretString: string) {
  manager.on(GetSecretValueCommand).resolves({ SecretString });
  return readSlackSecret(client, ARN);
}
