import { afterAll, beforeAll, expect, test } from 'vitest';
import { listServersOperation, serverVersionOperation } from '../../lib/contract/exports.ts';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { draft, publish } from '../kit/catalog.ts';
import { bearer, loginOf, openWorld, refusal, type World } from './world.ts';

let world: World;
let token: string;
beforeAll(async () => {
  world = await openWorld();
  token = await loginOf(world.deps, PEOPLE.colleague);
  const foreign = { dialect: 'mcp' as const, kept: { server: { name: 'com.example/tides' } } };
  const tides = draft({ kind: 'connector', name: 'com.example-tides', version: '1.0.0', foreign });
  const retired = { lifecycle: 'disabled' as const };
  await publish(world.deps, [
    tides,
    { ...tides, version: '1.1.0', oneOfSeveral: true },
    draft({ kind: 'connector', name: 'off', version: '1.0.0', ...retired }),
  ]);
});
afterAll(() => world.stop());

const get = (path: string) => world.api.request(`/v0.1/servers${path}`, bearer(token));
const named = async (path: string) => {
  const { servers, metadata } = listServersOperation.answer.parse(await (await get(path)).json());
  return { names: servers.map(({ server }) => `${server.name}@${server.version}`), metadata };
};

test('servers as a registry lists them, with a cursor', async () => {
  const first = await named('?limit=1&search=tides');
  expect(first.names).toEqual(['com.example/tides@1.1.0']);
  const cursor = encodeURIComponent(first.metadata.nextCursor ?? '');
  const second = await named(`?limit=1&search=tides&cursor=${cursor}`);
  expect(second).toEqual({ names: ['com.example/tides@1.0.0'], metadata: { count: 1 } });
});

test('what was deleted is told to who asks for it, or for what changed', async () => {
  expect((await named('?search=off')).names).toEqual([]);
  expect((await named('?search=off&include_deleted=true')).names).toHaveLength(1);
  expect((await named('?search=off&updated_since=2020-01-01T00:00:00%2B02:00')).names).toHaveLength(
    1,
  );
});

test('the versions of one server, and one of them', async () => {
  const name = encodeURIComponent('com.example/tides');
  expect((await named(`/${name}/versions`)).names).toHaveLength(2);
  const latest = await (await get(`/${name}/versions/latest`)).json();
  expect(serverVersionOperation.answer.parse(latest)).toMatchObject({
    server: { version: '1.1.0', $schema: expect.stringContaining('2025-12-11') },
    _meta: { 'io.modelcontextprotocol.registry/official': { status: 'active', isLatest: true } },
  });
});

test('a name whose slash was decoded on the way is the same name', async () => {
  expect((await named('/com.example/tides/versions')).names).toHaveLength(2);
  expect((await get('/com.example/tides/versions/1.0.0')).status).toBe(200);
});

test.each([
  ['/com.example%2Ffog/versions', 404, 'no-component'],
  ['/com.example%2Ftides/versions/9.9.9', 404, 'no-version'],
  ['?cursor=x', 422, 'bad-cursor'],
  ['?updated_since=yesterday', 422, 'invalid'],
  ['?limit=1000', 422, 'invalid'],
])('%s is refused', async (path, status, why) => {
  expect(await refusal(get(path))).toMatchObject({ status, why });
});
