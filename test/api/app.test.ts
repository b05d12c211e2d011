import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createApi } from '../../lib/api/app.ts';
import { OPERATIONS } from '../../lib/contract/service.ts';
import { ASK, openWorld, post, refusal, type World } from './world.ts';

let world: World;
const logged: { level: string; fields: Readonly<Record<string, unknown>> }[] = [];

beforeAll(async () => {
  const note = (level: string) => (fields: Readonly<Record<string, unknown>>) => {
    logged.push({ level, fields });
  };
  const log = { info: note('info'), warn: note('warn'), error: note('error') };
  world = await openWorld((deps) => ({ ...deps, log }));
});
beforeEach(() => {
  logged.length = 0;
});
afterAll(() => world.stop());

test('says that it is well', async () => {
  const response = await world.api.request('/healthz');
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ ok: true });
});

test('the document describes every operation, in OpenAPI 3.1', async () => {
  const response = await world.api.request('/v1/openapi.json');
  const found = JSON.parse(await response.text());
  expect(found.openapi).toBe('3.1.0');
  const described = Object.entries(found.paths).flatMap(([path, methods]) =>
    Object.keys(Object(methods)).map((method) => `${method} ${path}`),
  );
  expect(described.sort()).toEqual(OPERATIONS.map((one) => `${one.method} ${one.path}`).sort());
  const ask = found.paths['/v1/approvals'].post;
  expect(ask.requestBody.content['application/json'].schema).toMatchObject({
    additionalProperties: false,
    required: ['action', 'target', 'arguments', 'reason', 'idempotency_key'],
    properties: { target: { type: 'string', minLength: 1, maxLength: 500 } },
  });
  expect(Object.keys(ask.responses)).toEqual(['200', '201', 'default']);
  expect(ask.security).toEqual([{ bearer: [] }]);
  expect(found.paths['/v1/approvals/{id}/wait'].get.parameters[1].schema).toEqual({
    type: 'integer',
    minimum: 0,
    maximum: 60,
    description: 'How long to wait for a decision at most.',
  });
});

test('every operation of the document is served', async () => {
  for (const { path, method } of OPERATIONS) {
    const url = path.replaceAll(/\{\w+\}/g, 'x');
    const response = await world.api.request(url, { method: method.toUpperCase() });
    expect([path, response.status === 404 || response.status === 405]).toEqual([path, false]);
  }
});

test.each(['/', '/v2/approvals', '/v1/approvals/x/y', '/v1/openapi.jsonx'])(
  'there is nothing at %s, and the answer says where to look',
  async (path) => {
    const said = await refusal(world.api.request(path));
    expect(said).toMatchObject({ status: 404, why: 'no-route' });
    expect(said.detail).toContain('/v1/openapi.json');
  },
);

test.each([
  ['DELETE', '/v1/approvals/x', 'GET'],
  ['DELETE', '/v1/approvals', 'GET, POST'],
  ['PUT', '/healthz', 'GET'],
])('%s %s is answered with the methods there are', async (method, path, allow) => {
  const response = await world.api.request(path, { method });
  expect(response.headers.get('allow')).toBe(allow);
  expect(await refusal(response)).toMatchObject({ status: 405, why: 'wrong-method' });
});

test('echoes a plain request id and makes one otherwise', async () => {
  const send = async (id?: string) => {
    const headers = { ...(id ? { 'x-request-id': id } : {}) };
    return (await world.api.request('/healthz', { headers })).headers.get('x-request-id');
  };
  expect(await send('trace-1')).toBe('trace-1');
  expect(await send()).toMatch(/^req_/);
  expect(await send('a b')).toMatch(/^req_/);
  expect(await send('x'.repeat(65))).toMatch(/^req_/);
});

test('answers are never kept by caches between', async () => {
  const response = await world.api.request('/nothing');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
});

test('one log line a request: the pattern, and nothing that was sent', async () => {
  await world.api.request('/v1/approvals/apr_secret/wait?seconds=0&x=secret', {
    headers: { authorization: 'Bearer secret' },
  });
  await world.api.request('/secret');
  await world.api.request('/v1/approvals', post('secret', { ...ASK, target: 'secret' }));
  const lines = logged.map((one) => one.fields);
  expect(lines).toMatchObject([
    { method: 'GET', route: '/v1/approvals/:id/wait', status: 401 },
    { method: 'GET', route: 'none', status: 404 },
    { method: 'POST', route: '/v1/approvals', status: 401 },
  ]);
  expect(JSON.stringify(lines)).not.toContain('secret');
});

test('a bug answers 500 with the request id and nothing else', async () => {
  const broken = {
    ...world.deps,
    signer: {
      ...world.deps.signer,
      publicKeys: () => Promise.reject(new TypeError('password: hunter2')),
    },
  };
  const headers = { 'x-request-id': 'trace-2' };
  const response = await createApi(broken).request('/v1/keys', { headers });
  expect(response.headers.get('x-request-id')).toBe('trace-2');
  const text = await response.text();
  expect(JSON.parse(text)).toMatchObject({
    type: 'urn:yardmaster:problem:internal',
    status: 500,
    instance: 'trace-2',
  });
  expect(text).not.toContain('hunter2');
  const error = logged.find((one) => one.level === 'error');
  expect(error?.fields).toMatchObject({ requestId: 'trace-2', error: 'TypeError' });
  expect(JSON.stringify(logged)).not.toContain('hunter2');
});
