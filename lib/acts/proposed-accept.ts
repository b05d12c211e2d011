import { type Manifest, manifestSchema } from '../core/manifest.ts';
import type { PersonKey } from '../core/people.ts';
import { rebase } from '../core/proposed/rebase.ts';
import { overtaken, type Proposed } from '../core/proposed.ts';
import { asEditor, type Editor } from '../core/registration/editor.ts';
import type { Moves } from '../core/registration/locks.ts';
import { type RegistrationOutcome, register } from '../core/registration.ts';
import type { Workflow } from '../core/workflow.ts';
import { fileMissing } from './access-filed.ts';
import type { Step, Write } from './attempt.ts';
import type { Deps } from './deps.ts';
import type { Answered } from './proposed.ts';
import { ending, type UnderReview } from './proposed-review.ts';
import { cardsOf, outcomeFor, proposedChange } from './proposed-store.ts';
import { type Ground, loadGround } from './register.ts';
import { pointingTo } from './register-steps.ts';
import { registrationWrite } from './register-write.ts';
import { revisionOf } from './revisions.ts';

/** Every review is given: the revision, as the registry decides on it now. */
export async function acceptWhole(
  deps: Deps,
  under: UnderReview,
  proposed: Proposed,
  by: PersonKey,
): Promise<Step<Answered>> {
  const { manifest } = proposed;
  if (!manifest) {
    const say = 'Access is asked for by itself now. Register the manifest again, or ask for it.';
    return outOfDate(deps, under, { proposed, by, say });
  }
  const decided = await decideAnew(deps, under, proposed, manifest);
  if (decided.kind === 'stale') return outOfDate(deps, under, { proposed, by, say: decided.say });
  const { ground } = decided;
  // What the team still waits for is asked in its name, and not in the reviewer's.
  const { preGranted } = ground.input;
  const filing = { ...ground, preGranted, asks: false };
  const filed = fileMissing(deps, pointingTo(decided.workflow, undefined), filing);
  const write = registrationWrite(deps, filed.workflow, ground.head, asEditor(by));
  const changes: Write['changes'] = [...write.changes, ...filed.changes];
  return written(deps, under, { proposed, by }, { ...write, changes, tell: filed.tell });
}

type Decided =
  | { kind: 'revision'; workflow: Workflow; ground: Ground }
  | { kind: 'stale'; say: string };

/**
 * "Accepting re-runs registration against the registry as it is now." What was looked at is what may
 * come into force: a revision that would need more reviews than it had is out of date.
 */
async function decideAnew(
  deps: Deps,
  under: UnderReview,
  proposed: Proposed,
  wanted: Manifest,
): Promise<Decided> {
  const { state } = under.workflow;
  const base = await revisionOf(deps, state.id, proposed.against);
  const rebased = rebase(base?.manifest ?? state.manifest, state.manifest, wanted);
  if (rebased.kind === 'conflict') {
    const say = `${rebased.fields.join(', ')} changed meanwhile; propose it again on revision ${state.revision}.`;
    return { kind: 'stale', say };
  }
  const manifest = manifestSchema.parse(rebased.manifest);
  const by = authorOf(proposed);
  const moves = movesOf(proposed);
  const ground = await loadGround(deps, { by, manifest, home: state.home, moves });
  if (ground.kind === 'refused') return { kind: 'stale', say: ground.say };
  const platform = proposed.answers.find((one) => one.review === 'platform');
  const given = platform && { scopes: proposed.scopes, by: platform.by, request: proposed.id };
  // A scope that is given by its name would hide that a connector needs it of which nobody was told.
  const more = notLookedAt(proposed, register(ground.input));
  if (more.length > 0) {
    return {
      kind: 'stale',
      say: `By now it would do more than was looked at: ${more.join('; ')}.`,
    };
  }
  const outcome = register({ ...ground.input, ...(given ? { given } : {}) });
  switch (outcome.kind) {
    case 'problems':
      return { kind: 'stale', say: outcome.problems.map((one) => one.say).join(' ') };
    case 'unchanged':
      return { kind: 'stale', say: 'The revision in force says the same already.' };
    case 'accepted':
    case 'proposed':
      return { kind: 'revision', workflow: outcome.workflow, ground };
  }
}

/** What needs a review by now and was not on the card that was answered. */
function notLookedAt({ reasons }: Proposed, outcome: RegistrationOutcome): string[] {
  const known = reasons.map((one) => one.say);
  const now = outcome.kind === 'proposed' ? outcome.reasons.map((one) => one.say) : [];
  return now.filter((say) => !known.includes(say));
}

/** What was looked at is what is taken: these versions, or none. */
function movesOf({ moves }: Proposed): Moves | undefined {
  return moves && { kind: moves.kind, versions: new Map(Object.entries(moves.versions)) };
}

/** Whoever wrote the manifest is its last editor, and not whoever looked at it. */
function authorOf({ by, team }: Proposed): Editor {
  const ci = /^ci\/(.+)$/.exec(by)?.[1];
  return ci === undefined ? asEditor(by) : { kind: 'ci', id: ci, team };
}

interface Given {
  readonly proposed: Proposed;
  readonly by: PersonKey;
}

function written(
  deps: Deps,
  under: UnderReview,
  { proposed, by }: Given,
  write: Write,
): Step<Answered> {
  const event = { kind: 'revision.accepted', actor: asEditor(by) };
  const change = proposedChange(deps, proposed, under.head.chain, event);
  return {
    kind: 'write',
    value: { kind: 'answered', proposed },
    write: {
      ...write,
      changes: [...write.changes, change],
      tell: [...(write.tell ?? []), ...cardsOf(proposed, under.reviewing), ...outcomeFor(proposed)],
    },
  };
}

function outOfDate(
  deps: Deps,
  under: UnderReview,
  { proposed, by, say }: Given & { say: string },
): Step<Answered> {
  const stale = overtaken(proposed, 'stale', { at: deps.now(), say: say.slice(0, 1000) });
  const write = ending(deps, under, stale, { kind: 'revision.stale', actor: asEditor(by) });
  return { kind: 'write', value: { kind: 'answered', proposed: stale }, write };
}
