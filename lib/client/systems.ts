import { connectorScopesOperation } from '../contract/connector-scopes.ts';
import { listWorkflowsOperation } from '../contract/list-workflows.ts';
import { reachOperation, systemsOperation } from '../contract/systems.ts';
import { type ClientOptions, callAgain } from './call.ts';

interface Page {
  readonly cursor?: string | undefined;
  readonly limit?: number;
}

interface ListAsked {
  readonly owner?: string | undefined;
  readonly team?: string | undefined;
  readonly status?: string | undefined;
  readonly flag?: string | undefined;
}

/** What the registry holds, from every side: systems, and which workflows can touch one of them, page by page. With a person's login. */
export function systemsCalls(options: ClientOptions) {
  return {
    systems: () => callAgain(options, systemsOperation, {}),
    reach: (name: string, page: Page) =>
      callAgain(options, reachOperation, { params: { name }, query: { ...page } }),
    /** The scopes of all workflows of a connector, side by side. */
    connectorScopes: (name: string, page: Page) =>
      callAgain(options, connectorScopesOperation, { params: { name }, query: { ...page } }),
    listWorkflows: (asked: ListAsked & Page) =>
      callAgain(options, listWorkflowsOperation, { query: { ...asked } }),
  };
}
