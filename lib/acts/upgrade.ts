import type { Manifest, ManifestProblem } from '../core/manifest.ts';
import type { PersonKey } from '../core/people.ts';
import { asEditor, type Editor, mayNotRegister } from '../core/registration/editor.ts';
import type { Moves } from '../core/registration/locks.ts';
import { register } from '../core/registration.ts';
import type { Refusal } from '../core/result.ts';
import { type Offer, offersFor, type Take, takeInto } from '../core/upgrade-offer.ts';
import type { Workflow } from '../core/workflow.ts';
import type { Head } from '../store/item.ts';
import { attempt, done, type Step } from './attempt.ts';
import { widestFor } from './baseline.ts';
import type { Deps } from './deps.ts';
import { loadGround, type Registered, registerStep } from './register.ts';
import { loadWorkflow, noWorkflow } from './standing.ts';

/** A workflow with every later release that it may take. */
export interface Offered {
  readonly kind: 'offered';
  readonly workflow: Workflow;
  readonly offers: readonly Offer[];
}

/** "It is offered, with the difference": each decided as if it were taken now, by whoever asks. */
export async function upgradesOf(
  deps: Deps,
  by: PersonKey | Editor,
  id: string,
): Promise<Offered | Refusal<'no-workflow' | 'no-team'>> {
  const head = await loadWorkflow(deps, id);
  if (!head) return noWorkflow(id);
  const workflow = head.state;
  const { manifest, home, team } = workflow;
  const [ground, widest] = await Promise.all([
    loadGround(deps, { by, manifest, home, head }),
    widestFor(deps, team),
  ]);
  if (ground.kind === 'refused') return ground;
  const offers = offersFor({ ...ground.input, before: workflow }, widest);
  return { kind: 'offered', workflow, offers };
}

/** What the repository's manifest has to say; whether it then waits for a review, in words. */
interface RepoChange {
  readonly manifest: Manifest;
  readonly waits: readonly string[];
}

type Settled = Extract<Registered, { readonly workflow: Workflow }>;

/** What became of it: registered, or left to the repository, or some of it this and some of it that. */
export interface Changed {
  readonly kind: 'changed';
  readonly workflow: Workflow;
  readonly registered?: Settled;
  readonly patch?: RepoChange;
}

type NotChanged =
  | { readonly kind: 'problems'; readonly problems: readonly ManifestProblem[] }
  | Refusal;

/** Who takes what, of which workflow. */
export interface Taking {
  readonly by: PersonKey | Editor;
  readonly id: string;
  readonly take: readonly Take[];
  /** Decides, and writes nothing. */
  readonly dryRun?: boolean | undefined;
}

/**
 * "The owner takes it." Locks move to these very versions. Where a repository is the workflow's home its
 * manifest is not touched: what lies beyond a range comes back as the change to make there.
 */
export async function takeUpgrades(deps: Deps, taking: Taking): Promise<Changed | NotChanged> {
  if (taking.dryRun) return (await upgradeStep(deps, taking)).value;
  return attempt(deps, () => upgradeStep(deps, taking));
}

async function upgradeStep(
  deps: Deps,
  { by, id, take }: Taking,
): Promise<Step<Changed | NotChanged>> {
  const head = await loadWorkflow(deps, id);
  if (!head) return done(noWorkflow(id));
  const { state } = head;
  const widest = await widestFor(deps, state.team);
  const whole = takeInto(state, take, widest);
  if (whole.kind === 'problems') return done(whole);
  if (state.home === 'slack' || whole.beyond.length === 0) {
    return changeStep(deps, { by, head, ...whole });
  }
  const inside = takeInto(
    state,
    take.filter((one) => !whole.beyond.includes(one)),
    widest,
  );
  const left = takeInto(state, whole.beyond, widest);
  if (inside.kind === 'problems') return done(inside);
  if (left.kind === 'problems') return done(left);
  return withPatch(deps, { by, head, ...inside }, left);
}

/** A change of a workflow as it was read. */
export interface Change {
  readonly by: PersonKey | Editor;
  readonly head: Head<Workflow>;
  readonly manifest: Manifest;
  readonly moves: Moves;
}

/** The change as a registration, at the workflow's own home. */
export async function changeStep(deps: Deps, change: Change): Promise<Step<Changed | NotChanged>> {
  const { home } = change.head.state;
  const step = await registerStep(deps, { ...change, home });
  const { value } = step;
  if (value.kind === 'refused' || value.kind === 'problems') return done(value);
  const changed: Changed = { kind: 'changed', workflow: value.workflow, registered: value };
  return step.kind === 'done' ? done(changed) : { ...step, value: changed };
}

/** Registers what the manifest need not say, if anything, and gives the rest as a change of the file. */
export async function withPatch(
  deps: Deps,
  inside: Change,
  left: Pick<Change, 'manifest' | 'moves'>,
): Promise<Step<Changed | NotChanged>> {
  const patch = await tryPatch(deps, { ...inside, ...left });
  if (patch.kind !== 'patch') return done(patch);
  const workflow = inside.head.state;
  if (inside.moves.versions.size === 0) return done({ kind: 'changed', workflow, patch });
  const step = await changeStep(deps, inside);
  if (step.value.kind !== 'changed') return step;
  return { ...step, value: { ...step.value, patch } };
}

/** Whether the repository's manifest would be registered, and would then wait. */
async function tryPatch(
  deps: Deps,
  change: Change,
): Promise<({ readonly kind: 'patch' } & RepoChange) | NotChanged> {
  const { by, manifest } = change;
  const ground = await loadGround(deps, { ...change, home: 'repo' });
  if (ground.kind === 'refused') return ground;
  const refusal = mayNotRegister(asEditor(by), ground);
  if (refusal) return refusal;
  const tried = register(ground.input);
  if (tried.kind === 'problems') return tried;
  const waits = tried.kind === 'proposed' ? tried.reasons.map((one) => one.say) : [];
  return { kind: 'patch', manifest, waits };
}
