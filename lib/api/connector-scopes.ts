import { connectorScopes } from '../acts/connector-scopes.ts';
import { connectorScopesOperation } from '../contract/connector-scopes.ts';
import type { ScopeRow } from '../core/connector-scopes.ts';
import { servePerson } from './serve.ts';
import { answer, type Door } from './types.ts';

const USUAL = 50;

/** "Puts the scopes of all its workflows side by side." */
export function serveConnectorScopes(door: Door): void {
  servePerson(door, connectorScopesOperation, async ({ caller, params, query }) => {
    const page = { cursor: query.cursor, most: query.limit ?? USUAL };
    const outcome = await connectorScopes(door.deps, caller, params.name, page);
    if (outcome.kind === 'refused') return outcome;
    const { component, standard, standardBy, rows, total, wider, next } = outcome;
    return answer({
      ...{ component, total, wider, next },
      standard: [...standard],
      standard_by: standardBy,
      items: rows.map(view),
    });
  });
}

function view({ workflow, version, scopes, waiting, wider }: ScopeRow) {
  const { id, team, owner, status } = workflow;
  return {
    ...{ workflow: id, team, owner, status, version },
    scopes: [...scopes],
    waiting_scopes: [...waiting],
    wider: [...wider],
  };
}
