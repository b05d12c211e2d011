import { appendEvent } from '../acts/agent-events.ts';
import { appendOperation } from '../contract/events.ts';
import { serveWorkflow } from './serve.ts';
import { answer, type Door } from './types.ts';

/** "A workflow key may only ask, consume, report, lease and append": appending. */
export function serveEvents(door: Door): void {
  serveWorkflow(door, appendOperation, async ({ caller, body }) => {
    const { idempotency_key: key, facts = {}, ...rest } = body;
    const appended = await appendEvent(door.deps, caller.id, { key, facts, ...rest });
    if (appended.kind === 'refused') return appended;
    const { subject, seq, at, again } = appended;
    return answer({ subject, seq, at, again }, again ? 200 : 201);
  });
}
