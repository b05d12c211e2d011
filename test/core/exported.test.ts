import { expect, it } from 'vitest';
import { asExported, exportedOf } from '../../lib/core/exported.ts';
import { draft } from '../kit/catalog.ts';
import { exportable } from './exporting.ts';

const { component, release } = exportable({ kind: 'connector', name: 'tides' });
const RECORD = exportedOf(component, release);
const SHOWN = draft({
  kind: 'connector',
  name: 'tides',
  surface: { ...release.surface, scopes: [], systems: ['tides.example'] },
});

it('a draft becomes what its export says of it', () => {
  const said = asExported(SHOWN, { ...RECORD, lifecycle: 'closed', successor: 'connector/ebb' });
  expect(said.notes).toEqual([]);
  expect(said.draft).toMatchObject({
    version: release.version,
    surface: release.surface,
    lifecycle: 'closed',
    successor: 'connector/ebb',
    exported: { id: 'connector/tides', version: release.version, fingerprint: release.fingerprint },
  });
});

it('without a record it is as it was', () => {
  expect(asExported(SHOWN, undefined)).toEqual({ draft: SHOWN, notes: [] });
});

it.each([
  ['is no record', { id: 'connector/tides' }, 'not written as our exports'],
  ['is of another kind', { ...RECORD, id: 'skill/tides' }, 'another kind of thing'],
  [
    'hides a server that the file shows',
    { ...RECORD, surface: { ...RECORD.surface, endpoints: [] } },
    'shows more than it says',
  ],
])('a record that %s counts for nothing', (_, record, why) => {
  expect(asExported(SHOWN, record)).toEqual({
    draft: SHOWN,
    notes: [expect.stringContaining(why)],
  });
});
