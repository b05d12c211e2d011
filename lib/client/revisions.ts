import type { QueryOf } from '../contract/operation.ts';
import { moveHomeOperation, proposedOperation, revisionsOperation } from '../contract/revisions.ts';
import { retireOperation } from '../contract/workflows.ts';
import { type ClientOptions, callAgain } from './call.ts';

/** What a workflow was, what waits for it, and where it is edited. Moving twice is moving once, and so is retiring. */
export function revisionCalls(options: ClientOptions) {
  return {
    revisions: (id: string, query: QueryOf<typeof revisionsOperation> = {}) =>
      callAgain(options, revisionsOperation, { params: { id }, query }),
    proposed: (id: string) => callAgain(options, proposedOperation, { params: { id } }),
    moveHome: (id: string, to: 'slack' | 'repo') =>
      callAgain(options, moveHomeOperation, { params: { id }, body: { to } }),
    retireWorkflow: (id: string, reason: string) =>
      callAgain(options, retireOperation, { params: { id }, body: { reason } }),
  };
}
