import { gateRule } from '../core/manifest.ts';
import { type Policy, policyName, policyOf } from '../core/policy.ts';
import type { Workflow } from '../core/workflow.ts';
import type { Read } from '../store/commit.ts';
import { type ActionRules, actionRules, actionRulesIn } from './baseline.ts';
import type { Deps } from './deps.ts';

/** The rules that an action is under, and what they rest on. */
export interface RulesNow {
  readonly policy: Policy;
  readonly name: string;
  /** The baseline as it was read: a write that needs these very rules states it as unchanged. */
  readonly read: Read;
}

/** The rules that an action of the workflow is under now, and their name. */
export async function rulesOf(deps: Deps, workflow: Workflow, action: string): Promise<RulesNow> {
  return named(deps, workflow, { action, ...(await actionRules(deps, workflow, action)) });
}

/** The same, for who has read organisation and team already. */
export async function rulesIn(
  deps: Deps,
  workflow: Workflow,
  action: string,
  known: Parameters<typeof actionRulesIn>[2],
): Promise<RulesNow> {
  return named(deps, workflow, { action, ...(await actionRulesIn(deps, action, known)) });
}

function named(
  deps: Deps,
  workflow: Workflow,
  { action, ruled, read }: Pick<ActionRules, 'ruled' | 'read'> & { readonly action: string },
): RulesNow {
  const policy = policyOf(gateRule(workflow.manifest, action), ruled);
  return { policy, name: policyName(policy, deps.sha), read };
}
