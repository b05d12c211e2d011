import { grantedScopes } from '../core/grant.ts';
import type { Refusal } from '../core/result.ts';
import { sessionPolicy } from '../core/session-policy.ts';
import type { Workflow } from '../core/workflow.ts';
import { loadCredentials } from './credentials.ts';
import type { Deps } from './deps.ts';

/**
 * "Session policy compiled when the grant is approved and refused then if too large": all that the
 * workflow would have of these connectors. Undefined when each of them fits, or gives no role.
 */
export async function policyUnfit(
  deps: Deps,
  workflow: Pick<Workflow, 'grants'>,
  connectors: Iterable<string>,
): Promise<Refusal<'policy-too-large' | 'no-template'> | undefined> {
  const now = deps.now();
  for (const connector of new Set(connectors)) {
    const declared = (await loadCredentials(deps, connector))?.state.declared;
    if (declared?.kind !== 'aws-role') continue;
    const policy = sessionPolicy(declared, grantedScopes(workflow, connector, now), now);
    if (policy.kind === 'refused') return policy;
  }
  return undefined;
}
