import canonicalize from 'canonicalize';
import type { Approvers } from './approvers.ts';
import type { Decides, RuledAction } from './baseline-rules.ts';
import { type Sha256, toHex } from './hash.ts';
import type { GateRule } from './manifest.ts';
import type { PersonKey } from './people.ts';

/** Bumped whenever a rule of `gate.ts` or `decision.ts` changes what an approval means. */
const REVISION = 2;

export const DEFAULT_EXPIRY_MINUTES = 24 * 60;

/** Whose rule a stage is. */
export const STAGE_OF = ['baseline', 'manifest'] as const;

/** One of the groups of people that all have to approve. */
export interface StageRule {
  readonly of: (typeof STAGE_OF)[number];
  readonly who: Decides | 'approvers';
  readonly quorum: number;
  /** "A fresh login", with each approval of it. */
  readonly stepUp: boolean;
  /** Whoever approves says why, too. */
  readonly reason: boolean;
}

/** What is asked of whom before an action may run. */
export interface Policy {
  /** In the order in which they are asked; at least one. */
  readonly stages: readonly StageRule[];
  /** Whom the manifest names; those of the stage `approvers`. */
  readonly approvers: Approvers | undefined;
  readonly expiresInMinutes: number;
  readonly excludeOwner: boolean;
  readonly exclude: readonly PersonKey[];
  readonly remindAfterMinutes: number;
  readonly escalateAfterMinutes: number;
}

/**
 * "Baseline and manifest are stages, all of which must pass (the stricter expiry, the union of
 * exclusions)." A manifest that names no approvers means those whom the baseline means, so its terms
 * tighten that stage and ask for no second one.
 */
export function policyOf(rule: GateRule, ruled: RuledAction | undefined): Policy {
  const said = [ruled?.expires_in_minutes, rule.expires_in_minutes];
  const expiresInMinutes = Math.min(...said.filter((one) => one !== undefined), EVER);
  const minutes = expiresInMinutes === EVER ? DEFAULT_EXPIRY_MINUTES : expiresInMinutes;
  return {
    stages: stagesOf(rule, ruled),
    approvers: rule.approvers,
    expiresInMinutes: minutes,
    excludeOwner: Boolean(rule.exclude_owner || ruled?.exclude_owner),
    exclude: [...new Set([...(ruled?.exclude ?? []), ...(rule.exclude ?? [])])],
    remindAfterMinutes: sooner('remind_after_minutes', { rule, ruled }, minutes * REMIND),
    escalateAfterMinutes: sooner('escalate_after_minutes', { rule, ruled }, minutes * ESCALATE),
  };
}

const EVER = Number.POSITIVE_INFINITY;
/** Which part of its time is over when deciders, and then those above them, are told again. */
const REMIND = 1 / 2;
const ESCALATE = 3 / 4;

function sooner(
  field: 'remind_after_minutes' | 'escalate_after_minutes',
  { rule, ruled }: { readonly rule: GateRule; readonly ruled: RuledAction | undefined },
  usual: number,
): number {
  const said = [ruled?.[field], rule[field]].filter((one) => one !== undefined);
  return said.length > 0 ? Math.min(...said) : Math.ceil(usual);
}

function stagesOf(rule: GateRule, ruled: RuledAction | undefined): StageRule[] {
  const own = termsOf(rule);
  if (!ruled) return [{ of: 'manifest', who: rule.approvers ? 'approvers' : 'team', ...own }];
  const base = termsOf(ruled);
  if (!rule.approvers) return [{ of: 'baseline', who: ruled.by, ...stricter(base, own) }];
  return [
    { of: 'baseline', who: ruled.by, ...base },
    { of: 'manifest', who: 'approvers', ...own },
  ];
}

type Terms = Pick<StageRule, 'quorum' | 'stepUp' | 'reason'>;

function termsOf({ quorum = 1, step_up, reason_required }: GateRule | RuledAction): Terms {
  return { quorum, stepUp: step_up === true, reason: reason_required === true };
}

function stricter(a: Terms, b: Terms): Terms {
  return {
    quorum: Math.max(a.quorum, b.quorum),
    stepUp: a.stepUp || b.stepUp,
    reason: a.reason || b.reason,
  };
}

/**
 * The name of the rules an approval is made under: an approval made under other rules is never
 * consumed. When people are told again is no part of it.
 */
export function policyName(policy: Policy, sha: Sha256): string {
  const { remindAfterMinutes: _, escalateAfterMinutes: __, ...counts } = policy;
  const kinds = policy.stages.map(({ of, who }) => `${of}-${who}`).join('+');
  return `${kinds}/${REVISION}.${toHex(sha(canonicalize(counts) ?? '')).slice(0, 12)}`;
}
