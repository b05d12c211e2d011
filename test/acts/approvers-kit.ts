import type { Deps } from '../../lib/acts/deps.ts';
import { registerManifest } from '../../lib/acts/register.ts';
import type { Approvers } from '../../lib/core/approvers.ts';
import type { Manifest } from '../../lib/core/manifest.ts';
import { type Team, teamSchema } from '../../lib/core/people.ts';
import { commit } from '../../lib/store/commit.ts';
import { readHead } from '../../lib/store/read.ts';
import { teamIndex } from '../../lib/store/teams.ts';
import { OWNER } from '../kit/people.ts';
import { rule, rulesWith } from './rule.ts';
import { CALL, MANIFEST } from './stage.ts';

export const ACTION = CALL.action;
/** A user group that the sample workspace does not have: a test fills it. */
export const FINANCE = 'S0FINANCE';

/** The manifest of `reply-bot` with these approvers of its one gated action. */
export const naming = (approvers: Approvers, quorum?: number): Manifest => ({
  ...MANIFEST,
  gates: { [ACTION]: { approvers, ...(quorum ? { quorum } : {}) } },
});

/** Registers it for the owner. */
export async function registeredWith(deps: Deps, approvers: Approvers, quorum?: number) {
  const outcome = await registerManifest(deps, OWNER, naming(approvers, quorum), 'repo');
  if (outcome.kind !== 'registered') throw new Error(JSON.stringify(outcome));
  return outcome;
}

/** Writes a team's record as it is from now on. */
export async function changeRecord(deps: Deps, id: string, what: Partial<Team>): Promise<void> {
  const head = await readHead(deps.store, `team/${id}`, teamSchema);
  if (!head) throw new Error('no team');
  const actor = { kind: 'system' as const, id: 'tests' };
  const event = { kind: 'team.changed', at: deps.now(), actor, data: {} };
  const state = { ...head.state, ...what };
  const index = teamIndex(state);
  const change = { subject: `team/${id}` as const, from: head.chain, state, index, event };
  await commit(deps.store, { changes: [change], writeId: deps.newId('w') });
}

/** The baseline lets nobody but platform admins decide on the action. */
export async function platformDecides(deps: Deps): Promise<void> {
  const actions = [{ action: ACTION, by: 'platform' as const }];
  await rule(deps, await rulesWith(deps, { 'gated-actions': { mode: 'enforce', actions } }));
}
