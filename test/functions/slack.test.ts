import { afterAll, beforeAll, expect, test } from 'vitest';
import { CHANNELS, HOME, PEOPLE } from '../../lib/local/sample/organisation.ts';
import type { Lambda } from '../kit/lambda-runtime.ts';
import { type Cloud, http, httpEvent, openCloud, slackCall } from './kit.ts';

let cloud: Cloud;
let slack: Lambda;
beforeAll(async () => {
  cloud = await openCloud(['slack']);
  // Nothing here needs Slack itself: whoever calls it all the same meets a closed port.
  slack = await cloud.start('slack', { SLACK_API_URL: 'http://127.0.0.1:1/api/' });
});
afterAll(() => cloud.stop());

/** What Slack posts when the owner types `/yard <text>` in the team's channel. */
function typed(text: string, change: Readonly<Record<string, string>> = {}) {
  return {
    command: '/yard',
    text,
    team_id: HOME,
    team_domain: 'sample',
    user_id: PEOPLE.owner.id,
    user_name: PEOPLE.owner.handle,
    channel_id: CHANNELS.support.id,
    channel_name: CHANNELS.support.name,
    api_app_id: 'A0YARD',
    is_enterprise_install: 'false',
    trigger_id: '1.2.3',
    response_url: 'http://127.0.0.1:1/reply',
    ...change,
  };
}

test('a signed command goes in, and the help comes out with the ack', async () => {
  const answer = await http(slack, slackCall(typed('help')));
  expect(answer.statusCode).toBe(200);
  expect(answer.body).toContain('/yard find');
});

test('finds in the catalog what somebody wrote, in the same answer', async () => {
  const answer = await http(slack, slackCall(typed('find reply to customers')));
  expect(answer.statusCode).toBe(200);
  expect(answer.body).toContain('reply-drafter');
  expect(answer.body).toContain('3.2.4');
});

test('tells somebody of another organisation nothing of the catalog', async () => {
  const { id: user_id, teamId: team_id } = PEOPLE.outsider;
  const call = slackCall(typed('find reply to customers', { user_id, team_id }));
  const answer = await http(slack, call);
  expect(answer.statusCode).toBe(200);
  expect(answer.body).not.toContain('reply-drafter');
});

const unsigned: [string, Parameters<typeof slackCall>[1]][] = [
  ['signed with another secret', { secret: 'another-signing-secret' }],
  ['ten minutes old', { ageSeconds: 600 }],
  ['ten minutes from now', { ageSeconds: -600 }],
];

test.each(unsigned)('refuses a command that is %s', async (_, how) => {
  const answer = await http(slack, slackCall(typed('help'), how));
  expect(answer).toMatchObject({ statusCode: 401, body: '' });
});

test('refuses a body that was changed after it was signed', async () => {
  const call = slackCall(typed('help'));
  const answer = await http(slack, { ...call, body: call.body.replace('help', 'log') });
  expect(answer).toMatchObject({ statusCode: 401 });
});

test('reads a body that API Gateway hands over as base64', async () => {
  const call = slackCall(typed('find größer 🏗️ reply to customers'));
  const body = Buffer.from(call.body).toString('base64');
  const answer = await slack.invoke({ ...httpEvent({ ...call, body }), isBase64Encoded: true });
  expect(answer).toMatchObject({ statusCode: 200, body: expect.stringContaining('reply-drafter') });
});

test('survives what no HTTP request is', async () => {
  for (const event of [{}, { Records: [] }, 'hello', null]) {
    expect(await slack.invoke(event)).toMatchObject({ statusCode: 400 });
  }
  expect(await http(slack, slackCall(typed('help')))).toMatchObject({ statusCode: 200 });
});

test('fetched its secret once, from Secrets Manager, and logged nothing of it', () => {
  expect(cloud.aws.calls().filter(({ service }) => service === 'secretsmanager')).toEqual([
    { service: 'secretsmanager', action: 'GetSecretValue', id: 'arn:slack-secret' },
  ]);
  for (const secret of ['signing-secret', 'xoxb-']) expect(slack.logs()).not.toContain(secret);
});

test('answers nobody while the secret holds no signing secret, and says which fields it lacks', async () => {
  const bare = await cloud.start('slack', { YARDMASTER_SLACK_SECRET_ARN: 'arn:fresh-secret' });
  await expect(http(bare, slackCall(typed('help')))).rejects.toThrow(
    'The Slack secret lacks or misspells: bot_token, bot_id, bot_user_id, home.',
  );
});
