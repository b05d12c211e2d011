import { describe, expect, it } from 'vitest';
import { componentDraftSchema } from '../../../lib/core/marketplace.ts';
import { connectorOf } from '../../../lib/core/mcp/draft.ts';
import { META, readRow } from '../../../lib/core/mcp/server.ts';

const SERVER = {
  name: 'com.example/tides',
  title: 'Tides',
  description: 'Tides of a harbour.',
  version: '1.2.0',
  license: 'MIT',
  remotes: [{ type: 'sse', url: 'https://tides.example/sse?key=hush' }],
  packages: [{ registryType: 'npm', identifier: '@tides/mcp', version: '1.2.0' }],
  repository: { url: 'https://git.example/tides' },
  tools: ['read_tides'],
};

function read(changes: Record<string, unknown> = {}, official: Record<string, unknown> = {}) {
  const value = { server: { ...SERVER, ...changes }, _meta: { [META.official]: official } };
  const row = readRow(value);
  if (!row) throw new Error('no row');
  return connectorOf(row);
}

it('a server is a connector with every place it is at', () => {
  const reading = read();
  if (reading.kind === 'skip') throw new Error(reading.why);
  expect(componentDraftSchema.safeParse(reading.draft).success).toBe(true);
  expect(reading.draft).toMatchObject({
    kind: 'connector',
    name: 'com.example-tides',
    title: 'Tides',
    version: '1.2.0',
    terms: { license: 'MIT' },
    surface: {
      systems: ['tides.example'],
      tools: ['read_tides'],
      endpoints: ['https://tides.example/sse', 'npx @tides/mcp@1.2.0'],
    },
    origin: { marketplace: 'modelcontextprotocol/registry', source: 'https://git.example/tides' },
  });
  expect(reading.notes).toEqual([expect.stringContaining('may hold a secret')]);
});

describe('it is skipped, and says why', () => {
  it.each([
    ['without a name', { name: '  ' }, 'It has no name.'],
    [
      'with letters of two alphabets',
      { name: 'com.example/p\u0430ypal' },
      'mixes Latin and Cyrillic',
    ],
    ['with a name in no letters of ours', { name: '港' }, 'cannot be written'],
    ['without an address', { remotes: [], packages: [] }, 'neither an address nor a package'],
    [
      'with an empty address',
      { remotes: [{ url: '' }], packages: [] },
      'One of its addresses is empty.',
    ],
  ])('%s', (_, changes, why) => {
    expect(read(changes)).toEqual({ kind: 'skip', why: expect.stringContaining(why) });
  });

  it('when it was deleted at its source', () => {
    const reading = read({}, { status: 'deleted', statusMessage: 'Unsafe.' });
    expect(reading).toEqual({ kind: 'skip', why: 'It was deleted at its source: Unsafe.' });
  });
});

describe('it is taken, and says', () => {
  it.each([
    [
      'that it is deprecated',
      {},
      { status: 'deprecated' },
      { lifecycle: 'deprecated' },
      'calls it deprecated',
    ],
    [
      'that it is archived',
      { status: 'archived' },
      {},
      { lifecycle: 'deprecated' },
      'calls it archived',
    ],
    ['a status that is not known', { status: 'resting' }, {}, {}, '"resting" is not known'],
    ['a version read as another', { version: '1.2' }, {}, { version: '1.2.0' }, 'is read as 1.2.0'],
    ['a version that is none', { version: 'b17ad5148ab7' }, {}, {}, 'the registry numbers it'],
    [
      'a title that deceives',
      { title: 'P\u0430ypal' },
      {},
      { title: 'com.example-tides' },
      'Its name stands instead',
    ],
    ['a description that is cut', { description: 'x'.repeat(5_001) }, {}, {}, 'cut at 5000'],
    ['no description', { description: '' }, {}, { description: '' }, 'has no description'],
  ])('%s', (_, changes, official, draft, note) => {
    const reading = read({ remotes: [], ...changes }, official);
    expect(reading).toMatchObject({ kind: 'draft', draft });
    expect(reading).toMatchObject({ notes: [expect.stringContaining(note)] });
  });

  it('a description of 5,000 characters whole', () => {
    const description = 'x'.repeat(5_000);
    expect(read({ description })).toMatchObject({ draft: { description } });
  });
});

it('a package without a place of its own is its system itself', () => {
  const reading = read({ remotes: [{ url: 'http://localhost:8000/sse' }] });
  expect(reading).toMatchObject({ draft: { surface: { systems: ['com.example-tides'] } } });
});

it('the day that a list was collected makes it no other list', () => {
  const reading = read({ collection: 'harbour/list@2025-05-16' });
  expect(reading).toMatchObject({ draft: { origin: { marketplace: 'harbour/list' } } });
});
