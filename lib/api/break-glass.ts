import { beginBreakGlass } from '../acts/break-glass.ts';
import {
  type BreakGlassListed,
  listBreakGlass,
  reviewBreakGlass,
} from '../acts/break-glass-review.ts';
import {
  type BreakGlassAnswer,
  breakGlassOperation,
  listBreakGlassOperation,
  reviewBreakGlassOperation,
} from '../contract/break-glass.ts';
import { servePerson } from './serve.ts';
import { answer, type Door } from './types.ts';

/** Approving alone in an emergency, and what is owed for it. */
export function serveBreakGlass(door: Door): void {
  const { deps } = door;
  servePerson(door, breakGlassOperation, async ({ caller, params, body }) => {
    const begun = await beginBreakGlass(deps, caller, params.id, body);
    return begun.kind === 'refused' ? begun : answer({ login_url: begun.url });
  });
  servePerson(door, listBreakGlassOperation, async ({ caller }) => {
    const shown = await listBreakGlass(deps, caller);
    if (shown.kind === 'refused') return shown;
    return answer({ break_glass: shown.list.map(view) });
  });
  servePerson(door, reviewBreakGlassOperation, async ({ caller, params, body }) => {
    const outcome = await reviewBreakGlass(deps, caller, params.id, body);
    if (outcome.kind === 'refused') return outcome;
    return answer(view({ broken: outcome.broken, reviewers: [] }));
  });
}

function view({ broken, reviewers }: BreakGlassListed): BreakGlassAnswer {
  const { id, workflow, team, action, by, at, review } = broken;
  return {
    ...{ id, workflow, team, action, by, at, review },
    logged_in_at: broken.loggedInAt,
    review_due_at: broken.dueAt,
    reviewers: [...reviewers],
  };
}
