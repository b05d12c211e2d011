import { gateRule } from '../core/manifest.ts';
import { type Policy, policyName, policyOf } from '../core/policy.ts';
import type { Workflow } from '../core/workflow.ts';
import { actionRules } from './baseline.ts';
import type { Deps } from './deps.ts';

/** The rules that an action of the workflow is under now, and their name. */
export async function rulesOf(
  deps: Deps,
  workflow: Workflow,
  action: string,
): Promise<{ readonly policy: Policy; readonly name: string }> {
  const { ruled } = await actionRules(deps, workflow, action);
  const policy = policyOf(gateRule(workflow.manifest, action), ruled);
  return { policy, name: policyName(policy, deps.sha) };
}
