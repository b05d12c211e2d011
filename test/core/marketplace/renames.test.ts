import { expect, it } from 'vitest';
import { keptDocument } from '../../../lib/core/foreign.ts';
import { withRenames } from '../../../lib/core/marketplace/renames.ts';
import { draft } from '../../kit/catalog.ts';

const DESK = draft({
  kind: 'plugin',
  name: 'desk',
  foreign: { dialect: 'claude', kept: { entry: { name: 'desk' } } },
});

it('keeps the names that a plugin had', () => {
  const { drafts, notes } = withRenames([DESK], { counter: 'desk', bench: 'desk' });
  expect(keptDocument(drafts[0]?.foreign, 'claude', 'renames')).toEqual({
    counter: 'desk',
    bench: 'desk',
  });
  expect(notes.map((one) => one.note)).toEqual(Array(2).fill('Its marketplace calls it desk now.'));
});

it.each([
  [null, 'Its marketplace removed it.'],
  ['nowhere', 'Its marketplace renames it to "nowhere", which is not there.'],
  [7, 'Its marketplace renames it to something that is no name, which is not there.'],
])('notes a rename to %j', (now, note) => {
  const read = withRenames([DESK], { counter: now });
  expect(read).toEqual({ drafts: [DESK], notes: [{ entry: 'counter', note }] });
});

it('nothing is renamed where nothing says so', () => {
  expect(withRenames([DESK], undefined)).toEqual({ drafts: [DESK], notes: [] });
});
