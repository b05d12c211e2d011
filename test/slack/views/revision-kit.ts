import type { Proposed } from '../../../lib/core/proposed.ts';
import { COLLEAGUE, workflow } from './kit.ts';

/** A perfect proposal that waits for its team; tests spoil one field. */
export const PROPOSED: Proposed = {
  id: 'rev_1',
  workflow: 'reply-bot',
  team: 'team-support',
  against: 1,
  manifest: workflow.manifest,
  home: 'slack',
  by: COLLEAGUE,
  at: '2026-11-23T09:00:00.000Z',
  reasons: [{ review: 'team', field: 'gates', say: 'Removes the gate on refund' }],
  scopes: [],
  state: 'open',
  answers: [],
};
