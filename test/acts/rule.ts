import { baselineChange, loadBaseline } from '../../lib/acts/baseline-store.ts';
import type { Deps } from '../../lib/acts/deps.ts';
import { registerManifest } from '../../lib/acts/register.ts';
import type { Mode, Rules } from '../../lib/core/baseline.ts';
import type { RuleName } from '../../lib/core/baseline-rules.ts';
import { commit } from '../../lib/store/commit.ts';
import { ADMIN, COLLEAGUE, SALES_LEAD } from '../kit/people.ts';
import { MANIFEST, registered } from './stage.ts';

/** The rules in force, with some of them changed. */
export async function rulesWith(deps: Deps, change: Partial<Rules>): Promise<Rules> {
  return { ...(await loadBaseline(deps)).state.rules, ...change };
}

/** One of the rules in force, as strict as this. */
export async function withMode(deps: Deps, rule: RuleName, mode: Mode): Promise<Rules> {
  const { rules } = (await loadBaseline(deps)).state;
  return { ...rules, [rule]: { ...rules[rule], mode } };
}

/** Puts these rules in force, as two admins would. */
export async function rule(deps: Deps, rules: Rules): Promise<void> {
  const from = await loadBaseline(deps);
  const { change, creates } = baselineChange(deps, { from, rules, by: ADMIN, change: 'chg_1' });
  const writeId = deps.newId('w');
  const outcome = await commit(deps.store, { changes: [change], creates, writeId });
  if (outcome.kind !== 'committed') throw new Error('the baseline was not written');
}

/** Two workflows of Support, one with a backup, and one of Sales. */
export async function threeWorkflows(deps: Deps): Promise<void> {
  await registered(deps);
  await registered(deps, { ...MANIFEST, workflow: 'backed-bot', backup: COLLEAGUE });
  const sales = { ...MANIFEST, workflow: 'sales-bot', owner: 'team-sales' };
  const outcome = await registerManifest(deps, SALES_LEAD, sales, 'repo');
  if (outcome.kind !== 'registered') throw new Error(JSON.stringify(outcome));
}
