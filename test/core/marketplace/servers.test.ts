import { describe, expect, it } from 'vitest';
import { folderOf } from '../../../lib/core/marketplace/files.ts';
import { readServers } from '../../../lib/core/marketplace/servers.ts';

const FARES = { type: 'http', url: 'https://fares.example/mcp' };

function read(mcp: unknown, ...declared: unknown[]) {
  const text = typeof mcp === 'string' ? mcp : JSON.stringify(mcp);
  const files = mcp === undefined ? [] : [{ path: 'p/.mcp.json', text }];
  const more = { path: 'p/more.json', text: JSON.stringify({ seats: FARES }) };
  return readServers(declared, { folder: folderOf([...files, more]), at: 'p', home: 'depot#p' });
}

const names = (reading: ReturnType<typeof read>) => reading.servers.map((server) => server.name);

describe('servers are found in every shape that is published', () => {
  it.each([
    ['under mcpServers', { mcpServers: { fares: FARES } }, undefined, ['fares']],
    ['bare', { $schema: 'x', fares: FARES }, undefined, ['fares']],
    ['inline in plugin.json', undefined, { fares: FARES }, ['fares']],
    ['by a path', undefined, './more.json', ['seats']],
    [
      'as a list of both',
      { fares: FARES },
      ['./more.json', { trips: FARES }],
      ['fares', 'seats', 'trips'],
    ],
    ['nowhere', undefined, undefined, []],
  ])('%s', (_, mcp, declared, expected) => {
    expect(names(read(mcp, declared))).toEqual(expected);
  });
});

describe('a server that cannot be reached is skipped with the reason, the others stay', () => {
  it.each([
    ['an empty address', { url: '' }, 'Its address is empty.'],
    ['nothing', {}, 'It has neither an address nor a command.'],
    ['a number', 7, 'It is no server definition.'],
    [
      'a foreign address',
      { url: 'file:///x' },
      'Its address is neither a web address nor a command.',
    ],
    [
      'a very long one',
      { url: `https://x.example/${'a/'.repeat(200)}` },
      'longer than 200 characters',
    ],
  ])('%s', (_, bad, why) => {
    const reading = read({ mcpServers: { bad, fares: FARES } });
    expect(reading.skipped).toEqual([{ server: 'bad', why: expect.stringContaining(why) }]);
    expect(names(reading)).toEqual(['fares']);
  });
});

describe('a list that says nothing is noted', () => {
  it.each([
    ['an empty list', read({ mcpServers: {} }), 'Its .mcp.json lists no servers.'],
    [
      'a path to nothing',
      read(undefined, './gone.json'),
      'It names ./gone.json, which is not there.',
    ],
  ])('%s', (_, reading, note) => {
    expect(reading).toMatchObject({ servers: [], notes: [note] });
  });

  it('says when the list lies in another repository', () => {
    const where = { folder: folderOf([]), at: undefined, home: 'depot#p' };
    expect(readServers(['./mcp.json'], where).notes[0]).toContain('lies outside this folder');
  });
});

it.each(['{', '[]', '{"mcpServers":7}'])(
  'calls %s broken, since nobody knows what it touches',
  (text) => {
    expect(read(text).broken).toMatch(/^Its \.mcp\.json/);
  },
);

it('never carries a header, an environment value or a client id', () => {
  const secret = { Authorization: 'hunter2' };
  const reading = read({
    fares: { ...FARES, headers: secret, env: secret, oauth: { clientId: 'hunter2' } },
    local: { command: 'npx', args: ['fares-mcp', 'hunter2'], env: secret },
  });
  expect(names(reading)).toEqual(['fares', 'local']);
  expect(JSON.stringify(reading)).not.toContain('hunter2');
});

it('reads a server named __proto__ as any other', () => {
  expect(names(read('{"mcpServers":{"__proto__":{"url":"https://a.example"}}}'))).toEqual([
    '__proto__',
  ]);
});
