import canonicalize from 'canonicalize';
import type { ApproversNow } from '../approvers.ts';
import { templateProblems } from '../card-template.ts';
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
  /** Whether people can log in afresh: the organisation has an identity provider. */
  readonly canStepUp?: boolean | undefined;
}

/** "Fields it could not enforce are refused, not ignored": what is wrong with how actions are approved. */
export function gateProblems(gates: Gates): ManifestProblem[] {
  return Object.entries(gates.manifest.gates ?? {}).flatMap(([action, rule]) => [
    ...stepUpProblem(action, rule, gates),
    ...cardProblems(action, rule),
    ...approverProblems(action, gates),
  ]);
}

function stepUpProblem(
  action: string,
  { step_up }: GateRule,
  { canStepUp }: Gates,
): ManifestProblem[] {
  const say =
    'A fresh login with each decision ("step_up") needs an identity provider, and your organisation has none. Ask a platform admin to set one in the settings, or leave "step_up" out: "quorum" and "approvers" make an approval stricter too.';
  return step_up && !canStepUp ? [{ field: `gates.${action}.step_up`, say }] : [];
}

/** "Unknown" placeholders are refused, and those that would show what is sensitive. */
function cardProblems(action: string, rule: GateRule): ManifestProblem[] {
  const { card, sensitive } = rule;
  const say = templateProblems({ card, sensitive });
  return say.map((one) => ({ field: `gates.${action}.card`, say: one }));
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
