import { describe, expect, it } from 'vitest';
import { mergeTexts, pluginSchema } from '../../../lib/core/marketplace/plugin.ts';

const ENTRY = {
  displayName: 'Fare Check',
  description: 'Compares fares.',
  version: '1.0.0',
  tags: ['travel'],
};

function merge(entry: object, manifest?: object) {
  return mergeTexts(
    'fare-check',
    pluginSchema.parse(entry),
    manifest && pluginSchema.parse(manifest),
  );
}

describe('an entry and its plugin.json become one', () => {
  it.each([
    ['plugin.json wins for the version', { version: '1.1.0' }, { version: '1.1.0' }],
    ['the entry stands where plugin.json is silent', {}, { version: '1.0.0', title: 'Fare Check' }],
    [
      'the marketplace keeps its description',
      { description: 'Other.' },
      { description: 'Compares fares.' },
    ],
    [
      'keywords are united, each once',
      { keywords: ['travel', 'bus'] },
      { keywords: ['travel', 'bus'] },
    ],
    ['an author may be a word', { author: 'the desk' }, { author: 'the desk' }],
    [
      'an author may be an object',
      { author: { name: 'the desk', email: 'x' } },
      { author: 'the desk' },
    ],
  ])('%s', (_, manifest, expected) => {
    expect(merge(ENTRY, manifest)).toMatchObject(expected);
  });
});

describe('what disagrees is said', () => {
  it.each([
    ['nothing', {}, []],
    [
      'the version',
      { version: '1.1.0' },
      [expect.stringContaining('plugin.json says 1.1.0 and wins')],
    ],
    ['the description', { description: 'Other.' }, [expect.stringContaining('in other words')]],
  ])('%s', (_, manifest, notes) => {
    expect(merge(ENTRY, manifest).notes).toEqual(notes);
  });
});

it('reads on when single fields are of the wrong kind', () => {
  const odd = {
    ...ENTRY,
    displayName: 7,
    author: [],
    keywords: 'bus',
    tags: [1, 'travel'],
    version: {},
  };
  expect(merge(odd)).toEqual({
    title: 'fare-check',
    description: 'Compares fares.',
    keywords: ['bus', 'travel'],
    notes: [],
  });
});

it('cuts a long description visibly and says so', () => {
  const read = merge({ ...ENTRY, description: 'x'.repeat(5001) });
  expect(read.description).toHaveLength(5000);
  expect(read.description.endsWith('…')).toBe(true);
  expect(read.notes).toEqual(['Its description is cut at 5000 characters.']);
});
