import { AwsLambdaReceiver } from '@slack/bolt';
import * as z from 'zod';
import type { Deps } from '../acts/deps.ts';
import { unixSeconds } from '../core/time.ts';
import { createSlackApp, type SlackAppOptions } from './app.ts';
import { boltLogger, errorFields } from './logger.ts';
import { isSigned } from './signature.ts';

/** A request as it came, from whatever server: nothing in it is trusted or even present. */
export interface DoorRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>> | null;
  readonly body: string | null | undefined;
  readonly isBase64Encoded: boolean;
}

export interface DoorAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

export type SlackDoor = (request: DoorRequest) => Promise<DoorAnswer>;

export interface DoorOptions extends Omit<SlackAppOptions, 'receiver'> {
  readonly signingSecret: string;
}

const LARGEST_BODY = 1_000_000;

/**
 * Slack's requests over HTTP, in front of Bolt's Lambda receiver, which would throw on malformed
 * bodies, accept future timestamps and read base64 as ASCII. Never throws and never logs a body.
 */
export function slackDoor({ signingSecret, ...options }: DoorOptions): SlackDoor {
  const { deps } = options;
  if (signingSecret === '') throw new Error('the Slack signing secret is empty');
  // Verified here, on the bytes; Bolt would verify once more with its own, looser rule.
  const receiver = new AwsLambdaReceiver({
    signingSecret,
    signatureVerification: false,
    logger: boltLogger(deps.log),
  });
  createSlackApp({ ...options, receiver });
  const bolt = boltHandler(receiver.toHandler());
  return async (request) => {
    const read = readRequest(request, signingSecret, unixSeconds(deps.now()));
    if (read.kind === 'no') return no(deps, read.status, read.why);
    try {
      return await bolt(read);
    } catch (error) {
      deps.log.error(errorFields(error), 'the Slack door failed');
      return { status: 500, headers: {}, body: '' };
    }
  };
}

/** Said to Slack: sending the same again will not help. */
function no(deps: Deps, status: number, why: string): DoorAnswer {
  deps.log.warn({ status, why }, 'a request to the Slack door was turned away');
  return { status, headers: { 'x-slack-no-retry': '1' }, body: '' };
}

interface Verified {
  readonly kind: 'verified';
  readonly type: string;
  readonly body: string;
  readonly retry: Record<string, string>;
}

type Read = Verified | { readonly kind: 'no'; readonly status: number; readonly why: string };

function readRequest(request: DoorRequest, secret: string, now: number): Read {
  const turnedAway = (status: number, why: string) => ({ kind: 'no' as const, status, why });
  if (request.method.toUpperCase() !== 'POST') return turnedAway(405, 'not a POST');
  const headers = lowerCased(request.headers);
  const bytes = Buffer.from(request.body ?? '', request.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > LARGEST_BODY) return turnedAway(413, 'too large');
  const signature = headers['x-slack-signature'] ?? '';
  const timestamp = headers['x-slack-request-timestamp'] ?? '';
  if (!isSigned({ signature, timestamp, body: bytes }, secret, now)) {
    return turnedAway(401, 'not signed, or not now');
  }
  const type = mediaType(headers['content-type'] ?? '');
  if (!type) return turnedAway(415, 'neither JSON nor a form');
  const body = utf8(bytes);
  if (body === undefined || !isReadable(type, body)) return turnedAway(400, 'malformed body');
  return { kind: 'verified', type, body, retry: retryHeaders(headers) };
}

function lowerCased(headers: DoorRequest['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers ?? {}).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), String(value)]],
    ),
  );
}

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

/** Without parameters: Bolt compares the whole text and throws on `; charset=utf-8`. */
function mediaType(header: string): string | undefined {
  const type = header.split(';')[0]?.trim().toLowerCase();
  return type === FORM || type === JSON_TYPE ? type : undefined;
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** True when the receiver will find a JSON object, or a form, where it parses. */
function isReadable(type: string, body: string): boolean {
  const json = type === FORM ? new URLSearchParams(body).getAll('payload') : [body];
  if (json.length > 1) return false;
  const [text] = json;
  if (text === undefined) return body !== '';
  try {
    return z.record(z.string(), z.unknown()).safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}

function retryHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const names = ['x-slack-retry-num', 'x-slack-retry-reason'];
  return Object.fromEntries(
    names.flatMap((name) => (headers[name] ? [[name, headers[name]]] : [])),
  );
}

const answerSchema = z.object({
  statusCode: z.number(),
  headers: z.record(z.string(), z.coerce.string()).optional(),
  body: z.string().default(''),
});

/** Bolt's handler, given only what it needs and what it cannot stumble over. */
function boltHandler(handler: ReturnType<AwsLambdaReceiver['toHandler']>) {
  return async ({ type, body, retry }: Verified): Promise<DoorAnswer> => {
    const event = {
      httpMethod: 'POST',
      path: '/slack',
      resource: '/slack',
      headers: { 'content-type': type, ...retry },
      multiValueHeaders: {},
      queryStringParameters: {},
      multiValueQueryStringParameters: {},
      pathParameters: {},
      stageVariables: {},
      requestContext: {},
      body,
      isBase64Encoded: false,
    };
    const { statusCode, headers, body: answer } = answerSchema.parse(await handler(event, {}));
    return { status: statusCode, headers: headers ?? {}, body: answer };
  };
}
