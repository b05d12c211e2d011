import type { Discovered, EstateSource } from '../../lib/core/discovered.ts';
import type { ResolvedRow } from '../../lib/core/discovered-import.ts';
import type { EstateRow } from '../../lib/core/estate-row.ts';
import { NOW, OWNER } from './perfect.ts';

export { OWNER } from './perfect.ts';

export const SOURCE: EstateSource = {
  kind: 'import',
  name: 'agents.csv',
  group: '0123456789abcdef',
};

/** One perfect entry; tests spoil one field. */
export const DISCOVERED: Discovered = {
  id: 'draft-replies',
  title: 'Draft replies',
  team: 'team-support',
  owner: OWNER,
  purpose: 'Drafts replies',
  systems: ['crm'],
  pins: [{ kind: 'connector', name: 'crm-readonly', range: '1.4.0' }],
  source: SOURCE,
  facts: 'f'.repeat(64),
  state: 'unclaimed',
  notMine: [],
  importedAt: NOW,
};

export const ROW: EstateRow = {
  row: 2,
  name: 'Draft replies',
  owner: 'owner@example.com',
  team: 'team-support',
  purpose: 'Drafts replies',
  systems: ['crm'],
  pins: [{ kind: 'connector', name: 'crm-readonly', range: '1.4.0' }],
};

export const RESOLVED: ResolvedRow = { ...ROW, owner: OWNER, team: 'team-support' };
