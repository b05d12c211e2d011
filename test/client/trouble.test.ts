import { expect, test } from 'vitest';
import { createClient } from '../../lib/client/client.ts';
import type { ApprovalAnswer } from '../../lib/contract/approvals.ts';

const APPROVAL: ApprovalAnswer = {
  id: 'apr_1',
  workflow: 'w',
  action: 'send_external_email',
  target: 't',
  state: 'waiting',
  digest: 'd',
  fingerprint: 'f',
  quorum: 1,
  approvals: 0,
  stages: [{ of: 'manifest', quorum: 1, approvals: 0 }],
  asked_at: '2026-11-23T09:00:00.000Z',
  expires_at: '2026-11-24T09:00:00.000Z',
  wait_url: 'http://x/v1/approvals/apr_1/wait',
};
const CALL = { action: 'send_external_email', target: 't', arguments: {} };

function problem(status: number, headers: Record<string, string> = {}): Response {
  const body = { type: 'urn:yardmaster:problem:internal', title: 'x', status, detail: 'x' };
  const type = { 'content-type': 'application/problem+json' };
  return Response.json(body, { status, headers: { ...type, ...headers } });
}

/** A server that gives these answers in turn, and a clock that only pauses move. */
function playing(...answers: (() => Response)[]) {
  const sent: Request[] = [];
  const pauses: number[] = [];
  let ms = 0;
  const client = createClient({
    baseUrl: 'http://127.0.0.1:4601/',
    token: 'ymw_x',
    fetch: (request) => {
      sent.push(request);
      const answer = answers[Math.min(sent.length, answers.length) - 1];
      if (!answer) throw new Error('no answer');
      return answer();
    },
    pause: async (milliseconds) => {
      pauses.push(milliseconds);
      ms += milliseconds;
    },
    now: () => ms,
    random: () => 0.5,
  });
  return { client, sent, pauses };
}

function broken(): never {
  throw new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED 127.0.0.1:4601') });
}

const ok = () => Response.json(APPROVAL);

test('what may be sent twice is tried again, further and further apart', async () => {
  const { client, sent, pauses } = playing(
    broken,
    () => problem(500),
    () => problem(503),
    ok,
  );
  const asked = await client.ask({ ...CALL, reason: 'r', idempotency_key: 'k' });
  expect(asked.kind).toBe('ok');
  expect(pauses).toEqual([200, 400, 800]);
  const bodies = await Promise.all(sent.map((request) => request.text()));
  expect(new Set(bodies).size).toBe(1);
  expect(sent[0]?.url).toBe('http://127.0.0.1:4601/v1/approvals');
  expect(sent[0]?.headers.get('authorization')).toBe('Bearer ymw_x');
});

test('gives up after four times and says that nobody answered', async () => {
  const { client, sent } = playing(broken);
  expect(await client.consume('apr_1', { ...CALL, execution_id: 'e' })).toEqual({
    kind: 'unreachable',
    baseUrl: 'http://127.0.0.1:4601/',
    detail: 'connect ECONNREFUSED 127.0.0.1:4601',
  });
  expect(sent).toHaveLength(4);
});

test('waits as long as a busy server asks for', async () => {
  const { client, pauses } = playing(() => problem(429, { 'retry-after': '7' }), ok);
  expect((await client.get('apr_1')).kind).toBe('ok');
  expect(pauses).toEqual([7000]);
});

test('what is not done once by itself is sent once', async () => {
  for (const call of ['claimKey', 'fetchLogin'] as const) {
    const { client, sent } = playing(broken);
    expect((await client[call]('CODE')).kind).toBe('unreachable');
    expect(sent).toHaveLength(1);
  }
  const { client, sent } = playing(() => problem(500));
  expect((await client.register({})).kind).toBe('problem');
  expect(sent).toHaveLength(1);
});

test('a refusal is an answer, and is not tried again', async () => {
  const { client, sent } = playing(() => problem(409));
  expect((await client.get('apr_1')).kind).toBe('problem');
  expect(sent).toHaveLength(1);
});

test.each([
  ['a page', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
  ['other JSON', () => Response.json({ hello: 'world' })],
  ['a refusal without a reason', () => new Response('no', { status: 404 })],
  [
    'a problem of somebody else',
    () =>
      Response.json(
        { type: 'about:blank' },
        { status: 404, headers: { 'content-type': 'application/problem+json' } },
      ),
  ],
])('%s is not mistaken for an answer', async (_name, answer) => {
  expect((await playing(answer).client.get('apr_1')).kind).toBe('unexpected');
});

test('a newer server may say more', async () => {
  const { client } = playing(() => Response.json({ ...APPROVAL, colour: 'green' }));
  expect((await client.get('apr_1')).kind).toBe('ok');
});

test('waiting asks again until the time is over', async () => {
  const again = () => Response.json(APPROVAL, { headers: { 'retry-after': '10' } });
  const { client, sent, pauses } = playing(again);
  expect(await client.wait('apr_1', 35)).toMatchObject({ kind: 'waiting' });
  expect(pauses).toEqual([10_000, 10_000, 10_000]);
  expect(sent.map((one) => new URL(one.url).search)).toEqual([
    '?seconds=35',
    '?seconds=25',
    '?seconds=15',
    '?seconds=5',
  ]);
});

test('waiting ends with the decision', async () => {
  const denied = () => Response.json({ ...APPROVAL, state: 'denied', reason: 'No.' });
  const { client } = playing(ok, ok, denied);
  expect(await client.wait('apr_1', 3600)).toMatchObject({ kind: 'denied' });
});

test('an export that breaks off in the middle is not an export', async () => {
  const { client } = playing(() => new Response('{"a":1}\n{"b":'));
  const lines: string[] = [];
  const outcome = await client.exportAudit((line) => {
    lines.push(line);
  });
  expect(outcome.kind).toBe('unreachable');
  expect(lines).toEqual(['{"a":1}']);
});

test('a request that takes too long is ended', async () => {
  const client = createClient({
    baseUrl: 'http://127.0.0.1:4601',
    fetch: (request) =>
      new Promise((_resolve, reject) => {
        request.signal.addEventListener('abort', () => reject(request.signal.reason));
      }),
    pause: async () => undefined,
    timeoutMs: 5,
  });
  expect(await client.fetchLogin('CODE')).toMatchObject({ kind: 'unreachable' });
});
