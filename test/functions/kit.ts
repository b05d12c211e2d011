import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KMSClient } from '@aws-sdk/client-kms';
import * as z from 'zod';
import { askApproval, type Call } from '../../lib/acts/ask.ts';
import { claimKey } from '../../lib/acts/claim-key.ts';
import type { Deps } from '../../lib/acts/deps.ts';
import { takeKeyCode } from '../../lib/acts/key-codes.ts';
import { reuse } from '../../lib/acts/request.ts';
import { loadWorkflow } from '../../lib/acts/standing.ts';
import { kmsSealer } from '../../lib/aws/sealer.ts';
import type { Approval } from '../../lib/core/approval.ts';
import { HOME, keyOf, PEOPLE } from '../../lib/local/sample/organisation.ts';
import { bundle, functionEntries } from '../../scripts/bundle.ts';
import { publish, REPLY_CATALOG } from '../kit/catalog.ts';
import { testDeps } from '../kit/deps.ts';
import { type TestEngine, testEngine } from '../kit/engine.ts';
import { type FakeAws, startFakeAws } from '../kit/fake-aws.ts';
import { type Lambda, startLambda } from '../kit/lambda-runtime.ts';

export type FunctionName = keyof typeof functionEntries;

export const SIGNING_SECRET = 'signing-secret-of-the-tests';
export const BOT_TOKEN = 'xoxb-of-the-tests';
export const WORKFLOW = 'reply-bot';
const ANY = { accessKeyId: 'test', secretAccessKey: 'test' };
const SEAL_KEY = 'arn:seal-key';
const RECEIPT_KEY = 'arn:receipt-key';
const LEASE_KEY = 'arn:lease-key';
const CHECKPOINT_KEY = 'arn:checkpoint-key';
const SLACK_SECRET = 'arn:slack-secret';
/** A connector's, with a name that the function may read. */
export const CONNECTOR_SECRET =
  'arn:aws:secretsmanager:us-east-1:123456789012:secret:yardmaster/crm-AbCdEf';
/** As the stack makes it, before the operator has put anything in. */
const FRESH_SECRET = JSON.stringify({ bot_token: '', signing_secret: 'r'.repeat(32), bot_id: '' });

export type Cloud = {
  readonly aws: FakeAws;
  /** Acts on the same tables and with the same seal key as the functions, by the real clock. */
  readonly deps: Deps;
  /** Starts a function of this cloud's bundles; it ends with the cloud. */
  readonly start: (name: FunctionName, more?: Readonly<Record<string, string>>) => Promise<Lambda>;
  /** The tables' endpoint. */
  readonly engine: TestEngine;
  readonly stop: () => Promise<void>;
};

/**
 * Engine, KMS, Secrets Manager, and the functions of `names` as they are deployed. A file bundles what it starts, and
 * no bundle is started by two files.
 */
export async function openCloud(names: readonly FunctionName[]): Promise<Cloud> {
  const outdir = mkdtempSync(join(tmpdir(), 'yardmaster-functions-'));
  const entries = Object.fromEntries(names.map((name) => [name, functionEntries[name]]));
  const [engine, aws] = await Promise.all([testEngine(), fakeAws(), bundle({ outdir, entries })]);
  const kms = new KMSClient({ endpoint: aws.endpoint, region: 'us-east-1', credentials: ANY });
  const deps = { ...(await cloudDeps(engine)), seal: kmsSealer(kms, SEAL_KEY) };
  const running: Lambda[] = [];
  const start: Cloud['start'] = async (name, more = {}) => {
    const env = { ...environmentOf(name, engine), ...aws.env, ...more };
    const lambda = await startLambda({ bundleDir: join(outdir, name), env });
    running.push(lambda);
    return lambda;
  };
  const stop = async () => {
    await Promise.all(running.map((lambda) => lambda.stop()));
    kms.destroy();
    await Promise.all([engine.stop(), aws.stop()]);
    rmSync(outdir, { recursive: true, force: true });
  };
  return { aws, deps, start, engine, stop };
}

function fakeAws(): Promise<FakeAws> {
  const secret = {
    bot_token: BOT_TOKEN,
    signing_secret: SIGNING_SECRET,
    bot_id: 'B0YARD',
    bot_user_id: 'U0YARD',
    home: HOME,
  };
  return startFakeAws({
    sealKeys: [SEAL_KEY],
    signingKeys: [RECEIPT_KEY, LEASE_KEY, CHECKPOINT_KEY],
    secrets: {
      [SLACK_SECRET]: JSON.stringify(secret),
      'arn:fresh-secret': FRESH_SECRET,
      [CONNECTOR_SECRET]: 'hunter2',
    },
  });
}

/** The sample organisation with the catalog; the functions' clock is the machine's. */
async function cloudDeps(engine: TestEngine): Promise<Deps> {
  const deps = { ...(await testDeps(engine)), now: () => new Date().toISOString() };
  await publish(deps, REPLY_CATALOG);
  return deps;
}

