import { loadApproval } from '../acts/approvals.ts';
import { approvalOfReminder } from '../acts/break-glass-review.ts';
import { loadBreakGlass, loadBreakGlassWords, reviewGround } from '../acts/break-glass-store.ts';
import type { Deps } from '../acts/deps.ts';
import { reviewersOf } from '../core/break-glass.ts';
import {
  type BreakGlassShown,
  breakGlassCard,
  breakGlassReminder,
} from '../slack/views/break-glass.ts';
import type { Message } from '../slack/views/parts.ts';
import type { Rendered } from './render.ts';

/** What was approved in an emergency, wherever it is told. */
export function renderBreakGlass(deps: Deps, id: string): Promise<Rendered> {
  return drawn(deps, id, breakGlassCard);
}

/** The review that is owed; nothing once it is there. */
export function renderBreakGlassReminder(deps: Deps, subject: string): Promise<Rendered> {
  return drawn(deps, approvalOfReminder(subject), (shown) =>
    shown.broken.review ? undefined : breakGlassReminder(shown),
  );
}

async function drawn(
  deps: Deps,
  id: string,
  view: (shown: BreakGlassShown) => Message | undefined,
): Promise<Rendered> {
  const [head, loaded, words] = await Promise.all([
    loadBreakGlass(deps, id),
    loadApproval(deps, id),
    loadBreakGlassWords(deps, id),
  ]);
  if (!head || !loaded) return { kind: 'nothing' };
  const reviewers = reviewersOf(head.state, await reviewGround(deps, head.state.team));
  const approval = loaded.head.state;
  const message = view({ broken: head.state, approval, reviewers, ...words });
  return message ? { kind: 'card', ...message, version: head.chain.seq } : { kind: 'nothing' };
}
