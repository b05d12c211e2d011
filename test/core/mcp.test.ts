import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { componentDraftSchema } from '../../lib/core/marketplace.ts';
import { readMcpServers } from '../../lib/core/mcp.ts';

const server = (name: string, more: Record<string, unknown> = {}) => ({
  name: `com.example/${name}`,
  description: name,
  version: '1.0.0',
  remotes: [{ type: 'sse', url: `https://${name}.example/sse` }],
  ...more,
});

function read(...values: unknown[]) {
  return readMcpServers(
    'list',
    values.map((value, n) => ({ place: `line ${n + 1}`, value })),
  );
}

it('every entry is a draft or is skipped', () => {
  const reading = readMcpServers('list', [
    { place: 'line 1', value: server('a') },
    { place: 'line 2', broken: 'It is no JSON.' },
    { place: 'line 3', value: [] },
    { place: 'line 4', value: { name: '' } },
  ]);
  expect(reading.count).toBe(4);
  expect(reading.drafts).toHaveLength(1);
  expect(reading.skipped).toEqual([
    { entry: 'line 2', why: 'It is no JSON.' },
    { entry: 'line 3', why: expect.stringContaining('no MCP server') },
    { entry: 'line 4', why: 'It has no name.' },
  ]);
});

describe('a name that comes twice', () => {
  it('is taken in all its versions', () => {
    const reading = read(server('a'), server('a', { version: '1.1.0' }));
    expect(reading.drafts.map((one) => [one.version, one.oneOfSeveral])).toEqual([
      ['1.0.0', true],
      ['1.1.0', true],
    ]);
  });

  it.each([
    ['the same version', server('a'), 'is com.example-a 1.0.0 already'],
    ['no version', server('a', { version: undefined }), 'only one without a version'],
    [
      'another collection',
      server('a', { version: '2.0.0', collection: 'x' }),
      'one after the other',
    ],
  ])('but not with %s', (_, second, why) => {
    const reading = read(server('a'), second);
    expect(reading.drafts).toHaveLength(1);
    expect(reading.skipped).toEqual([
      { entry: 'com.example-a', why: expect.stringContaining(why) },
    ]);
  });
});

it('one description for many is noted', () => {
  const many = ['a', 'b', 'c', 'd', 'e'].map((name) => server(name, { description: 'A server.' }));
  expect(read(...many).notes).toEqual([
    { entry: 'list', note: expect.stringContaining('5 entries share one description') },
  ]);
});

const DATA = join(import.meta.dirname, '../../../shared/data/mcp-servers.jsonl');

if (existsSync(DATA)) {
  test('of 804 collected servers none is lost, and every draft is one', () => {
    const lines = readFileSync(DATA, 'utf8').trim().split('\n');
    const reading = read(...lines.map((line) => JSON.parse(line)));
    expect(reading.count).toBe(804);
    expect(reading.drafts.length + reading.skipped.length).toBe(804);
    expect(reading.skipped.length).toBeLessThan(15);
    for (const draft of reading.drafts) {
      expect([draft.name, componentDraftSchema.safeParse(draft).success]).toEqual([
        draft.name,
        true,
      ]);
    }
    expect(reading.drafts.filter((one) => one.lifecycle === 'deprecated')).toHaveLength(9);
  });
} else {
  test('collected servers are not read: they are looked for in ../shared/data', () => {
    expect(existsSync(DATA)).toBe(false);
  });
}