/** What the stack tells a function, and no more: a right that it has not, it is not told of. */
function environmentOf(name: FunctionName, engine: TestEngine): Record<string, string> {
  const sealed = { YARDMASTER_SEAL_KEY_ARN: SEAL_KEY };
  const slack = { YARDMASTER_SLACK_SECRET_ARN: SLACK_SECRET };
  const checkpoints = { YARDMASTER_CHECKPOINT_KEY_ARN: CHECKPOINT_KEY };
  const more: Record<FunctionName, Record<string, string>> = {
    slack: { ...sealed, ...slack },
    api: { ...sealed, ...slack },
    credentials: {
      YARDMASTER_RECEIPT_KEY_ARN: RECEIPT_KEY,
      YARDMASTER_LEASE_KEY_ARN: LEASE_KEY,
      ...checkpoints,
    },
    deliver: { ...sealed, ...slack },
    jobs: { ...sealed, ...slack, ...checkpoints },
  };
  return {
    YARDMASTER_REGISTRY_TABLE: engine.tables.registry,
    YARDMASTER_AUDIT_TABLE: engine.tables.audit,
    YARDMASTER_BASE_URL: 'https://yard.example.com',
    YARDMASTER_WAIT_SECONDS: '1',
    AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
    ...more[name],
  };
}

/** A workflow of team-support that is active, and its key. */
export async function runningWorkflow(deps: Deps): Promise<string> {
  const by = keyOf(PEOPLE.owner);
  const wish = { by, need: 'draft replies', team: 'team-support', evidence: [] };
  const reused = await reuse(
    deps,
    { ...wish, id: 'req_1', workflow: WORKFLOW },
    'plugin/reply-drafter',
  );
  if (reused.kind !== 'registered') throw new Error(reused.kind);
  const given = await takeKeyCode(deps, by, WORKFLOW);
  if (given.kind !== 'code') throw new Error(given.say);
  const claimed = await claimKey(deps, by, given.code);
  if (claimed.kind !== 'key') throw new Error(claimed.say);
  return claimed.key;
}

/** A perfect call, and the same as the API is sent it. */
const CALL: Call = {
  action: 'send_external_email',
  target: 'customer@example.com',
  arguments: { to: 'customer@example.com', body: 'It is fixed.' },
  reason: 'The customer asked.',
  onBehalfOf: keyOf(PEOPLE.owner),
  idempotencyKey: 'ticket-1',
};
export const ASK = {
  action: CALL.action,
  target: CALL.target,
  arguments: CALL.arguments,
  reason: CALL.reason,
  on_behalf_of: PEOPLE.owner.id,
  idempotency_key: CALL.idempotencyKey,
};

/** The running workflow asks. */
export async function ask(deps: Deps, change: Partial<Call> = {}): Promise<Approval> {
  const workflow = await loadWorkflow(deps, WORKFLOW);
  if (!workflow) throw new Error('no workflow runs');
  const asked = await askApproval(deps, workflow.state, { ...CALL, ...change });
  if (asked.kind !== 'asked') throw new Error(asked.say);
  return asked.approval;
}

export type HttpCall = {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** An HTTP request as API Gateway hands it to a function (payload format 2.0). */
export function httpEvent({ method, path, headers = {}, body }: HttpCall) {
  const [rawPath = path, rawQueryString = ''] = path.split('?');
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString,
    headers: { host: 'yard.example.com', ...headers },
    requestContext: {
      accountId: '000000000000',
      apiId: 'api',
      domainName: 'yard.example.com',
      domainPrefix: 'yard',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 't' },
      requestId: 'request-1',
      routeKey: '$default',
      stage: '$default',
      time: '21/Nov/2026:09:00:00 +0000',
      timeEpoch: 1_795_000_000_000,
    },
    ...(body === undefined ? {} : { body }),
    isBase64Encoded: false,
  };
}

const answerSchema = z.object({
  statusCode: z.int(),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.string().default(''),
});
export type HttpAnswer = z.infer<typeof answerSchema> & { readonly json: unknown };

/** Sends an HTTP request through API Gateway's shape and reads the answer. */
export async function http(lambda: Lambda, call: HttpCall): Promise<HttpAnswer> {
  const answer = answerSchema.parse(await lambda.invoke(httpEvent(call)));
  const isJson = /json/.test(answer.headers['content-type'] ?? '');
  return { ...answer, json: isJson ? JSON.parse(answer.body) : undefined };
}

/** A request with a token, and a JSON body if there is one. */
export function withToken(
  token: string,
  call: { method: string; path: string; json?: unknown },
): HttpCall {
  const { json, ...rest } = call;
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return json === undefined
    ? { ...rest, headers }
    : { ...rest, headers, body: JSON.stringify(json) };
}

/** A form post as Slack signs it, `ageSeconds` ago. */
export function slackCall(
  fields: Readonly<Record<string, string>>,
  { secret = SIGNING_SECRET, ageSeconds = 0 } = {},
): HttpCall & { headers: Record<string, string>; body: string } {
  const body = new URLSearchParams(fields).toString();
  const timestamp = String(Math.floor(Date.now() / 1000) - ageSeconds);
  const hmac = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return {
    method: 'POST',
    path: '/slack',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${hmac}`,
    },
    body,
  };
}
