import { cardPlaces } from '../acts/approval-cards.ts';
import type { Deps } from '../acts/deps.ts';
import { loadWorkflow } from '../acts/standing.ts';
import { unseenId, unseenRow } from '../acts/unseen.ts';
import { type Approval, approvalSchema, stateOf } from '../core/approval.ts';
import { unseenMessage } from '../slack/views/unseen.ts';
import { createRow, type OutboxRow, outboxItem } from '../store/outbox.ts';
import { readPosted } from '../store/posted.ts';
import { readHead } from '../store/read.ts';
import type { Rendered } from './render.ts';
import type { Failure } from './slack.ts';

/** What Slack says where no post will ever come through until somebody does something. */
const CLOSED = new Set([
  'not_in_channel',
  'channel_not_found',
  'is_archived',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'restricted_action_non_threadable_channel',
  'not_allowed_in_channel',
  'posting_to_general_channel_denied',
]);

/**
 * "A post that fails tells the owner": once for each request, and once a day for each channel. The
 * row itself stays, and is delivered once the channel is open.
 */
export async function tellUnseen(deps: Deps, row: OutboxRow, failure: Failure): Promise<void> {
  if (row.what !== 'approval-card' || failure.kind !== 'refused') return;
  if (!/^[CG]/.test(row.place) || !CLOSED.has(failure.error)) return;
  const found = await ownedApproval(deps, row.subject.slice('approval/'.length));
  if (!found || stateOf(found.approval) !== 'waiting') return;
  if (deps.now() >= found.approval.expiresAt) return;
  const telling = unseenRow(found.approval.id, found.owner);
  if (await readPosted(deps.store, telling.subject, telling.place)) return;
  const day = deps.now().slice(0, 10);
  const id = `out_unseen-${row.place}-${telling.place}-${day}`;
  if (await createRow(deps.store, outboxItem(telling, id, deps.now()))) deps.wake();
}

/** A card that did not come through at first stands now: the owner's message is drawn anew. */
export async function tellSeen(deps: Deps, row: OutboxRow): Promise<void> {
  if (row.what !== 'approval-card' || row.attempts === 0) return;
  const found = await ownedApproval(deps, row.subject.slice('approval/'.length));
  const telling = found && unseenRow(found.approval.id, found.owner);
  if (!telling || !(await readPosted(deps.store, telling.subject, telling.place))) return;
  if (await createRow(deps.store, outboxItem(telling, `${row.id}-seen`, deps.now()))) deps.wake();
}

async function ownedApproval(deps: Deps, id: string) {
  const approval = (await readHead(deps.store, `approval/${id}`, approvalSchema))?.state;
  const workflow = approval && (await loadWorkflow(deps, approval.workflow))?.state;
  return workflow && { approval, owner: workflow.owner };
}

/** Whether a card of it stands anywhere; a later version than before it did. */
export async function renderUnseen(deps: Deps, subject: string): Promise<Rendered> {
  const id = unseenId(subject);
  const head = await readHead(deps.store, `approval/${id}`, approvalSchema);
  if (!head) return { kind: 'nothing' };
  const seen = await stands(deps, head.state);
  const message = unseenMessage(head.state, seen);
  return { kind: 'card', ...message, version: 2 * head.chain.seq + (seen ? 1 : 0) };
}

async function stands(deps: Deps, approval: Approval): Promise<boolean> {
  const subject = `approval/${approval.id}`;
  const posted = await Promise.all(
    cardPlaces(approval).map((place) => readPosted(deps.store, subject, place)),
  );
  return posted.some((one) => one?.state.at !== undefined);
}
