import type { Deps } from '../acts/deps.ts';
import { moveHome } from '../acts/homes.ts';
import { showRevision } from '../acts/proposed-shown.ts';
import { revisionsOf } from '../acts/revisions.ts';
import { loadWorkflow, noWorkflow } from '../acts/standing.ts';
import {
  moveHomeOperation,
  type ProposedAnswer,
  proposedOperation,
  revisionsOperation,
} from '../contract/revisions.ts';
import { openReviews } from '../core/proposed.ts';
import { type Refusal, refuse } from '../core/result.ts';
import type { Workflow } from '../core/workflow.ts';
import type { CallerOf } from './caller.ts';
import { mayNotFind } from './editor.ts';
import { servePerson, servePersonOrCi } from './serve.ts';
import { answer, type Door } from './types.ts';
import { workflowView } from './views.ts';

const USUAL = 20;

/** What a workflow was, what waits for it, and where it is edited. */
export function serveRevisions(door: Door): void {
  const { deps } = door;
  servePersonOrCi(door, revisionsOperation, async ({ caller, params, query }) => {
    const found = await find(deps, caller, params.id);
    if (found.kind === 'refused') return found;
    const page = { most: query.most ?? USUAL, before: query.before };
    return answer({ revisions: await revisionsOf(deps, found.workflow, page) });
  });
  servePersonOrCi(door, proposedOperation, async ({ caller, params }) => {
    const found = await find(deps, caller, params.id);
    if (found.kind === 'refused') return found;
    const { proposed } = found.workflow;
    const shown = proposed && (await proposedView(deps, proposed));
    if (shown) return answer(shown);
    return refuse('no-proposal', `Nothing waits for ${params.id}.`);
  });
  servePerson(door, moveHomeOperation, async ({ caller, params, body }) => {
    const outcome = await moveHome(deps, caller, params.id, body.to);
    return outcome.kind === 'refused' ? outcome : answer(workflowView(outcome.workflow));
  });
}

async function find(
  deps: Deps,
  caller: CallerOf<'person' | 'ci'>,
  id: string,
): Promise<{ kind: 'found'; workflow: Workflow } | Refusal> {
  const refusal = await mayNotFind(deps, caller);
  if (refusal) return refusal;
  const head = await loadWorkflow(deps, id);
  return head ? { kind: 'found', workflow: head.state } : noWorkflow(id);
}

/** A proposal as the organisation sees it. */
async function proposedView(deps: Deps, id: string): Promise<ProposedAnswer | undefined> {
  const found = await showRevision(deps, id);
  if (!found) return undefined;
  const { proposed, changes, copies } = found.shown;
  const { workflow, against, by, at, state, reasons, manifest } = proposed;
  return {
    ...{ id, workflow, against, by, at, state, reasons, manifest },
    waits_for: openReviews(proposed),
    changes: [...changes],
    copies: copies.map((one) => one.say),
  };
}
