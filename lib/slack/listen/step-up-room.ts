import { loadApproval, noApproval } from '../../acts/approvals.ts';
import type { Deps } from '../../acts/deps.ts';
import { beginStepUp, type Wanted } from '../../acts/step-up.ts';
import type { PersonKey } from '../../core/people.ts';
import { open, type Reply, sayRefusal } from '../reply.ts';
import type { Room } from '../room.ts';
import { lineOnly } from '../views/approval-card.ts';
import { STEP_UP, stepUpModal } from '../views/step-up.ts';

/** Slack tells of a link that was pressed; the browser has opened it already. */
export const stepUpRoom: Room = {
  presses: { [STEP_UP.open]: async () => [] },
};

/** The way to a fresh login, in a modal of this person's own: a new one, or in place of a form. */
export async function askToLogIn(
  deps: Deps,
  by: PersonKey,
  wanted: Wanted,
  show: typeof open = open,
): Promise<Reply[]> {
  const [made, loaded] = await Promise.all([
    beginStepUp(deps, by, wanted),
    loadApproval(deps, wanted.approval),
  ]);
  if (made.kind === 'refused') return sayRefusal(made);
  if (!loaded) return sayRefusal(noApproval(wanted.approval));
  return show(stepUpModal({ line: lineOnly(loaded.head.state).line, url: made.url }));
}
