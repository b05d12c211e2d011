import type { AccessRequest } from '../core/access.ts';
import { type Approval, stateOf, turnOf } from '../core/approval.ts';
import type { BreakGlass } from '../core/break-glass.ts';
import type { Campaign } from '../core/campaign.ts';
import type { ChangeProposal } from '../core/change-proposal.ts';
import type { Delegation } from '../core/delegation.ts';
import { type Departure, openOrphans } from '../core/departure.ts';
import { nextAftermath } from '../core/execution.ts';
import type { Extension } from '../core/extension.ts';
import { nextExtensionLook } from '../core/extension-due.ts';
import { nextGrantLook } from '../core/grant-due.ts';
import { nextLook as nextApprovalLook } from '../core/nudge.ts';
import type { PersonKey } from '../core/people.ts';
import { isUnderWay, type Promotion } from '../core/promotion.ts';
import type { Proposed } from '../core/proposed.ts';
import { nextLook, type WorkflowRequest } from '../core/request.ts';
import type { SettingsChange } from '../core/settings-change.ts';
import { isWaiting } from '../core/settings-change-rules.ts';
import type { Transfer } from '../core/transfer.ts';
import type { Workflow } from '../core/workflow.ts';
import { dueAt, duePartition, shardOf } from './due.ts';

/**
 * A waiting approval is listed under its team and due when somebody is to be told, or it ends; an
 * ended one leaves both, but is due once more where it is to be found out what became of it.
 */
export function approvalIndex(approval: Approval): Record<string, string> {
  if (stateOf(approval) !== 'waiting') return aftermathIndex(approval);
  return {
    listPk: waitingIn(waitingWhere(approval)),
    listSk: `${approval.askedAt}#${approval.id}`,
    ...dueAt(approval.id, nextApprovalLook(approval)),
  };
}

function aftermathIndex(approval: Approval): Record<string, string> {
  const look = nextAftermath(approval);
  return look ? dueAt(approval.id, look) : {};
}

/** Where approvals wait whose turn is the platform's. No team can have this name. */
export const PLATFORM = '@platform';
/** Where those wait whose turn is people's who need not be in the owning team. */
export const NAMED = '@named';

function waitingWhere(approval: Approval): string {
  const { via } = turnOf(approval).stage;
  if (via === 'platform') return PLATFORM;
  return via === 'approvers' || via === 'backup' ? NAMED : approval.team;
}

/** The listing of what waits in this team; `PLATFORM` and `NAMED` for what waits elsewhere. */
export function waitingIn(team: string): string {
  return `waiting/${team}`;
}

export const BREAK_GLASS = { open: 'break-glass/open', reviewed: 'break-glass/reviewed' } as const;

/** Broken glass by when it was broken; due while its review is owed. */
export function breakGlassIndex({ id, at, remindAt, review }: BreakGlass): Record<string, string> {
  const sk = `${at}#${id}`;
  if (review) return listedUnder(BREAK_GLASS.reviewed, sk);
  const due = dueAt(id, remindAt);
  return { ...listedUnder(BREAK_GLASS.open, sk), ...due };
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
    ...dueAt(id, nextLook(request)),
  };
}

/** What owners of components were asked for and is not over yet: an organisation has tens. */
export const OPEN_EXTENSIONS = 'extensions/open';

/** What owners were asked for, by the month (YYYY-MM) in which it was over. */
export function extensionsEndedIn(month: string): string {
  return `extensions/ended/${month}`;
}

