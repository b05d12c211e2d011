import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { verifyWebhook } from '../../lib/client/verify-webhook.ts';
import { type SenderOptions, webhookSender } from '../../lib/hooks/sender.ts';
import { untrusted } from './untrusted.ts';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function listening(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return z.object({ port: z.int() }).parse(server.address()).port;
}

/** A receiver on this machine. Returns its address and what it was sent. */
async function receiving(answer: RequestListener) {
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    seen.push(request);
    answer(request, response);
  });
  const port = await listening(server);
  return { url: `http://127.0.0.1:${port}/hook`, port, seen };
}

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const BODY = JSON.stringify({
  type: 'webhook.test',
  timestamp: '2026-11-23T09:00:00.000Z',
  data: { workflow: 'reply-bot' },
});

function send(url: string, options: SenderOptions = { loopback: true }) {
  const timestamp = Math.floor(Date.now() / 1000);
  const message = { url, id: 'msg_1', timestamp, body: BODY, secrets: [SECRET] };
  return webhookSender(options).send(message);
}

test('a receiver gets one POST that it can verify', async () => {
  let body = '';
  const { url, seen } = await receiving(async (request, response) => {
    body = await text(request);
    response.writeHead(204).end();
  });
  expect(await send(url)).toEqual({ kind: 'answered', status: 204 });
  const [request] = seen;
  expect(request).toMatchObject({ method: 'POST', url: '/hook' });
  expect(request?.headers).toMatchObject({
    'content-type': 'application/json',
    'content-length': String(BODY.length),
  });
  const id = request?.headers['webhook-id']?.toString();
  const sentAt = request?.headers['webhook-timestamp']?.toString();
  const signature = request?.headers['webhook-signature']?.toString();
  const headers = { 'webhook-id': id, 'webhook-timestamp': sentAt, 'webhook-signature': signature };
  expect(await verifyWebhook(SECRET, { body, headers })).toMatchObject({ kind: 'verified' });
});

test.each([200, 400, 410, 500, 503])('the status %s is told as it is', async (status) => {
  const { url } = await receiving((_, response) => response.writeHead(status).end());
  expect(await send(url)).toEqual({ kind: 'answered', status });
});

test('a redirect is an answer like another: nobody follows it', async () => {
  const inside = await receiving((_, response) => response.writeHead(200).end());
  const { url } = await receiving((_, response) =>
    response.writeHead(302, { location: inside.url }).end(),
  );
  expect(await send(url)).toEqual({ kind: 'answered', status: 302 });
  expect(inside.seen).toEqual([]);
});

test.each([
  ['120', 120],
  ['0', 0],
  ['soon', undefined],
  ['-5', 0],
  ['Mon, 23 Nov 2015 09:00:00 GMT', 0],
])('Retry-After: %s', async (header, retryAfter) => {
  const { url } = await receiving((_, response) =>
    response.writeHead(429, { 'retry-after': header }).end(),
  );
  const answer = await send(url);
  expect(answer).toEqual({
    kind: 'answered',
    status: 429,
    ...(retryAfter === undefined ? {} : { retryAfter }),
  });
});

test('Retry-After as a day to come counts from now', async () => {
  const until = new Date(Date.now() + 3_600_000).toUTCString();
  const { url } = await receiving((_, response) =>
    response.writeHead(503, { 'retry-after': until }).end(),
  );
  const answer = await send(url);
  const seconds = answer.kind === 'answered' ? answer.retryAfter : undefined;
  expect(seconds).toBeGreaterThan(3500);
  expect(seconds).toBeLessThanOrEqual(3600);
});

test('of an endless answer hardly anything is read', async () => {
  let closed = false;
  const { url } = await receiving((_, response) => {
    response.writeHead(200);
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(64 * 1024)));
    };
    response.on('drain', more).on('close', () => {
      closed = true;
    });
    more();
  });
  expect(await send(url)).toEqual({ kind: 'answered', status: 200 });
  await vi.waitFor(() => expect(closed).toBe(true));
});

test('a receiver that says nothing is left after the time limit', async () => {
  const { url } = await receiving(() => undefined);
  expect(await send(url, { loopback: true, timeoutMs: 60 })).toEqual({
    kind: 'failed',
    why: 'timeout',
  });
});

