import type { Deps } from '../acts/deps.ts';
import { loadOrganisation, loadWorkflow } from '../acts/standing.ts';
import { stillWorks } from '../acts/still-works.ts';
import { pausedMessage, secretsMessage } from '../slack/views/pause.ts';
import { retiredMessage } from '../slack/views/retire.ts';
import type { Rendered } from './render.ts';

/**
 * What the owner reads when somebody else paused or retired their workflow, or let it run again, with what still
 * works; in the platform's channel, which secrets it knows.
 */
export async function renderPaused(deps: Deps, id: string, place: string): Promise<Rendered> {
  const head = await loadWorkflow(deps, id);
  if (!head) return { kind: 'nothing' };
  const [{ platformChannel }, works] = await Promise.all([
    loadOrganisation(deps),
    stillWorks(deps, head.state),
  ]);
  const version = head.chain.seq;
  if (place !== platformChannel) {
    const message =
      head.state.status === 'retired'
        ? retiredMessage(head.state, works)
        : pausedMessage(head.state, deps.settings.command, works);
    return { kind: 'card', ...message, version };
  }
  if (works.secrets.length === 0) return { kind: 'nothing' };
  return { kind: 'card', ...secretsMessage(head.state, works.secrets), version };
}
