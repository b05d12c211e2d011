import { promises as dns, type LookupAddress } from 'node:dns';
import { request as plainRequest } from 'node:http';
import { Agent, request as tlsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { WebhookSender } from '../acts/deps.ts';
import type { WebhookOutcome } from '../core/webhook.ts';
import { isPublicAddress } from './addresses.ts';
import { type Signed, signedHeaders } from './sign.ts';

export interface SenderOptions {
  /** Every address that a name stands for. */
  readonly resolve?: (host: string) => Promise<readonly LookupAddress[]>;
  /** For tests: http, and this machine's own addresses. */
  readonly loopback?: true;
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;
/** Of an answer only the status counts; a receiver may still finish a short sentence. */
const MOST_ANSWER_BYTES = 1024;

class Blocked extends Error {
  readonly code = 'BLOCKED';
}

/**
 * Sends signed messages. "https, public addresses checked at connect, no redirects": the very
 * addresses that were checked are connected to, so a name that stands for another one a moment later
 * changes nothing. Never throws.
 */
export function webhookSender(options: SenderOptions = {}): WebhookSender {
  return {
    send: async ({ url, ...signed }) => {
      try {
        return await post(new URL(url), signed, options);
      } catch (error) {
        return { kind: 'failed', why: wordFor(error) };
      }
    },
  };
}

function post(url: URL, signed: Signed, options: SenderOptions): Promise<WebhookOutcome> {
  const { loopback, timeoutMs = TIMEOUT_MS } = options;
  const body = Buffer.from(signed.body);
  const settings = {
    method: 'POST',
    headers: {
      ...signedHeaders(signed),
      'content-type': 'application/json',
      'content-length': body.length,
      'user-agent': 'Yardmaster-Webhooks/1',
      connection: 'close',
    },
    lookup: checkedLookup(options),
    signal: AbortSignal.timeout(timeoutMs),
  };
  return new Promise((resolve, reject) => {
    checkWritten(url, options);
    const request =
      loopback && url.protocol === 'http:'
        ? plainRequest(url, settings)
        : tlsRequest(url, { ...settings, agent: new Agent(), rejectUnauthorized: true });
    request.on('error', reject);
    request.on('response', (answer) => {
      let read = 0;
      answer.on('error', () => undefined);
      answer.on('data', (chunk: Buffer) => {
        read += chunk.length;
        if (read > MOST_ANSWER_BYTES) answer.destroy();
      });
      const retryAfter = secondsOf(answer.headers['retry-after']);
      const status = answer.statusCode ?? 0;
      resolve({ kind: 'answered', status, ...(retryAfter === undefined ? {} : { retryAfter }) });
    });
    request.end(body);
  });
}

/** A host that is written as a number is connected to without asking for it: it is checked here. */
function checkWritten(url: URL, { loopback }: SenderOptions): void {
  if (loopback) return;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const wrong = url.protocol !== 'https:' || url.port !== '' || url.username !== '';
  if (wrong || (isIP(host) !== 0 && !isPublicAddress(host))) throw new Blocked();
}

/** "EVERY address": a name that stands for a public and a private one is refused as a whole. */
function checkedLookup({ resolve = everyAddress, loopback }: SenderOptions): LookupFunction {
  return (host, { all }, done) => {
    resolve(host).then(
      (found) => {
        const [first] = found;
        const open = loopback || found.every(({ address }) => isPublicAddress(address));
        if (!first || !open) done(new Blocked(), '');
        else if (all) done(null, [...found]);
        else done(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => done(error, ''),
    );
  };
}

function everyAddress(host: string): Promise<LookupAddress[]> {
  return dns.lookup(host, { all: true });
}

/** Retry-After holds seconds or a date. */
function secondsOf(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d{1,9}$/.test(header)) return Number(header);
  const until = Date.parse(header);
  return Number.isNaN(until) ? undefined : Math.max(0, Math.ceil((until - Date.now()) / 1000));
}

const WORDS: Readonly<Record<string, string>> = {
  BLOCKED: 'blocked-address',
  ABORT_ERR: 'timeout',
  ETIMEDOUT: 'timeout',
  ENOTFOUND: 'no-such-host',
  EAI_AGAIN: 'no-such-host',
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  EPROTO: 'tls',
};
const TLS = /^(?:ERR_TLS|ERR_SSL|CERT_|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED|HOSTNAME)/;

/** One word for people; an error's own text may hold the address. */
function wordFor(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (error instanceof AggregateError) return wordFor(error.errors[0]);
  return WORDS[code] ?? (TLS.test(code) ? 'tls' : 'unreachable');
}
