import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { loginOf, openWorld, type World } from '../api/world.ts';
import { terminal } from './terminal.ts';

let world: World;
let env: Record<string, string>;
beforeAll(async () => {
  world = await openWorld();
  env = { YARDMASTER_TOKEN: await loginOf(world.deps, PEOPLE.admin) };
});
afterAll(() => world.stop());

const SERVER = {
  name: 'com.example/tide-tables',
  description: 'Tides of a harbour.',
  version: '1.2.0',
  remotes: [{ type: 'streamable-http', url: 'https://tides.example/mcp' }],
};
const named = (name: string) => ({ ...SERVER, name: `com.example/${name}` });

function desk(files: Readonly<Record<string, string>>) {
  const one = terminal(world.api.fetch);
  for (const [name, text] of Object.entries(files)) one.write(name, text);
  return one;
}

describe('servers go in as connectors', () => {
  test('from one file, once', async () => {
    const { type } = desk({ 'server.json': JSON.stringify(SERVER) });
    const first = await type(['import', 'mcp', 'server.json'], env);
    expect(first.out).toContain('taken    connector/com.example-tide-tables 1.2.0');
    expect(first.code).toBe(0);
    const again = JSON.parse((await type(['import', 'mcp', 'server.json', '--json'], env)).out);
    expect(again).toMatchObject({ read: 1, taken: [], unchanged: [{ version: '1.2.0' }] });
  });

  test('from what a registry answers, with several versions of one', async () => {
    const servers = ['1.0.0', '0.9.0', '1.1.0'].map((version) => ({
      server: { ...named('moon'), version },
      _meta: { 'io.modelcontextprotocol.registry/official': { status: 'active' } },
    }));
    const { type } = desk({ 'list.json': JSON.stringify({ servers, metadata: { count: 3 } }) });
    const ran = await type(['import', 'mcp', 'list.json', '--json'], env);
    expect(JSON.parse(ran.out)).toMatchObject({ read: 3, skipped: [] });
    expect(JSON.parse(ran.out).taken).toHaveLength(3);
    const components = (await world.deps.catalog.load()).components;
    expect(components.get('connector/com.example-moon')?.latest).toBe('1.1.0');
    const again = JSON.parse((await type(['import', 'mcp', 'list.json', '--json'], env)).out);
    expect(again).toMatchObject({ taken: [], skipped: [] });
    expect(again.unchanged).toHaveLength(3);
  });

  test('from one a line and from a folder, where a broken one is told by its place', async () => {
    const lines = `\uFEFF${JSON.stringify(named('one'))}\nno json\n\n${JSON.stringify(named('two'))}\n`;
    const one = desk({ 'servers.jsonl': lines });
    const ran = await one.type(['import', 'mcp', 'servers.jsonl', '--dry-run'], env);
    expect(ran.out).toContain('skipped  line 2: It is no JSON.');
    expect(ran.out).toContain('2 drafts would be sent; nothing was.');
    mkdirSync(join(one.folder, 'tree/deep'), { recursive: true });
    one.write('tree/deep/server.json', JSON.stringify(named('three')));
    one.write('tree/other.json', '{}');
    const tree = await one.type(['import', 'mcp', 'tree', '--dry-run', '--json'], env);
    expect(JSON.parse(tree.out)).toMatchObject({ read: 1, drafts: [{ kind: 'connector' }] });
  });
});

test('what is deprecated is taken as that, what was deleted is not', async () => {
  const official = (status: string) => ({
    'io.modelcontextprotocol.registry/official': { status, statusMessage: 'Use the other one.' },
  });
  const list = [
    { server: named('old'), _meta: official('deprecated') },
    { server: named('gone'), _meta: official('deleted') },
  ];
  const { type } = desk({ 'list.json': JSON.stringify(list) });
  const ran = await type(['import', 'mcp', 'list.json'], env);
  expect(ran.out).toContain(
    'skipped  com.example/gone: It was deleted at its source: Use the other',
  );
  const shown = await type(['show', 'connector/com.example-old'], env);
  expect(shown.out).toContain('deprecated');
});

test.each([
  ['is not there', undefined, 'There is no file'],
  ['is not UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), 'is not UTF-8'],
  ['is larger than 20 MB', Buffer.alloc(20 * 1024 * 1024 + 1, 0x20), 'is larger than 20 MB'],
])('a file that %s is a usage problem', async (_, bytes, say) => {
  const one = terminal(world.api.fetch);
  if (bytes) one.write('servers.json', bytes);
  const ran = await one.type(['import', 'mcp', 'servers.json'], env);
  expect(ran).toMatchObject({ code: 2, err: expect.stringContaining(say) });
});

test('an import that stops half-way is run again, and nothing is doubled', async () => {
  const servers = Array.from({ length: 60 }, (_, n) => named(`batch-${n}`));
  const { write } = desk({});
  const file = write('many.json', JSON.stringify(servers));
  let calls = 0;
  const dies = terminal((request) => {
    calls += request.url.endsWith('/v1/imports') ? 1 : 0;
    if (calls > 1) throw new TypeError('fetch failed', { cause: new Error('socket hang up') });
    return world.api.fetch(request);
  });
  const first = await dies.type(['import', 'mcp', file], env);
  expect(first).toMatchObject({ code: 1, err: expect.stringContaining('stopped half-way') });
  const whole = terminal(world.api.fetch);
  const second = JSON.parse((await whole.type(['import', 'mcp', file, '--json'], env)).out);
  expect(second.unchanged).toHaveLength(25);
  expect(second.taken).toHaveLength(35);
  expect(second.skipped).toEqual([]);
});

const DATA = fileURLToPath(new URL('../../../shared/data/mcp-servers.jsonl', import.meta.url));

if (existsSync(DATA)) {
  test('of 804 collected servers each is taken or reported', { timeout: 240_000 }, async () => {
    const { type } = terminal(world.api.fetch);
    const first = JSON.parse((await type(['import', 'mcp', DATA, '--json'], env)).out);
    expect(first.read).toBe(804);
    expect(first.taken.length + first.unchanged.length + first.skipped.length).toBe(804);
    expect(first.taken.length).toBeGreaterThan(780);
    for (const one of first.skipped) expect(one.why).toMatch(/^[A-Z].*\.$/);
    const again = JSON.parse((await type(['import', 'mcp', DATA, '--json'], env)).out);
    expect(again.taken).toEqual([]);
    expect(again.unchanged.length).toBe(first.taken.length + first.unchanged.length);
    const back = terminal(world.api.fetch);
    back.write('servers.json', (await back.type(['export', 'mcp'], env)).out);
    const ran = await back.type(['import', 'mcp', 'servers.json', '--json'], env);
    expect(JSON.parse(ran.out)).toMatchObject({ taken: [], skipped: [] });
  });
} else {
  test('collected servers are not imported: they are looked for in ../shared/data', () => {
    expect(existsSync(DATA)).toBe(false);
  });
}
