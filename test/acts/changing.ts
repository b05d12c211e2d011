import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { proposeChange } from '../../lib/acts/change.ts';
import type { Deps } from '../../lib/acts/deps.ts';
import type { Announced, ChangeProposal } from '../../lib/core/change-proposal.ts';
import { edgeItem } from '../../lib/store/edges.ts';
import { workflowIndex } from '../../lib/store/indexes.ts';
import { toAttributes } from '../../lib/store/item.ts';
import { headKey } from '../../lib/store/keys.ts';
import { WORKFLOW } from '../core/perfect.ts';
import { ADMIN } from '../kit/people.ts';

/** What the platform plans for the connector that `reply-bot` pins, and over its plugin too. */
export const SAID: Announced = {
  component: 'connector/crm-readonly',
  kind: 'new-major',
  detail: '2.0.0',
  range: '<2.0.0',
  text: 'Ask for crm.read instead of crm.tickets.read.',
  planned: '2026-12-01',
};

export async function announced(
  deps: Deps,
  said: Announced = SAID,
  id = 'chg_1',
): Promise<ChangeProposal> {
  const outcome = await proposeChange(deps, ADMIN, id, said);
  if (outcome.kind === 'refused') throw new Error(outcome.say);
  return outcome.change;
}

/** Workflows with one pin each and an owner of their own, written as registering writes them. */
export async function pinnedBy(deps: Deps, owners: readonly string[]): Promise<void> {
  for (const [n, owner] of owners.entries()) {
    const id = `bot-${String(n).padStart(3, '0')}`;
    const lock = { component: SAID.component, range: '1.4.x', version: '1.4.0' };
    const data = { ...WORKFLOW, id, owner, locks: [lock] };
    const head = { ...headKey(`workflow/${id}`), kind: 'workflow', v: 1, hash: '0', data };
    const edge = { workflow: id, team: 'team-support', range: lock.range, version: lock.version };
    for (const item of [{ ...head, ...workflowIndex(data) }, edgeItem(lock.component, edge)]) {
      const put = { TableName: deps.store.registry, Item: toAttributes(item) };
      await deps.store.client.send(new PutItemCommand(put));
    }
  }
}

/** People of this organisation whom nobody knows anything about. */
export function strangers(many: number): string[] {
  return Array.from({ length: many }, (_, n) => `T0YARD/U0N${n}`);
}
