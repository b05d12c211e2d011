import type { Baseline, Mode, Rules } from './baseline.ts';
import { PAYLOAD_LIMIT_BYTES } from './payload.ts';

/** The rules that can be broken, in the order in which people read them. */
export const RULES = [
  'no-floating-pins',
  'range-width',
  'owner-required',
  'backup-required',
  'gated-actions',
  'scopes-never',
  'models-by-class',
  'review-interval',
  'payload-limit',
] as const satisfies readonly (keyof Rules)[];
export type RuleName = (typeof RULES)[number];

/** How the baseline has an action approved. */
export type RuledAction = Rules['gated-actions']['actions'][number];
export type Decides = RuledAction['by'];

/** Whose rules and when: a team's id, and a day (YYYY-MM-DD, in the organisation's time zone). */
export interface Where {
  readonly team: string;
  readonly today: string;
}

/** "A baseline rule is `observe` or `enforce`, per team with a date": the team's own word from its day on. */
export function modeOf(rules: Rules, rule: RuleName, { team, today }: Where): Mode {
  const { mode, teams = {} } = rules[rule];
  const own = Object.hasOwn(teams, team) ? teams[team] : undefined;
  return own && own.from <= today ? own.mode : mode;
}

/** Whether the rule blocks there, and does not only tell. */
export function isEnforced(rules: Rules, rule: RuleName, where: Where): boolean {
  return modeOf(rules, rule, where) === 'enforce';
}

/** How the action is approved because the baseline says so; undefined where it has no say. */
export function gatedBy(rules: Rules, action: string, where: Where): RuledAction | undefined {
  if (!isEnforced(rules, 'gated-actions', where)) return undefined;
  return rules['gated-actions'].actions.find((one) => one.action === action);
}

/** How large a payload may be, in bytes: the rule's number where it is enforced, else the built-in one. */
export function payloadLimit(rules: Rules, where: Where): number {
  const { bytes } = rules['payload-limit'];
  return isEnforced(rules, 'payload-limit', where) ? bytes : PAYLOAD_LIMIT_BYTES;
}

/** Those of the scopes that nobody of the team is ever given. */
export function neverGiven(rules: Rules, scopes: readonly string[], where: Where): string[] {
  if (!isEnforced(rules, 'scopes-never', where)) return [];
  return scopes.filter((scope) => rules['scopes-never'].scopes.includes(scope));
}

/** "Scopes that the baseline gives everybody." */
export function preGrantedBy({ rules }: Baseline): readonly string[] {
  return rules['pre-granted-scopes'].scopes;
}
