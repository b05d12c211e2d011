import { type Manifest, manifestSchema } from '../core/manifest.ts';
import type { PersonKey } from '../core/people.ts';
import { rebase } from '../core/proposed/rebase.ts';
import { overtaken, type Proposed } from '../core/proposed.ts';
import { asEditor, type Editor } from '../core/registration/editor.ts';
import { register, statusAfter } from '../core/registration.ts';
import type { Workflow } from '../core/workflow.ts';
import type { Step, Write } from './attempt.ts';
import { neverGivenTo } from './baseline.ts';
import type { Deps } from './deps.ts';
import type { Answered } from './proposed.ts';
import { ending, type UnderReview } from './proposed-review.ts';
import { cardsOf, outcomeFor, proposedChange } from './proposed-store.ts';
import { type Ground, loadGround } from './register.ts';
import { pointingTo } from './register-steps.ts';
import { registrationWrite, workflowChange } from './register-write.ts';
import { revisionOf } from './revisions.ts';

/** Every review is given: access alone, or the revision as the registry decides on it now. */
export async function acceptWhole(
  deps: Deps,
  under: UnderReview,
  proposed: Proposed,
  by: PersonKey,
): Promise<Step<Answered>> {
  const { manifest } = proposed;
  if (!manifest) {
    const never = await neverGivenTo(deps, under.workflow.state, proposed.scopes);
    const say = `By now the baseline gives ${never.join(', ')} to nobody.`;
    if (never.length > 0) return outOfDate(deps, under, { proposed, by, say });
    return written(deps, under, { proposed, by }, grantWrite(deps, under, proposed, by));
  }
  const decided = await decideAnew(deps, under, proposed, manifest);
  if (decided.kind === 'stale') return outOfDate(deps, under, { proposed, by, say: decided.say });
  const next = pointingTo(decided.workflow, undefined);
  return written(
    deps,
    under,
    { proposed, by },
    registrationWrite(deps, next, decided.head, asEditor(by)),
  );
}

type Decided =
  | { kind: 'revision'; workflow: Workflow; head: Ground['head'] }
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
  const ground = await loadGround(deps, { by, manifest, home: state.home });
  if (ground.kind === 'refused') return { kind: 'stale', say: ground.say };
  const platform = proposed.answers.some((one) => one.review === 'platform');
  const outcome = register({ ...ground.input, grants: platform ? proposed.scopes : [] });
  switch (outcome.kind) {
    case 'problems':
      return { kind: 'stale', say: outcome.problems.map((one) => one.say).join(' ') };
    case 'unchanged':
      return { kind: 'stale', say: 'The revision in force says the same already.' };
    case 'accepted':
      return { kind: 'revision', workflow: outcome.workflow, head: ground.head };
    case 'proposed': {
      const known = proposed.reasons.map((one) => one.say);
      const more = outcome.reasons.filter((one) => !known.includes(one.say));
      if (more.length === 0)
        return { kind: 'revision', workflow: outcome.workflow, head: ground.head };
      const say = `By now it would do more than was looked at: ${more.map((one) => one.say).join('; ')}.`;
      return { kind: 'stale', say };
    }
  }
}

/** Whoever wrote the manifest is its last editor, and not whoever looked at it. */
function authorOf({ by, team }: Proposed): Editor {
  const ci = /^ci\/(.+)$/.exec(by)?.[1];
  return ci === undefined ? asEditor(by) : { kind: 'ci', id: ci, team };
}

/** "The platform's acceptance grants the missing scopes and makes it active." */
function grantWrite(
  deps: Deps,
  { workflow }: UnderReview,
  proposed: Proposed,
  by: PersonKey,
): Write {
  const { state } = workflow;
  const given = state.missingScopes.filter((scope) => proposed.scopes.includes(scope));
  const missingScopes = state.missingScopes.filter((scope) => !given.includes(scope));
  const granted = [...new Set([...(state.granted ?? []), ...given])].sort();
  const status = statusAfter(state, missingScopes);
  const next = { ...pointingTo(state, undefined), status, missingScopes, granted };
  const data = { proposal: proposed.id, scopes: given, status };
  const event = { kind: 'workflow.access-granted', actor: asEditor(by), data };
  return { changes: [workflowChange(deps, next, workflow, event)] };
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
      tell: [...cardsOf(proposed, under.reviewing), ...outcomeFor(proposed)],
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
