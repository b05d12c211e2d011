import canonicalize from 'canonicalize';
import type { ApproversNow } from '../approvers.ts';
import { type GateRule, gateRule, type Manifest, type ManifestProblem } from '../manifest.ts';
import type { Workflow } from '../workflow.ts';

/** Who the approvers of a manifest are now. */
export interface Naming {
  /** By action; of those that name approvers. */
  readonly byAction: ReadonlyMap<string, ApproversNow>;
}

interface Gates {
  readonly manifest: Manifest;
  readonly before: Workflow | undefined;
  readonly naming: Naming | undefined;
}

/** "Fields it could not enforce are refused, not ignored": what is wrong with how actions are approved. */
export function gateProblems(gates: Gates): ManifestProblem[] {
  return Object.entries(gates.manifest.gates ?? {}).flatMap(([action, rule]) => [
    ...stepUpProblem(action, rule),
    ...approverProblems(action, gates),
  ]);
}

function stepUpProblem(action: string, { step_up }: GateRule): ManifestProblem[] {
  const say =
    'A fresh login with each decision ("step_up") needs an identity provider in the organisation\'s settings, and none can be set yet. Leave "step_up" out; to make the approval stricter meanwhile, raise "quorum" or name "approvers".';
  return step_up ? [{ field: `gates.${action}.step_up`, say }] : [];
}

function approverProblems(action: string, gates: Gates): ManifestProblem[] {
  const now = gates.naming?.byAction.get(action);
  if (!now) return [];
  const field = `gates.${action}.approvers`;
  const problem = (say: string) => ({ field, say });
  if (now.gaps.length > 0) return now.gaps.map(problem);
  // Slack's silence holds up who names others, and nobody else.
  if (now.unsure) return isNamedAnew(action, gates) ? [problem(now.unsure.say)] : [];
  return [];
}

/** Whether the revision in force names other approvers, or none. */
export function isNamedAnew(
  action: string,
  { manifest, before }: Pick<Gates, 'manifest' | 'before'>,
): boolean {
  const was = before && gateRule(before.manifest, action).approvers;
  return canonicalize({ was }) !== canonicalize({ was: gateRule(manifest, action).approvers });
}