test('a name that is never resolved is left after the time limit too', async () => {
  const resolve = () => new Promise<never>(() => undefined);
  expect(await send('https://agents.example.com/', { resolve, timeoutMs: 60 })).toEqual({
    kind: 'failed',
    why: 'timeout',
  });
});

test('a connection that breaks', async () => {
  const { url } = await receiving((request) => request.socket.destroy());
  expect(await send(url)).toEqual({ kind: 'failed', why: 'reset' });
});

test('nobody listens', async () => {
  const { url, port } = await receiving(() => undefined);
  const server = servers.splice(0)[0];
  await new Promise((resolve) => server?.close(resolve));
  expect(port).toBeGreaterThan(0);
  expect(await send(url)).toEqual({ kind: 'failed', why: 'refused' });
});

test('a certificate that nobody vouches for', async () => {
  const port = await listening(createTlsServer(untrusted(), (_, response) => response.end()));
  expect(await send(`https://127.0.0.1:${port}/`)).toEqual({ kind: 'failed', why: 'tls' });
});

test('no TLS at all where TLS is wanted', async () => {
  const { port } = await receiving((_, response) => response.end());
  expect(await send(`https://127.0.0.1:${port}/`)).toEqual({ kind: 'failed', why: 'tls' });
});

const BLOCKED = { kind: 'failed', why: 'blocked-address' };

describe('without the option for tests', () => {
  test.each([
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0177.0.0.1/',
    'https://0x7f000001/',
    'https://127.1/',
    'https://10.0.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:a9fe:a9fe]/',
    'https://[fd00:ec2::254]/',
    'https://[fe80::1]/',
    'https://0.0.0.0/',
    'http://agents.example.com/',
    'https://agents.example.com:8443/',
    'https://user@agents.example.com/',
  ])('%s is refused before anything is sent', async (url) => {
    const resolve = vi.fn(async () => []);
    expect(await send(url, { resolve })).toEqual(BLOCKED);
    expect(resolve).not.toHaveBeenCalled();
  });

  test.each([
    [['127.0.0.1']],
    [['10.1.2.3']],
    [['169.254.169.254']],
    [['::1']],
    [['::ffff:127.0.0.1']],
    [['fd00:ec2::254']],
    [['0.0.0.0']],
    [['8.8.8.8', '10.0.0.1']],
    [['2606:4700:4700::1111', '::1']],
    [[]],
  ])('a name that stands for %j is refused', async (addresses) => {
    const resolve = async () =>
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    expect(await send('https://agents.example.com/', { resolve })).toEqual(BLOCKED);
  });

  test('a name that stands for another address the second time is asked once', async () => {
    const { port, seen } = await receiving((_, response) => response.end());
    expect(port).toBeGreaterThan(0);
    const answers = ['192.0.2.1', '127.0.0.1'];
    const resolve = vi.fn(async () => [{ address: answers.shift() ?? '', family: 4 }]);
    expect(await send('https://agents.example.com/', { resolve })).toEqual(BLOCKED);
    expect(resolve).toHaveBeenCalledTimes(1);
    expect(seen).toEqual([]);
  });

  test('a name that nobody has', async () => {
    const resolve = () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }));
    expect(await send('https://agents.example.com/', { resolve })).toEqual({
      kind: 'failed',
      why: 'no-such-host',
    });
  });
});

test('what is no address at all is a failure, not an error', async () => {
  expect(await send('no address')).toEqual({ kind: 'failed', why: 'unreachable' });
});

test('the addresses that were checked are the ones that are connected to', async () => {
  const { port, seen } = await receiving((_, response) => response.writeHead(204).end());
  const resolve = vi.fn(async () => [{ address: '127.0.0.1', family: 4 }]);
  const url = `http://agents.example.com:${port}/`;
  expect(await send(url, { loopback: true, resolve })).toEqual({ kind: 'answered', status: 204 });
  expect(resolve).toHaveBeenCalledTimes(1);
  expect(seen[0]?.headers.host).toBe(`agents.example.com:${port}`);
});
