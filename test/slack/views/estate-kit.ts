import type { Discovered } from '../../../lib/core/discovered.ts';
import { OWNER } from './kit.ts';

export const GROUP = '0123456789abcdef';

/** One perfect entry; tests spoil one field. */
export const entry: Discovered = {
  id: 'draft-replies',
  title: 'Draft replies',
  team: 'team-support',
  owner: OWNER,
  purpose: 'Drafts replies to tickets',
  systems: ['crm', 'mail'],
  pins: [],
  source: { kind: 'import', name: 'agents.csv', group: GROUP },
  facts: 'f'.repeat(64),
  state: 'unclaimed',
  notMine: [],
  importedAt: '2026-11-23T09:00:00.000Z',
};

export function many(count: number): Discovered[] {
  return Array.from({ length: count }, (_, index) => {
    const n = String(index).padStart(2, '0');
    return { ...entry, id: `agent-${n}`, title: `Agent ${n}` };
  });
}
