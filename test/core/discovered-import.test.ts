import { describe, expect, test } from 'vitest';
import type { Discovered } from '../../lib/core/discovered.ts';
import { decideRow, type ResolvedRow } from '../../lib/core/discovered-import.ts';
import { LATER, NOW, OWNER, sha } from './perfect.ts';
import { RESOLVED, SOURCE } from './perfect-estate.ts';

const at = { source: SOURCE, now: NOW };
const decide = (
  row: Partial<ResolvedRow>,
  discovered?: Discovered,
  registered = false,
  from = at,
) => decideRow({ ...RESOLVED, ...row }, from, { discovered, registered }, sha);

function added(row: Partial<ResolvedRow> = {}): Discovered {
  const decision = decide(row);
  if (decision.kind !== 'added') throw new Error(decision.kind);
  return decision.entry;
}

const OTHER_SOURCE = { ...at, source: { ...SOURCE, name: 'other.csv', group: 'f'.repeat(16) } };

test('a new row waits for its owner', () => {
  expect(added()).toMatchObject({
    id: 'draft-replies',
    title: 'Draft replies',
    owner: OWNER,
    team: 'team-support',
    state: 'unclaimed',
    source: SOURCE,
    importedAt: NOW,
  });
});

test('a row without an owner is nobody’s', () => {
  expect(added({ owner: undefined })).toMatchObject({ state: 'not-mine' });
});

test('no address is kept', () => {
  expect(JSON.stringify(added())).not.toContain('@');
});

describe('the same facts change nothing', () => {
  test.each<[string, Partial<Discovered>]>([
    ['once more', {}],
    ['claimed meanwhile', { state: 'claimed', answeredAt: LATER }],
    ['passed on meanwhile', { owner: 'T1/U9', state: 'unclaimed', answeredAt: LATER }],
    ['gone meanwhile', { state: 'gone', answeredAt: LATER }],
  ])('%s', (_, change) => {
    expect(decide({}, { ...added(), ...change }).kind).toBe('unchanged');
  });

  test('nor do they from another source, nor once registered', () => {
    expect(decide({}, added(), false, OTHER_SOURCE).kind).toBe('unchanged');
    expect(decide({}, { ...added(), state: 'registered' }, true).kind).toBe('unchanged');
  });
});

describe('other facts', () => {
  const before = added();

  test('of the same source correct what nobody has answered', () => {
    const decision = decide({ purpose: 'Sorts' }, before);
    expect(decision).toMatchObject({ kind: 'changed', entry: { purpose: 'Sorts' } });
  });

  test.each<[string, Partial<ResolvedRow>, Discovered, boolean, typeof at, string]>([
    ['of a registered name', {}, before, true, at, 'registered-already'],
    ['of another source', {}, before, false, OTHER_SOURCE, 'name-taken'],
    [
      'of another name with the same id',
      { name: 'draft replies' },
      before,
      false,
      at,
      'name-taken',
    ],
    [
      'of what was answered',
      {},
      { ...before, state: 'claimed', answeredAt: LATER },
      false,
      at,
      'answered-already',
    ],
    [
      'of what was passed on',
      {},
      { ...before, owner: 'T1/U9', answeredAt: LATER },
      false,
      at,
      'answered-already',
    ],
  ])('%s are refused', (_, row, entry, registered, from, why) => {
    const decision = decide({ purpose: 'Sorts', ...row }, entry, registered, from);
    expect(decision).toMatchObject({ kind: 'refused', why });
  });
});

test('a registered name is refused also where nothing was discovered', () => {
  expect(decide({}, undefined, true)).toMatchObject({ why: 'registered-already' });
});
