import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApi } from '../../lib/api/app.ts';
import { createCredentialsApi } from '../../lib/api/credentials-app.ts';
import { leaseOperation } from '../../lib/contract/leases.ts';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { bearer, loginOf, openWorld, post, refusal, WORKFLOW, type World } from './world.ts';

let world: World;
let admin: string;
beforeAll(async () => {
  world = await openWorld();
  admin = await loginOf(world.deps, PEOPLE.admin);
});
afterAll(() => world.stop());

const PATH = '/v1/components/connector/crm-readonly/credentials';
const SCOPE = 'crm.tickets.read';
const ROLE = {
  kind: 'aws-role',
  role_arn: 'arn:aws:iam::123456789012:role/yardmaster/crm',
  scopes: { [SCOPE]: [{ Action: 's3:GetObject', Resource: 'arn:aws:s3:::crm/*' }] },
};
const declare = (said: unknown, token = admin) => world.api.request(PATH, post(token, said));
const lease = (body: object = {}) =>
  world.api.request('/v1/leases', post(world.key, { connector: 'crm-readonly', ...body }));
const given = async (body: object = {}) =>
  leaseOperation.answer.parse(await (await lease(body)).json());

test('the platform declares, and an auditor reads it', async () => {
  expect(await refusal(lease())).toMatchObject({ status: 404, why: 'no-credentials' });
  expect((await declare({ kind: 'token' })).status).toBe(200);
  const auditor = await loginOf(world.deps, PEOPLE.auditor);
  const shown = await (await world.api.request(PATH, bearer(auditor))).json();
  expect(shown).toMatchObject({ version: 1, declared: { kind: 'token' } });
  const owner = await loginOf(world.deps, PEOPLE.owner);
  expect(await refusal(declare(ROLE, owner))).toMatchObject({ status: 403, why: 'not-allowed' });
});

test('names the field of a declaration that is not accepted, and no secret comes back', async () => {
  const said = await refusal(declare({ kind: 'secret', secret: 'hunter2' }));
  expect(said).toMatchObject({ status: 422, errors: [{ field: 'secret' }] });
  expect(JSON.stringify(said)).not.toContain('hunter2');
  const wide = { ...ROLE, scopes: { [SCOPE]: [{ Action: 's3:*', Resource: '*' }] } };
  expect(await refusal(declare(wide))).toMatchObject({
    status: 422,
    errors: [{ field: `scopes.${SCOPE}` }],
  });
});

test('each kind gives what it gives and nothing else', async () => {
  await declare(ROLE);
  expect(await given()).toMatchObject({
    ...{ kind: 'aws-role', scopes: [SCOPE], again: false, disclosed: false },
    aws: { access_key_id: expect.stringMatching(/^ASIA/) },
  });
  await declare({ kind: 'secret', secret: 'local:crm' });
  const secret = await given();
  expect(secret).toMatchObject({ kind: 'secret', disclosed: true, secret: 'hunter2' });
  expect(secret).not.toHaveProperty('token');
  await declare({ kind: 'none' });
  expect(Object.keys(await given())).not.toContain('secret');
  await declare({ kind: 'token' });
  expect((await lease()).headers.get('cache-control')).toBe('no-store');
});

test.each([
  ['connector', { connector: 'NO' }],
  ['scopes', { scopes: [] }],
  ['request_id', { request_id: 'two words' }],
])('names %s when it is not as described', async (field, body) => {
  expect(await refusal(lease(body))).toMatchObject({ status: 422, errors: [{ field }] });
});

test('the same request id gets the same lease', async () => {
  const first = await given({ request_id: 'job-1' });
  const second = await given({ request_id: 'job-1' });
  expect(second).toMatchObject({ id: first.id, again: true, expires_at: first.expires_at });
});

test('a person, a stranger and another function get none', async () => {
  const asks = (token: string | undefined) =>
    refusal(world.api.request('/v1/leases', post(token, { connector: 'crm-readonly' })));
  expect(await asks(admin)).toMatchObject({ status: 403, why: 'workflow-key-required' });
  expect(await asks('ymw_unknown')).toMatchObject({ status: 401, why: 'unauthenticated' });
  const without = createApi(world.deps, { consume: false });
  const call = post(world.key, { connector: 'crm-readonly' });
  expect(await refusal(without.request('/v1/leases', call))).toMatchObject({ status: 404 });
  const alone = createCredentialsApi(world.deps);
  expect((await alone.request('/v1/leases', call)).status).toBe(200);
  expect(await refusal(alone.request(PATH, bearer(admin)))).toMatchObject({ status: 404 });
});

test('a connector that is not pinned, and a scope that was not given, say how to get them', async () => {
  const other = await refusal(lease({ connector: 'mailer' }));
  expect(other).toMatchObject({ status: 422, why: 'not-pinned' });
  const scope = await refusal(lease({ scopes: ['crm.purge'] }));
  expect(scope).toMatchObject({ status: 422, why: 'unknown-scope' });
  expect(other.detail).toContain(WORKFLOW);
});

test('a secret that was rotated is noted', async () => {
  expect(await refusal(world.api.request(`${PATH}/rotated`, post(admin, {})))).toMatchObject({
    why: 'no-credentials',
  });
  await declare({ kind: 'secret', secret: 'local:crm' });
  const noted = await world.api.request(`${PATH}/rotated`, post(admin, {}));
  expect(await noted.json()).toMatchObject({ rotated_at: world.deps.now() });
});
