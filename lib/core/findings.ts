import type { Rules } from './baseline.ts';
import { modeOf, RULES, type RuleName, type Where } from './baseline-rules.ts';
import { gatedActions, scopesNever } from './findings/access.ts';
import type { Finding, Judge, Subject } from './findings/finding.ts';
import { modelsByClass } from './findings/models.ts';
import { backupRequired, ownerRequired } from './findings/people.ts';
import { floatingPins, rangeWidth } from './findings/pins.ts';
import { reviewInterval } from './findings/review.ts';

export type { Finding, Subject } from './findings/finding.ts';

const JUDGES: Readonly<Record<RuleName, Judge>> = {
  'no-floating-pins': floatingPins,
  'range-width': rangeWidth,
  'owner-required': ownerRequired,
  'backup-required': backupRequired,
  'gated-actions': gatedActions,
  'scopes-never': scopesNever,
  'models-by-class': modelsByClass,
  'review-interval': reviewInterval,
  // Held where a payload is sent (acts/ask.ts): a manifest has no line about it.
  'payload-limit': () => [],
};

/**
 * What breaks the rules on this day (YYYY-MM-DD), in the order of the rules. `modesOn`: how strict each
 * rule is is asked of another day, as a team's date may still be to come.
 */
export function findings(
  rules: Rules,
  subject: Subject,
  today: string,
  modesOn = today,
): Finding[] {
  const where: Where = { team: subject.team.id, today };
  const all = RULES.flatMap((rule): Finding[] => {
    const mode = modeOf(rules, rule, { ...where, today: modesOn });
    if (mode === 'off') return [];
    return JUDGES[rule](rules, subject, where).map((one) => ({ rule, mode, ...one }));
  });
  return all.filter((one) => !isSaidAlready(one, all));
}

/** A floating pin is too wide as well; that is said once, by whichever rule is stricter. */
function isSaidAlready(one: Finding, all: readonly Finding[]): boolean {
  const twins: readonly RuleName[] = ['no-floating-pins', 'range-width'];
  if (!twins.includes(one.rule)) return false;
  const other = all.find(
    ({ rule, field }) => rule !== one.rule && twins.includes(rule) && field === one.field,
  );
  if (!other) return false;
  if (other.mode === one.mode) return one.rule === 'range-width';
  return other.mode === 'enforce';
}

/** Those of `after` that `before` does not have, or has more mildly. */
export function newFindings(before: readonly Finding[], after: readonly Finding[]): Finding[] {
  return after.filter(
    (one) =>
      !before.some(
        (old) =>
          old.rule === one.rule &&
          old.field === one.field &&
          old.say === one.say &&
          (old.mode === one.mode || old.mode === 'enforce'),
      ),
  );
}
