import type { Rules } from '../baseline.ts';
import type { Release } from '../component.ts';
import { subjectOf } from '../finding-subject.ts';
import { type Finding, findings } from '../findings.ts';
import type { ManifestProblem } from '../manifest.ts';
import { effectiveModel, lockedPlugins, modelKey } from '../model.ts';
import { type Retirement, retirementSentence } from '../model-retirement.ts';
import type { PersonKey, Team } from '../people.ts';
import type { Workflow } from '../workflow.ts';

/** The baseline that a registration is held against. */
export interface Held {
  readonly rules: Rules;
  /** The day in the organisation's time zone, YYYY-MM-DD. */
  readonly today: string;
  /** Those of owner and backup whom Slack called no active person. */
  readonly inactive: ReadonlySet<PersonKey>;
  /** Dates at which models stop, by `modelKey`. */
  readonly retirements: ReadonlyMap<string, Retirement>;
}

/** What the baseline says of a workflow as it would be registered. */
export function heldAgainst(
  { rules, today, inactive }: Held,
  workflow: Workflow,
  { team, releases }: { readonly team: Team; readonly releases: readonly Release[] },
): Finding[] {
  return findings(rules, { ...subjectOf(workflow, team, releases), inactive }, today);
}

/**
 * "At registration an `enforce` finding is a problem": on its line, with what to write. A line that
 * has a problem already is not complained of twice.
 */
export function enforcedProblems(
  found: readonly Finding[],
  others: readonly ManifestProblem[],
): ManifestProblem[] {
  const isNamed = ({ field }: Finding) =>
    others.some((one) => field === one.field || field.startsWith(`${one.field}.`));
  return found
    .filter((one) => one.mode === 'enforce' && !isNamed(one))
    .map((one) => ({ field: one.field, say: sentence(one) }));
}

/** "An `observe` one a warning." */
export function observedWarnings(found: readonly Finding[]): string[] {
  return found.filter((one) => one.mode === 'observe').map(sentence);
}

function sentence({ say, fix }: Finding): string {
  return `${say} ${fix}`;
}

/** A warning when the model it would run with, inherited or not, has stopped or soon will. */
export function modelWarnings(
  { rules, today, retirements }: Held,
  { manifest, locks }: Workflow,
  releases: readonly Release[],
): string[] {
  const { model } = effectiveModel(manifest, lockedPlugins(locks, releases), rules);
  const date = model && retirements.get(modelKey(model.name));
  const say = date && retirementSentence(date, today);
  return say === undefined ? [] : [say];
}
