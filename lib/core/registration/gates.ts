import canonicalize from 'canonicalize';
import type { ApproversNow } from '../approvers.ts';
import type { Decides } from '../baseline-rules.ts';
import { leadsOf } from '../gate.ts';
import { type GateRule, gateRule, type Manifest, type ManifestProblem } from '../manifest.ts';
import type { PersonKey, Team } from '../people.ts';
import type { Workflow } from '../workflow.ts';

/** Who the approvers of a manifest are now, and what they are held against. */
export interface Naming {
  /** By action; of those that name approvers. */
  readonly byAction: ReadonlyMap<string, ApproversNow>;
  readonly admins: readonly PersonKey[];
}

interface Gates {
  readonly manifest: Manifest;
  readonly before: Workflow | undefined;
  readonly team: Team;
  readonly naming: Naming | undefined;
  /** Who decides on an action because the baseline says so. */
  readonly ruled: (action: string) => Decides | undefined;
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
  const apart = outsideBaseline(action, now, gates);
  return apart ? [problem(apart)] : [];
}

/** Whether the revision in force names other approvers, or none. */
export function isNamedAnew(
  action: string,
  { manifest, before }: Pick<Gates, 'manifest' | 'before'>,
): boolean {
  const was = before && gateRule(before.manifest, action).approvers;
  return canonicalize({ was }) !== canonicalize({ was: gateRule(manifest, action).approvers });
}

/** By action: the approvers who may decide, as the baseline has it. Actions without approvers are left out. */
export function approversWithin(gates: Gates): ReadonlyMap<string, ApproversNow> {
  const all = [...(gates.naming?.byAction ?? [])];
  return new Map(all.map(([action, now]) => [action, within(action, now, gates)]));
}

/** A team "adds gates but never removes the baseline's": there approvers only narrow who decides. */
function within(action: string, now: ApproversNow, { ruled, team, naming }: Gates): ApproversNow {
  const by = ruled(action);
  if (by === undefined || by === 'team') return now;
  const pool = by === 'lead' ? leadsOf(team) : (naming?.admins ?? []);
  return { ...now, people: now.people.filter((one) => pool.includes(one)) };
}

function outsideBaseline(action: string, now: ApproversNow, gates: Gates): string | undefined {
  if (within(action, now, gates).people.length > 0) return undefined;
  const { team } = gates;
  const who =
    gates.ruled(action) === 'lead'
      ? `the lead of ${team.id} and the lead's backup`
      : 'platform admins';
  return `The baseline lets ${who} decide on ${action}, and nobody of them is among these approvers. Name one of them, or leave "approvers" out.`;
}
