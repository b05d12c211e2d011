import { listWorkflows } from '../acts/list-workflows.ts';
import { listWorkflowsOperation } from '../contract/list-workflows.ts';
import { servePerson } from './serve.ts';
import { answer, type Door } from './types.ts';

const USUAL = 50;

/** "Lists by owner, team, status, flag." */
export function serveListWorkflows(door: Door): void {
  servePerson(door, listWorkflowsOperation, async ({ caller, query }) => {
    const { limit = USUAL, cursor, ...asked } = query;
    const outcome = await listWorkflows(door.deps, caller, {
      ...asked,
      after: cursor,
      most: limit,
    });
    if (outcome.kind === 'refused') return outcome;
    const items = outcome.workflows.map((one) => {
      const { id, team, owner, backup, status, purpose, revision, updatedAt } = one;
      const who = { workflow: id, team, owner, backup, status, purpose, revision };
      return { ...who, updated_at: updatedAt };
    });
    return answer({ items, next: outcome.next, total: outcome.total });
  });
}
