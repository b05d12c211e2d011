import { beforeEach, describe, expect, test } from 'vitest';
import { createApi } from '../../lib/api/app.ts';
import {
  accessAnswerSchema,
  askAccessOperation,
  grantsOperation,
  listAccessOperation,
  takeBackAccessOperation,
} from '../../lib/contract/access.ts';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { billed, given, READ, WRITE } from '../acts/access-kit.ts';
import { publish, REPLY_CATALOG } from '../kit/catalog.ts';
import { type TestDeps, testDeps } from '../kit/deps.ts';
import { testEngine } from '../kit/engine.ts';
import { bearer, loginOf, post, refusal } from './world.ts';

let deps: TestDeps;
let api: ReturnType<typeof createApi>;
let owner: string;
let admin: string;
let sales: string;
beforeEach(async () => {
  const engine = await testEngine();
  deps = await testDeps(engine);
  await publish(deps, REPLY_CATALOG);
  await billed(deps);
  api = createApi(deps);
  owner = await loginOf(deps, PEOPLE.owner);
  admin = await loginOf(deps, PEOPLE.admin);
  sales = await loginOf(deps, PEOPLE.salesLead);
  return engine.stop;
});

const BODY = { connector: 'connector/billing', scopes: [WRITE.scope], reason: 'They are owed it.' };
const ask = (change: object = {}, token = owner) =>
  api.request('/v1/workflows/reply-bot/access', post(token, { ...BODY, ...change }));
const get = (path: string, token = owner) => api.request(path, bearer(token));

describe('asking', () => {
  test('is 202 with the request, which is read, listed and withdrawn', async () => {
    const response = await ask({ until: '2026-12-31' });
    expect(response.status).toBe(202);
    const { request, given: free } = askAccessOperation.answer.parse(await response.json());
    expect(free).toEqual([]);
    expect(request).toMatchObject({ scopes: [WRITE], until: '2026-12-31T23:00:00.000Z' });
    const id = request?.id ?? '';
    const listed = listAccessOperation.answer.parse(await (await get('/v1/access')).json());
    expect(listed.requests.map((one) => one.id)).toEqual([id]);
    expect(accessAnswerSchema.parse(await (await get(`/v1/access/${id}`)).json())).toEqual(request);
    const back = await api.request(`/v1/access/${id}/withdraw`, post(owner, {}));
    expect(accessAnswerSchema.parse(await back.json())).toMatchObject({ state: 'withdrawn' });
  });

  test('is 200 where nobody is needed', async () => {
    const response = await ask({ scopes: ['calendar.read'] });
    expect(response.status).toBe(200);
    const said = askAccessOperation.answer.parse(await response.json());
    expect(said).toEqual({
      status: 'active',
      given: [{ connector: 'billing', scope: 'calendar.read' }],
    });
  });

  test.each([
    ['no reason', { reason: '' }, 422, 'invalid'],
    ['no scopes', { scopes: [] }, 422, 'invalid'],
    ['a day that is none', { until: '2026-13-01' }, 422, 'invalid'],
    ['a day that is over', { until: '2026-11-01' }, 422, 'bad-date'],
    ['a scope that there is not', { scopes: ['x'] }, 422, 'unknown-scope'],
    ['a connector that is not pinned', { connector: 'mail' }, 422, 'not-pinned'],
  ])('with %s is refused', async (_, change, status, why) => {
    const response = await ask(change);
    expect([response.status, (await refusal(response)).why]).toEqual([status, why]);
  });

  test('is for the team, and twice is a conflict', async () => {
    expect((await ask({}, sales)).status).toBe(403);
    await ask();
    expect((await ask()).status).toBe(409);
    expect((await get('/v1/access/acc_none')).status).toBe(404);
  });
});

describe('access in force', () => {
  test('is listed by workflow, connector and end', async () => {
    await given(deps, { until: '2026-12-31' });
    await given(deps, { wants: [READ] });
    const grants = async (query: string, token = admin) =>
      grantsOperation.answer
        .parse(await (await get(`/v1/access/grants?${query}`, token)).json())
        .grants.map((one) => one.scope);
    expect(await grants('workflow=reply-bot', sales)).toHaveLength(3);
    expect(await grants('connector=connector/billing')).toEqual([READ.scope, WRITE.scope]);
    expect(await grants('ending_within=60')).toEqual([WRITE.scope]);
    expect((await get('/v1/access/grants', owner)).status).toBe(403);
    expect((await get('/v1/access/grants?connector=x', admin)).status).toBe(404);
  });

  test('is taken back by the platform, with a reason', async () => {
    await given(deps);
    const take = (token: string, body: object) =>
      api.request('/v1/workflows/reply-bot/access/take-back', post(token, body));
    expect((await take(owner, BODY)).status).toBe(403);
    const response = await take(admin, BODY);
    const said = takeBackAccessOperation.answer.parse(await response.json());
    expect(said).toMatchObject({ state: 'taken', answer: BODY.reason, status: 'active' });
    expect((await take(admin, BODY)).status).toBe(409);
  });
});
