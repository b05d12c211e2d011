import { type Approval, stateOf } from '../core/approval.ts';
import type { WorkflowRequest } from '../core/request.ts';

/** "`DUE#0…7` partitions, sort key `dueAt#id`". */
export const DUE_SHARDS = 8;

export function duePartition(shard: number): string {
  return `due/${shard}`;
}

/** The shard an id's due time is filed under: stable, and even enough for random ids. */
export function shardOf(id: string, shards = DUE_SHARDS): number {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return sum % shards;
}

/** A waiting approval is listed under its team and due at its expiry; an ended one leaves both. */
export function approvalIndex(approval: Approval): Record<string, string> {
  if (stateOf(approval) !== 'waiting') return {};
  return {
    listPk: waitingIn(approval.askedVia === 'platform' ? PLATFORM : approval.team),
    listSk: `${approval.askedAt}#${approval.id}`,
    duePk: duePartition(shardOf(approval.id)),
    dueSk: `${approval.expiresAt}#${approval.id}`,
  };
}

/** Where approvals wait that nobody in the owning team may decide. No team can have this name. */
export const PLATFORM = '@platform';

/** The listing of what waits in this team; `PLATFORM` for what waits at the platform. */
export function waitingIn(team: string): string {
  return `waiting/${team}`;
}

export const QUEUED = 'requests/queued';

/** A queued request is listed by its due date; an answered one leaves the queue. */
export function requestIndex(request: WorkflowRequest): Record<string, string> {
  return request.state === 'queued'
    ? { listPk: QUEUED, listSk: `${request.dueAt}#${request.id}` }
    : {};
}

export const WORKFLOWS = 'workflows';
export const COMPONENTS = 'components';

export function listedUnder(partition: string, id: string): Record<string, string> {
  return { listPk: partition, listSk: id };
}
