import { beforeAll, describe, expect, test } from 'vitest';
import { listServers, serverVersion, serverVersions } from '../../lib/acts/mcp-servers.ts';
import { draft, publish } from '../kit/catalog.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
  const foreign = { dialect: 'mcp' as const, kept: { server: { name: 'com.example/tides' } } };
  const tides = draft({ kind: 'connector', name: 'com.example-tides', version: '1.0.0', foreign });
  const more = ['1.1.0', '2.0.0', '10.0.0-rc.1'].map((version) => ({
    ...{ ...tides, version, oneOfSeveral: true as const },
  }));
  const off = draft({ kind: 'connector', name: 'off', version: '1.0.0', lifecycle: 'disabled' });
  await publish(deps, [tides, ...more, off]);
});

async function list(asked: Partial<Parameters<typeof listServers>[1]> = {}) {
  const read = await listServers(deps, { limit: 100, deleted: false, ...asked });
  if (read.kind === 'refused') return { why: read.why };
  return {
    names: read.servers.map(({ server }) => `${server.name}@${server.version}`),
    next: read.next,
  };
}

const TIDES = ['10.0.0-rc.1', '2.0.0', '1.1.0', '1.0.0'].map((one) => `com.example/tides@${one}`);
const ALL = [...TIDES, 'local/crm-readonly@1.4.0'];

describe('servers are listed', () => {
  test('version by version, newest first', async () => {
    expect(await list()).toEqual({ names: ALL, next: undefined });
  });

  test.each([1, 2, 3])('in pages of %i, each once', async (limit) => {
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ limit, cursor });
      names.push(...(page.names ?? []));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(names).toEqual(ALL);
  });

  test.each([
    ['by part of a name', { search: 'TIDES' }, TIDES],
    ['in their newest version', { version: 'latest' }, [TIDES[1], ALL[4]]],
    ['in one version', { version: '1.1.0' }, [TIDES[2]]],
    ['with what was deleted', { deleted: true, search: 'off' }, ['local/off@1.0.0']],
    ['since a moment', { updatedSince: '2999-01-01T00:00:00.000Z' }, []],
  ])('%s', async (_, asked, names) => {
    expect((await list(asked)).names).toEqual(names);
  });

  test('not by a cursor of somebody else', async () => {
    expect(await list({ cursor: 'x' })).toEqual({ why: 'bad-cursor' });
  });
});

test('one server by its name, imported or our own', async () => {
  const read = await serverVersions(deps, 'com.example/tides');
  expect(read.kind === 'servers' && read.servers.map(({ server }) => server.version)).toEqual([
    '10.0.0-rc.1',
    '2.0.0',
    '1.1.0',
    '1.0.0',
  ]);
  expect(await serverVersion(deps, 'local/crm-readonly', 'latest')).toMatchObject({
    server: { server: { version: '1.4.0' }, official: { isLatest: true } },
  });
  expect(await serverVersion(deps, 'com.example/tides', '1.0.0')).toMatchObject({ kind: 'server' });
});

test('what is not there is said', async () => {
  expect(await serverVersions(deps, 'com.example/fog')).toMatchObject({ why: 'no-component' });
  expect(await serverVersion(deps, 'com.example/tides', '9.0.0')).toMatchObject({
    why: 'no-version',
  });
});
