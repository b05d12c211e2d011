import type { Proposed, Reviewing } from '../core/proposed.ts';
import type { Editor } from '../core/registration/editor.ts';
import { type Refusal, refuse } from '../core/result.ts';
import type { Workflow } from '../core/workflow.ts';
import type { Change } from '../store/commit.ts';
import type { Head } from '../store/item.ts';
import type { Write } from './attempt.ts';
import type { Deps } from './deps.ts';
import { cardsOf, loadProposed, outcomeFor, proposedChange } from './proposed-store.ts';
import { pointingTo } from './register-steps.ts';
import { workflowChange } from './register-write.ts';
import { loadWorkflow, standingTo } from './standing.ts';

/** A proposal with all that its review is decided on. */
export interface UnderReview {
  readonly kind: 'under-review';
  readonly head: Head<Proposed>;
  readonly workflow: Head<Workflow>;
  readonly reviewing: Reviewing;
}

/** The proposal, its workflow and whoever may answer it, or why there is nothing to review. */
export async function loadReview(
  deps: Deps,
  id: string,
): Promise<UnderReview | Refusal<'no-proposal' | 'no-team'>> {
  const head = await loadProposed(deps, id);
  const workflow = head && (await loadWorkflow(deps, head.state.workflow));
  if (!workflow) return refuse('no-proposal', 'There is no such proposed revision.');
  const standing = await standingTo(deps, workflow.state);
  const { team } = standing;
  if (!team) return refuse('no-team', `There is no team "${workflow.state.team}" any more.`);
  const reviewing = { ...standing, team, workflow: workflow.state };
  return { kind: 'under-review', head, workflow, reviewing };
}

/** The proposal's end alone: the revision in force stays, and nothing waits for the workflow any more. */
export function ending(
  deps: Deps,
  under: UnderReview,
  proposed: Proposed,
  event: { kind: string; actor: Editor; data?: Change['event']['data'] },
): Write {
  const { head, workflow, reviewing } = under;
  const first = proposedChange(deps, proposed, head.chain, event);
  const pointed = workflow.state.proposed === proposed.id;
  const second = workflowChange(deps, pointingTo(workflow.state, undefined), workflow, {
    kind: 'workflow.proposal-ended',
    actor: event.actor,
    data: { proposal: proposed.id },
  });
  return {
    changes: pointed ? [first, second] : [first],
    tell: [...cardsOf(proposed, reviewing), ...outcomeFor(proposed)],
  };
}
