import { type Approval, stateOf } from '../core/approval.ts';
import type { Proposed } from '../core/proposed.ts';
import { nextLook, type WorkflowRequest } from '../core/request.ts';
import type { SettingsChange } from '../core/settings-change.ts';
import { isWaiting } from '../core/settings-change-rules.ts';

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

/** The listing of what was asked for in a month (YYYY-MM) and is not queued any more. */
export function answeredIn(month: string): string {
  return `requests/answered/${month}`;
}

/**
 * A queued request is listed by its due date, and due at its next reminder; an answered one leaves
 * both for the listing of its month.
 */
export function requestIndex(request: WorkflowRequest): Record<string, string> {
  const { id, at } = request;
  if (request.state !== 'queued') {
    return { listPk: answeredIn(at.slice(0, 'YYYY-MM'.length)), listSk: `${at}#${id}` };
  }
  return {
    listPk: QUEUED,
    listSk: `${request.dueAt}#${id}`,
    duePk: duePartition(shardOf(id)),
    dueSk: `${nextLook(request)}#${id}`,
  };
}

export const WAITING_CHANGES = 'changes/waiting';
export const ENDED_CHANGES = 'changes/ended';

/** Changes of settings by the moment they were proposed: what waits for an answer, and the rest. */
export function settingsChangeIndex(change: SettingsChange): Record<string, string> {
  return {
    listPk: isWaiting(change) ? WAITING_CHANGES : ENDED_CHANGES,
    listSk: `${change.at}#${change.id}`,
  };
}

export const PROPOSED = 'revisions/proposed';

/** What waits for a review is listed by when it was proposed; an ended one leaves. */
export function proposedIndex({ id, at, state }: Proposed): Record<string, string> {
  return state === 'open' ? { listPk: PROPOSED, listSk: `${at}#${id}` } : {};
}

export const WORKFLOWS = 'workflows';
export const COMPONENTS = 'components';
/** Sources that the registry was compared with. */
export const SOURCES = 'sources';

/** Discovered entries are listed by what was said of them. */
export function discoveredIn(state: string): string {
  return `discovered/${state}`;
}
/** CI identities of all teams: an organisation has tens. */
export const IDENTITIES = 'identities';

export function listedUnder(partition: string, id: string): Record<string, string> {
  return { listPk: partition, listSk: id };
}
