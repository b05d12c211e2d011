import { expect, test } from 'vitest';
import {
  EnvironmentProblem,
  processEnvironment,
  readLambdaEnvironment,
  readLocalEnvironment,
} from '../lib/environment.ts';

const lambda = {
  YARDMASTER_REGISTRY_TABLE: 'registry',
  YARDMASTER_AUDIT_TABLE: 'audit',
  YARDMASTER_SEAL_KEY_ARN: 'arn:seal',
  YARDMASTER_RECEIPT_KEY_ARN: 'arn:receipts',
  YARDMASTER_SLACK_SECRET_ARN: 'arn:slack',
  YARDMASTER_BASE_URL: 'https://yard.example.com',
  YARDMASTER_COMMAND: '/agents',
  YARDMASTER_WAIT_SECONDS: '3',
  YARDMASTER_PRE_GRANTED: 'crm.read, mail.send,,',
  YARDMASTER_FIRST_ADMIN: 'U01ADMIN',
  SLACK_API_URL: 'http://127.0.0.1:1/api/',
};
const local = {
  YARDMASTER_PORT: '8001',
  SLACK_BOT_TOKEN: 'xoxb-bot-of-the-tests',
  SLACK_APP_TOKEN: 'xapp-app-of-the-tests',
};

test('reads a function’s environment: numbers as numbers, lists as lists, the rest left alone', () => {
  expect(readLambdaEnvironment({ ...lambda, PATH: '/bin' })).toEqual({
    ...lambda,
    YARDMASTER_WAIT_SECONDS: 3,
    YARDMASTER_PRE_GRANTED: ['crm.read', 'mail.send'],
  });
});

test('gives a function defaults for all that the stack may leave out', () => {
  const { YARDMASTER_REGISTRY_TABLE, YARDMASTER_AUDIT_TABLE } = lambda;
  const least = { YARDMASTER_REGISTRY_TABLE, YARDMASTER_AUDIT_TABLE };
  expect(readLambdaEnvironment(least)).toEqual({
    ...least,
    YARDMASTER_COMMAND: '/yard',
    YARDMASTER_WAIT_SECONDS: 5,
    YARDMASTER_PRE_GRANTED: [],
  });
});

test('one machine needs nothing at all, and a variable that is set to nothing counts as not set', () => {
  const defaults = {
    YARDMASTER_DATA: '.yardmaster',
    YARDMASTER_PORT: 4601,
    YARDMASTER_PAGE_PORT: 4600,
    YARDMASTER_COMMAND: '/yard',
    YARDMASTER_SAMPLE: 'full',
    LOG_LEVEL: 'warn',
  };
  expect(readLocalEnvironment({})).toEqual(defaults);
  expect(readLocalEnvironment({ SLACK_BOT_TOKEN: '', YARDMASTER_PORT: '' })).toEqual(defaults);
});

test('takes both Slack tokens', () => {
  expect(readLocalEnvironment(local)).toMatchObject({ ...local, YARDMASTER_PORT: 8001 });
});

test('names every missing and wrong variable of a function at once', () => {
  const spoiled = {
    YARDMASTER_REGISTRY_TABLE: '',
    YARDMASTER_COMMAND: 'yard',
    YARDMASTER_WAIT_SECONDS: '60',
    YARDMASTER_BASE_URL: 'yard.example.com',
    SLACK_API_URL: 'slack',
  };
  expect(linesOf(() => readLambdaEnvironment(spoiled))).toEqual([
    'These settings are missing or wrong:',
    '  YARDMASTER_REGISTRY_TABLE is missing',
    '  YARDMASTER_AUDIT_TABLE is missing',
    expect.stringMatching(/^ {2}YARDMASTER_BASE_URL \w+/),
    '  YARDMASTER_COMMAND is a slash command like /yard',
    expect.stringMatching(/^ {2}YARDMASTER_WAIT_SECONDS \w+/),
    expect.stringMatching(/^ {2}SLACK_API_URL \w+/),
  ]);
});

const oneToken: [string, object, string][] = [
  ['the bot token', { SLACK_APP_TOKEN: undefined }, 'SLACK_APP_TOKEN'],
  ['the app token', { SLACK_BOT_TOKEN: undefined }, 'SLACK_BOT_TOKEN'],
];

test.each(oneToken)(
  'refuses %s without the other one, and names the other',
  (_, change, missing) => {
    expect(linesOf(() => readLocalEnvironment({ ...local, ...change }))).toEqual([
      'These settings are missing or wrong:',
      `  ${missing} is missing: set both Slack tokens or none`,
    ]);
  },
);

test('names the missing Slack token also when something else is wrong', () => {
  const spoiled = { ...local, SLACK_APP_TOKEN: undefined, YARDMASTER_PORT: 'eighty' };
  expect(linesOf(() => readLocalEnvironment(spoiled)).join('\n')).toMatch(
    /YARDMASTER_PORT[\s\S]+SLACK_APP_TOKEN is missing/,
  );
});

const wrong: [string, string][] = [
  ['YARDMASTER_COMMAND', 'yard'],
  ['YARDMASTER_COMMAND', '/Yard'],
  ['YARDMASTER_COMMAND', '/yard find'],
  ['YARDMASTER_COMMAND', '/'],
  ['YARDMASTER_COMMAND', `/${'y'.repeat(32)}`],
  ['YARDMASTER_PORT', '65536'],
  ['YARDMASTER_PORT', '-1'],
  ['YARDMASTER_PORT', '80.5'],
  ['YARDMASTER_PAGE_PORT', 'eighty'],
  ['SLACK_BOT_TOKEN', 'xapp-in-the-wrong-place'],
  ['SLACK_APP_TOKEN', 'xoxb-in-the-wrong-place'],
  ['SLACK_API_URL', 'slack.example.com'],
  ['LOG_LEVEL', 'loud'],
];

test.each(wrong)('refuses %s=%s, and does not print what it was', (name, value) => {
  const lines = linesOf(() => readLocalEnvironment({ ...local, [name]: value }));
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatch(new RegExp(`^  ${name} \\w+`));
  if (value.length > 5) expect(lines[1]).not.toContain(value);
});

test('prints no value, for a token may stand in any of them', () => {
  const secret = 'xoxp-a-private-token';
  const names = Object.keys({ ...lambda, ...local, LOG_LEVEL: '' });
  const everywhere = Object.fromEntries(names.map((name) => [name, secret]));
  for (const read of [readLambdaEnvironment, readLocalEnvironment]) {
    expect(linesOf(() => read(everywhere)).join('\n')).not.toContain(secret);
  }
});

function linesOf(read: () => unknown): string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof EnvironmentProblem) return error.message.split('\n');
    throw error;
  }
  throw new Error('nothing was refused');
}

test('hands out the environment of the process as it is', () => {
  expect(processEnvironment()).toHaveProperty('PATH');
});

test('a first admin is a Slack user id, and the sample is there or not', () => {
  const named = (id: string) => () =>
    readLambdaEnvironment({ ...lambda, YARDMASTER_FIRST_ADMIN: id });
  expect(named('@admin')).toThrow('YARDMASTER_FIRST_ADMIN is a Slack user id like U01ABC');
  expect(readLocalEnvironment({ YARDMASTER_SAMPLE: 'none' })).toMatchObject({
    YARDMASTER_SAMPLE: 'none',
  });
  expect(() => readLocalEnvironment({ YARDMASTER_SAMPLE: 'some' })).toThrow(
    'YARDMASTER_SAMPLE is full or none',
  );
});
