import type { Deps } from '../acts/deps.ts';
import { loadWorkflow } from '../acts/standing.ts';
import { pausedMessage } from '../slack/views/pause.ts';
import type { Rendered } from './render.ts';

/** What the owner reads when somebody else paused their workflow, or let it run again. */
export async function renderPaused(deps: Deps, id: string): Promise<Rendered> {
  const head = await loadWorkflow(deps, id);
  if (!head) return { kind: 'nothing' };
  const message = pausedMessage(head.state, deps.settings.command);
  return { kind: 'card', ...message, version: head.chain.seq };
}
