import { describe, expect, it } from 'vitest';
import { PERFECT, readSample, withPlugins } from './sample.ts';

const MANIFEST = 'plugins/fare-check/.claude-plugin/plugin.json';
const SERVERS = 'plugins/fare-check/.mcp.json';
const [HERE, AWAY] = PERFECT['.claude-plugin/marketplace.json'].plugins;

describe('a plugin is skipped when nobody could say what it touches', () => {
  const many = Object.fromEntries(
    Array.from({ length: 41 }, (_, n) => [`s${n}`, { url: `https://s${n}.example` }]),
  );

  it.each([
    ['its plugin.json is broken', { [MANIFEST]: '{' }, 'Its plugin.json is no JSON object.'],
    ['its plugin.json is a list', { [MANIFEST]: [] }, 'Its plugin.json is no JSON object.'],
    ['its .mcp.json is broken', { [SERVERS]: '{' }, 'Its .mcp.json is no JSON.'],
    ['it has more connectors than pins', { [SERVERS]: many }, 'It uses 41 connectors'],
  ])('%s', (_, change, why) => {
    const reading = readSample(change);
    expect(reading.skipped).toEqual([{ entry: 'fare-check', why: expect.stringContaining(why) }]);
    expect(reading.drafts.map((draft) => draft.name)).toEqual(['night-bus']);
  });
});

describe('what is missing or other than expected is said', () => {
  it.each([
    ['no plugin.json', { [MANIFEST]: undefined }, 'read from its entry alone'],
    ['another name inside', { [MANIFEST]: { name: 'fares' } }, 'calls it "fares"'],
    [
      'dependencies',
      { [MANIFEST]: { dependencies: ['day-bus'] } },
      'day-bus, which is not in this import',
    ],
    ['no servers', { [SERVERS]: {} }, 'lists no servers'],
  ])('%s', (_, change, note) => {
    expect(readSample(change).said).toEqual([expect.stringContaining(note)]);
  });

  it('names the connector that an entry loses', () => {
    const reading = readSample({ [SERVERS]: { fares: { url: '' } } });
    expect(reading.skipped).toEqual([{ entry: 'fare-check@fares', why: 'Its address is empty.' }]);
    expect(reading.draft('fare-check')?.uses).toEqual([]);
  });
});

it('names a second server apart when its address differs', () => {
  const other = { ...AWAY, mcpServers: { fares: { url: 'https://other.example' } } };
  const reading = readSample(withPlugins(HERE, other));
  expect(reading.draft('fares-night-bus')?.surface.endpoints).toEqual(['https://other.example']);
  expect(reading.draft('night-bus')?.uses).toEqual([
    { kind: 'connector', name: 'fares-night-bus', range: '*' },
  ]);
});

it('shares a connector when two plugins declare the same address', () => {
  const same = { ...AWAY, mcpServers: { fares: { url: 'https://fares.example/mcp' } } };
  const reading = readSample(withPlugins(HERE, same));
  expect(reading.drafts.filter((draft) => draft.kind === 'connector')).toHaveLength(1);
  expect(reading.draft('night-bus')?.uses).toEqual(reading.draft('fare-check')?.uses);
});