/** Due while its owner owes the next step. */
export function extensionIndex(extension: Extension): Record<string, string> {
  const { id, at, endedAt } = extension;
  if (endedAt !== undefined) {
    const month = endedAt.slice(0, 'YYYY-MM'.length);
    return { listPk: extensionsEndedIn(month), listSk: `${endedAt}#${id}` };
  }
  const look = nextExtensionLook(extension);
  return {
    listPk: OPEN_EXTENSIONS,
    listSk: `${at}#${id}`,
    ...(look ? dueAt(id, look) : {}),
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

/** While owners are being told of a planned change it is due, so that a sweep goes on. */
export function changeIndex({ id, at, ended, telling }: ChangeProposal): Record<string, string> {
  if (!telling) return {};
  return dueAt(id, ended?.at ?? at);
}

export const CAMPAIGNS = { running: 'campaigns', withdrawn: 'campaigns/withdrawn' } as const;

/** Campaigns by when they were announced; due while somebody has to be told, or something be counted. */
export function campaignIndex({ id, at, state, look }: Campaign): Record<string, string> {
  const listed = state === 'withdrawn' ? CAMPAIGNS.withdrawn : CAMPAIGNS.running;
  const index = listedUnder(listed, `${at}#${id}`);
  if (!look) return index;
  return { ...index, duePk: duePartition(shardOf(id)), dueSk: `${look}#${id}` };
}

/** Who left Slack and owns workflows that nobody took yet. */
export const DEPARTURES = 'departures/open';

/** Listed while a workflow of theirs has no owner; due when somebody else is to be asked. */
export function departureIndex(departure: Departure): Record<string, string> {
  const { person, look } = departure;
  const listed = openOrphans(departure).length > 0 ? listedUnder(DEPARTURES, person) : {};
  if (!look) return listed;
  return { ...listed, duePk: duePartition(shardOf(person)), dueSk: `${look}#${person}` };
}

/** Under whom it names, by when it ends, as long as it counts or will. */
export function delegationIndex({
  to,
  until,
  person,
  endedAt,
}: Delegation): Record<string, string> {
  return endedAt === undefined ? listedUnder(delegationsTo(to), `${until}#${person}`) : {};
}

/** The listing of those who named this person. */
export function delegationsTo(person: PersonKey): string {
  return `delegated-to/${person}`;
}

export const PROPOSED = 'revisions/proposed';

/** What waits for a review is listed by when it was proposed; an ended one leaves. */
export function proposedIndex({ id, at, state }: Proposed): Record<string, string> {
  return state === 'open' ? { listPk: PROPOSED, listSk: `${at}#${id}` } : {};
}

export const TRANSFERS = 'transfers/open';

/** An offer of a component to another team is listed while it waits. */
export function transferIndex({ state, at, id }: Transfer): Record<string, string> {
  return state === 'open' ? { listPk: TRANSFERS, listSk: `${at}#${id}` } : {};
}

export const PROMOTIONS = {
  underWay: 'promotions/under-way',
  /** What is or was in the shared catalog by a promotion: its reuse is counted for ever. */
  shared: 'promotions/shared',
  ended: 'promotions/ended',
} as const;

/** A promotion is listed by when it was proposed: on its way, shared once, or over. */
export function promotionIndex(promotion: Promotion): Record<string, string> {
  const { state, at, id } = promotion;
  const shared = state === 'published' || state === 'demoted';
  const over = shared ? PROMOTIONS.shared : PROMOTIONS.ended;
  return { listPk: isUnderWay(promotion) ? PROMOTIONS.underWay : over, listSk: `${at}#${id}` };
}

export const ACCESS_ASKED = 'access/open';

/** The listing of access requests of a month (YYYY-MM) that wait no more. */
export function accessEndedIn(month: string): string {
  return `access/ended/${month}`;
}

/** What waits for the platform's answer is listed by when it was asked; an ended one by its month. */
export function accessIndex({ id, at, state }: AccessRequest): Record<string, string> {
  const listed = state === 'open' ? ACCESS_ASKED : accessEndedIn(at.slice(0, 'YYYY-MM'.length));
  return { listPk: listed, listSk: `${at}#${id}` };
}

export const WORKFLOWS = 'workflows';

/** A workflow is listed by its name, and due when one of its grants ends or is to be told of. */
export function workflowIndex(workflow: Workflow): Record<string, string> {
  const { id } = workflow;
  const look = nextGrantLook(workflow);
  const listed = listedUnder(WORKFLOWS, id);
  if (!look) return listed;
  return { ...listed, duePk: duePartition(shardOf(id)), dueSk: `${look}#${id}` };
}

export const COMPONENTS = 'components';
/** Retirement dates of models, by model: an organisation has tens. */
export const MODELS = 'models';
/** What was said of entries that look alike, and what the sweep found. */
export const VERDICTS = 'verdicts';
export const DUPLICATE_REPORTS = 'duplicate-reports';
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
