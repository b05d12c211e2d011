import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { namespaceOf, officialOf, serverJson, serverName } from '../../../lib/core/mcp/export.ts';
import { META } from '../../../lib/core/mcp/server.ts';
import { readMcpServers } from '../../../lib/core/mcp.ts';
import { exportable } from '../exporting.ts';
import { CONTEXT, planImport } from '../import-plan/apply.ts';

const TIDES = exportable({ kind: 'connector', name: 'tides' });

describe('the namespace of our own', () => {
  it.each([
    ['https://yardmaster.example.com/x', 'com.example.yardmaster'],
    ['http://127.0.0.1:4601', 'local'],
    ['http://localhost:4601', 'local'],
    ['nonsense', 'local'],
  ])('%s is %s', (url, name) => expect(namespaceOf(url)).toBe(name));
});

it('what its source called it is what it is called', () => {
  expect(serverName(TIDES.component, { name: 'io.github.x/tides' }, 'local')).toBe(
    'io.github.x/tides',
  );
  expect(serverName(TIDES.component, { name: 'tides' }, 'local')).toBe('local/tides');
});

it('keeps what its file said, and stays within the limits of the format', () => {
  const foreign = {
    dialect: 'mcp' as const,
    kept: {
      server: {
        name: 'io.github.x/tides',
        websiteUrl: 'https://x.example',
        icons: [{ src: 'i.png' }],
        remotes: [{ type: 'sse', url: 'https://tides.example/mcp', variables: { a: {} } }],
        packages: [{ registryType: 'npm', identifier: 'gone', version: '1.0.0' }],
        _meta: { [META.publisher]: { tool: 'builder' } },
      },
    },
  };
  const component = { ...TIDES.component, description: 'x'.repeat(300), title: 'y'.repeat(150) };
  const written = serverJson({ ...TIDES, component, foreign }, 'local');
  expect(written).toMatchObject({
    name: 'io.github.x/tides',
    version: '1.2.0',
    websiteUrl: 'https://x.example',
    icons: [{ src: 'i.png' }],
    remotes: foreign.kept.server.remotes,
    _meta: { [META.publisher]: { tool: 'builder', yardmaster: { id: 'connector/tides' } } },
  });
  expect(written).not.toHaveProperty('packages');
  expect(String(written.description)).toHaveLength(100);
  expect(String(written.title)).toHaveLength(100);
});

it('a row of a collected list becomes a server.json', () => {
  const server = {
    ...{
      name: 'tides',
      collection: 'a/list@2025',
      repository: 'https://git.example/t',
      env: ['K'],
    },
    packages: [{ registry: 'npm', name: 'tides', version: '1.0.0', env: ['K'] }],
    remotes: [{ type: '', url: 'https://tides.example/sse' }],
  };
  const endpoints = ['https://tides.example/sse', 'npx tides@1.0.0', 'unknown tides'];
  const one = exportable(TIDES.component, {
    release: { surface: { ...TIDES.release.surface, endpoints } },
  });
  const foreign = { dialect: 'mcp' as const, kept: { server } };
  const written = serverJson({ ...one, foreign }, 'local');
  expect(written).toMatchObject({
    name: 'local/tides',
    repository: { url: 'https://git.example/t', source: 'git' },
    remotes: [{ type: 'sse', url: 'https://tides.example/sse' }],
    packages: [
      { registryType: 'npm', identifier: 'tides', version: '1.0.0', transport: { type: 'stdio' } },
    ],
  });
  expect(written).not.toHaveProperty('collection');
  expect(written).not.toHaveProperty('env');
});

describe('the status beside it', () => {
  it.each([
    ['active', undefined, 'active', undefined],
    ['deprecated', 'connector/ebb', 'deprecated', 'It goes on as connector/ebb.'],
    ['closed', undefined, 'deprecated', 'It takes no new pins.'],
    ['disabled', undefined, 'deleted', undefined],
  ] as const)('of what is %s', (lifecycle, successor, status, statusMessage) => {
    const one = exportable(TIDES.component, { release: { ...TIDES.release, lifecycle } });
    const release = { ...one.release, ...(successor ? { successor } : {}) };
    const official = officialOf({ ...one, release });
    expect([official.status, official.statusMessage]).toEqual([status, statusMessage]);
    expect(official.isLatest).toBe(true);
  });
});

test('import(export(x)) changes nothing', () => {
  const endpoint = fc.constantFrom(
    'https://tides.example/mcp',
    'https://tides.example/{port}/sse',
    'npx tides@1.0.0',
    'node server.js',
    'unknown tides',
  );
  fc.assert(
    fc.property(fc.uniqueArray(endpoint), fc.subarray(['r', 'w']), (endpoints, scopes) => {
      const surface = { ...TIDES.release.surface, endpoints, scopes };
      const one = exportable(TIDES.component, { release: { surface } });
      const value = { server: serverJson(one, 'local'), _meta: {} };
      const reading = readMcpServers('list', [{ place: 'x', value }]);
      expect(reading.skipped).toEqual([]);
      const held = new Map([
        ['connector/tides', { component: one.component, releases: [one.release] }],
      ]);
      const [planned] = planImport(reading.drafts, held, CONTEXT);
      expect(planned?.decision).toMatchObject({ kind: 'unchanged', id: 'connector/tides' });
    }),
  );
});
