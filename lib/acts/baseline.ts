import type { Baseline, Mode } from '../core/baseline.ts';
import {
  gatedBy,
  isEnforced,
  modeOf,
  neverGiven,
  payloadLimit,
  preGrantedBy,
  RULES,
  type RuledAction,
  type RuleName,
  type Where,
} from '../core/baseline-rules.ts';
import type { Manifest } from '../core/manifest.ts';
import type { Organisation } from '../core/people.ts';
import type { Width } from '../core/range-width.ts';
import type { Editor } from '../core/registration/editor.ts';
import { personOf } from '../core/registration/editor.ts';
import type { Held } from '../core/registration/held.ts';
import { dateIn } from '../core/time.ts';
import type { Workflow } from '../core/workflow.ts';
import type { Read } from '../store/commit.ts';
import { listTeams } from '../store/teams.ts';
import { BASELINE, loadBaseline } from './baseline-store.ts';
import type { Deps } from './deps.ts';
import { inactiveAmong } from './inactive.ts';
import { retirements } from './model-retirement.ts';
import { loadOrganisation, loadTeam } from './standing.ts';

/** The baseline in force, and which day it is in the organisation's time zone (YYYY-MM-DD). */
export interface BaselineToday {
  readonly baseline: Baseline;
  readonly today: string;
}

/**
 * The rules in force, with the day as the organisation's time zone has it: teams' own modes begin
 * on one.
 */
export async function baselineToday(deps: Deps): Promise<BaselineToday> {
  const [{ state: baseline }, { timeZone }] = await Promise.all([
    loadBaseline(deps),
    loadOrganisation(deps),
  ]);
  return { baseline, today: dateIn(deps.now(), timeZone) };
}

/** What the baseline says of one action of a workflow, now. */
export interface ActionRules {
  readonly version: number;
  /** How it is approved because the baseline says so; undefined where it has no say. */
  readonly ruled: RuledAction | undefined;
  /** The largest payload, in bytes. */
  readonly limit: number;
  /** The baseline that says so, as it was read. */
  readonly read: Read;
}

/** What the team's rules say of one action of the workflow today. */
export async function actionRules(
  deps: Deps,
  workflow: Workflow,
  action: string,
): Promise<ActionRules> {
  const [organisation, team] = await Promise.all([
    loadOrganisation(deps),
    loadTeam(deps, workflow.team),
  ]);
  return actionRulesIn(deps, action, { organisation, team: team?.id ?? workflow.team });
}

/** The same, for who has read organisation and team already. */
export async function actionRulesIn(
  deps: Deps,
  action: string,
  { organisation, team }: { readonly organisation: Organisation; readonly team: string },
): Promise<ActionRules> {
  const { state, chain } = await loadBaseline(deps);
  const { rules, version } = state;
  const where: Where = { team, today: dateIn(deps.now(), organisation.timeZone) };
  const said = { ruled: gatedBy(rules, action, where), limit: payloadLimit(rules, where) };
  return { version, ...said, read: { subject: BASELINE, from: chain } };
}

/** What a registration is held against: the rules, and whether owner and backup are active people. */
export async function registrationRules(
  deps: Deps,
  { by, manifest, before }: { by: Editor; manifest: Manifest; before: Workflow | undefined },
): Promise<{ readonly preGranted: readonly string[]; readonly held: Held }> {
  // Whoever registers it has just shown that they are active.
  const others = [manifest.owner_person ?? before?.owner, manifest.backup].filter(
    (one) => one !== personOf(by),
  );
  const [{ baseline, today }, inactive, dates] = await Promise.all([
    baselineToday(deps),
    inactiveAmong(deps, others),
    retirements(deps),
  ]);
  const held = { rules: baseline.rules, today, inactive, retirements: dates };
  return { preGranted: preGrantedBy(baseline), held };
}

/** Those of the scopes that the baseline forbids to give this workflow. */
export async function neverGivenTo(
  deps: Deps,
  workflow: Workflow,
  scopes: readonly string[],
): Promise<readonly string[]> {
  const [{ baseline, today }, team] = await Promise.all([
    baselineToday(deps),
    loadTeam(deps, workflow.team),
  ]);
  return neverGiven(baseline.rules, scopes, { team: team?.id ?? workflow.team, today });
}

/** The rules that whatever this team builds will meet, with how strict each is for it today. */
export async function rulesFor(
  deps: Deps,
  id: string,
): Promise<readonly { readonly rule: RuleName; readonly mode: Mode }[]> {
  const [{ baseline, today }, team] = await Promise.all([baselineToday(deps), loadTeam(deps, id)]);
  const where: Where = { team: team?.id ?? id, today };
  const all = RULES.map((rule) => ({ rule, mode: modeOf(baseline.rules, rule, where) }));
  return all.filter((one) => one.mode !== 'off');
}

/** How wide a pin may be that a form writes for this team: one minor, unless the baseline is stricter. */
export async function widestFor(deps: Deps, id: string): Promise<Width> {
  const [{ baseline, today }, team] = await Promise.all([baselineToday(deps), loadTeam(deps, id)]);
  const { rules } = baseline;
  const enforced = isEnforced(rules, 'range-width', { team: team?.id ?? id, today });
  return enforced ? rules['range-width'].widest : 'minor';
}

/** The teams that a rule of the baseline, or a gate, can name, by name. */
export async function ruledTeams(deps: Deps): Promise<{ id: string; name: string }[]> {
  const teams = await listTeams(deps.store);
  return teams.map(({ id, name }) => ({ id, name }));
}
