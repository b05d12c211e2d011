import { gatedBy } from '../core/baseline-rules.ts';
import { notGated } from '../core/gate.ts';
import { type ExplainedGate, explainGate } from '../core/gate-explain.ts';
import { type ManifestProblem, readManifest } from '../core/manifest.ts';
import { mayNotRegister } from '../core/registration/editor.ts';
import { lockedReleases } from '../core/registration/locks.ts';
import { register } from '../core/registration.ts';
import type { Refusal } from '../core/result.ts';
import { advisorySentences, gatedActionsOf } from '../core/scope-actions.ts';
import { baselineToday } from './baseline.ts';
import type { Deps } from './deps.ts';
import { loadGround, type Wanted } from './register.ts';

export type GatesExplained =
  | {
      readonly kind: 'explained';
      readonly workflow: string;
      /** The baseline's version that it was held against. */
      readonly baseline: number;
      readonly gates: readonly ExplainedGate[];
      /** Gates that credentials do not hold, in sentences. */
      readonly advisory: readonly string[];
    }
  | { readonly kind: 'problems'; readonly problems: readonly ManifestProblem[] }
  | Refusal<'no-team' | 'not-gated' | 'unknown-action' | 'not-allowed'>;

interface About {
  /** JSON that may be anything. */
  readonly manifest: unknown;
  /** Of one action alone. */
  readonly action?: string | undefined;
}

/**
 * What would be asked of whom before each gated action of a manifest runs, if it were registered as
 * it stands: against the baseline and the teams and groups as they are now. Writes nothing. It names
 * people, so CI has it of its own team alone.
 */
export async function explainGates(
  deps: Deps,
  by: Wanted['by'],
  { manifest: value, action }: About,
): Promise<GatesExplained> {
  const read = readManifest(value);
  if (read.kind === 'problems') return read;
  const [ground, { baseline, today }] = await Promise.all([
    loadGround(deps, { by, manifest: read.manifest, home: 'repo' }),
    baselineToday(deps),
  ]);
  if (ground.kind === 'refused') return ground;
  const stranger = ground.by.kind === 'ci' && mayNotRegister(ground.by, ground);
  if (stranger) return stranger;
  const outcome = register(ground.input);
  if (outcome.kind === 'problems') return outcome;
  const { workflow } = outcome;
  const { organisation, team, input } = ground;
  const { rules, version } = baseline;
  const where = { team: team.id, today };
  const ruled = (one: string) =>
    workflow.actions.includes(one) ? gatedBy(rules, one, where) : undefined;
  const gated = gatedActionsOf(workflow, (one) => ruled(one) !== undefined);
  if (action !== undefined && !gated.has(action)) return notGated(workflow, action);
  const gates = [...gated]
    .filter((one) => action === undefined || one === action)
    .sort()
    .map((one) => {
      const named = input.naming?.byAction.get(one);
      const who = { named: named?.people, unsure: named?.unsure?.say };
      const now = { organisation, team, now: input.now, version };
      return explainGate({ workflow, action: one, ruled: ruled(one), ...who, ...now });
    });
  const advisory = advisorySentences(lockedReleases(workflow.locks, input.catalog), gated);
  return { kind: 'explained', workflow: workflow.id, baseline: version, gates, advisory };
}
