import { describe, expect, it } from 'vitest';
import { pinDependencies, readDependencies } from '../../../lib/core/marketplace/dependencies.ts';
import { draft } from '../../kit/catalog.ts';

describe('a dependency is written as', () => {
  it.each([
    ['a name', 'tides', { name: 'tides' }],
    ['a name and its marketplace', 'tides@harbour', { name: 'tides', marketplace: 'harbour' }],
    ['an object', { name: 'tides', version: '^1.0.0' }, { name: 'tides', range: '^1.0.0' }],
  ])('%s', (_, written, read) => {
    expect(readDependencies([[written]]).dependencies).toMatchObject([read]);
  });

  it.each([
    [null, 0],
    [17, 1],
    [{ version: '1' }, 1],
    ['', 1],
  ])('%j is none', (written, notes) => {
    expect(readDependencies([written])).toMatchObject({ dependencies: [] });
    expect(readDependencies([written]).notes).toHaveLength(notes);
  });
});

describe('it is pinned', () => {
  const tides = draft({ kind: 'plugin', name: 'tides', version: '1.4.0' });
  const moon = draft({ kind: 'plugin', name: 'moon' });
  const desk = draft({ kind: 'plugin', name: 'desk' });

  function pin(written: unknown) {
    const wanted = new Map([['desk', readDependencies([written]).dependencies]]);
    const { drafts, notes } = pinDependencies([tides, moon, desk], wanted, 'harbour');
    return { uses: drafts.at(-1)?.uses, notes: notes.map((one) => one.note) };
  }
  const open = { kind: 'plugin', name: 'tides', range: '*' };

  it.each([
    ['to what is in the same import', 'tides', open],
    ['of the same marketplace', 'tides@harbour', open],
    [
      'with its range, while it lets that in',
      { name: 'tides', version: '^1.2.0' },
      { ...open, range: '^1.2.0' },
    ],
  ])('%s', (_, written, use) => {
    expect(pin(written)).toEqual({ uses: [use], notes: [] });
  });

  it.each([
    ['a range that is none', { name: 'tides', version: '1.0 | 2.0' }, open, 'is no version range'],
    [
      'a thing without a version',
      { name: 'moon', version: '^2.0.0' },
      { ...open, name: 'moon' },
      'has no version here',
    ],
  ])('openly for %s, which is said', (_, written, use, note) => {
    expect(pin(written)).toEqual({ uses: [use], notes: [expect.stringContaining(note)] });
  });

  it.each([
    ['of another marketplace', 'tides@quay', 'of the marketplace quay'],
    ['to what is not there', 'fog', 'fog, which is not in this import'],
    [
      'to a version that is not there',
      { name: 'tides', version: '^9.0.0' },
      'does not let in 1.4.0',
    ],
  ])('never %s, which is said', (_, written, note) => {
    expect(pin(written)).toEqual({ uses: [], notes: [expect.stringContaining(note)] });
  });

  it('once, and 40 times at most', () => {
    expect(pin(['tides', { name: 'Tides' }]).uses).toEqual([open]);
    const many = Array.from({ length: 45 }, (_, n) => draft({ kind: 'plugin', name: `p${n}` }));
    const all = readDependencies([many.map((one) => one.name)]).dependencies;
    const { drafts, notes } = pinDependencies([...many, desk], new Map([['desk', all]]), 'm');
    expect(drafts.at(-1)?.uses).toHaveLength(40);
    expect(notes).toHaveLength(5);
  });
});
