import { describe, expect, test } from 'vitest';
import type { ReleaseChange } from '../../../lib/core/release-diff.ts';
import {
  type ReleaseDiffShown,
  releaseDiffModal,
  releaseDiffValue,
} from '../../../lib/slack/views/release-diff.ts';
import * as kit from './kit.ts';

const SHOWN: ReleaseDiffShown = {
  from: { component: 'connector/mail', version: '1.0.0' },
  to: { component: 'connector/mail', version: '1.1.0' },
  changes: [
    { field: 'license', effect: 'changes', say: 'Changes the licence from MIT to ISC' },
    { field: 'uses', effect: 'changes', say: 'Uses skill/tone 2.1.x instead of 2.0.x' },
    { field: 'scopes', effect: 'drops', say: 'Drops the scope mail.read' },
    { field: 'scope_actions', effect: 'adds', say: 'Lets send happen with the scope mail.send' },
  ],
};

function shown(change: Partial<ReleaseDiffShown> = {}): string {
  const view = releaseDiffModal({ ...SHOWN, ...change });
  kit.expectGoodView(view);
  return kit.words(view);
}

test('what lets more happen comes first, what its publisher says last', () => {
  const text = shown();
  const order = ['It may do more', 'It may do less', 'What it uses', 'Its publisher says'];
  const places = order.map((heading) => text.indexOf(heading));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places.every((place) => place > 0)).toBe(true);
  expect(text).toContain('connector/mail: 1.0.0 → 1.1.0');
});

test('where permissions stay, that is said', () => {
  const changes = SHOWN.changes.filter((one) => one.field === 'license');
  expect(shown({ changes })).toContain('What it may touch stays the same.');
  expect(shown({ changes: [] })).toContain('Both may do exactly the same');
});

test('a first version and a copy say what they are beside', () => {
  expect(shown({ from: undefined })).toContain('connector/mail 1.1.0, the first version');
  const from = { component: 'connector/post', version: '2.0.0' };
  expect(shown({ from })).toContain('beside its origin, connector/post 2.0.0');
});

describe('words of others', () => {
  test.each(kit.HOSTILE)('%s', (_, text) => {
    const from = { component: text, version: text };
    const changes = SHOWN.changes.map((one) => ({ ...one, say: text }));
    shown({ from, to: from, changes });
  });

  test('in great number end in how many more there are', () => {
    const change: ReleaseChange = { field: 'scopes', effect: 'adds', say: 'x'.repeat(300) };
    expect(shown({ changes: Array.from({ length: 500 }, () => change) })).toContain('more.');
  });
});

test('a button carries component and versions; an empty one is the usual', () => {
  expect(releaseDiffValue('plugin/a', '1.0.0', '1.1.0')).toBe('plugin/a|1.0.0|1.1.0');
  expect(releaseDiffValue('plugin/a')).toBe('plugin/a||');
});
