import * as z from 'zod';
import {
  type Approval,
  type ApprovalAsked,
  type ApprovalPayload,
  approvalAskedSchema,
  approvalPayloadSchema,
  approvalSchema,
  stateOf,
  turnOf,
} from '../core/approval.ts';
import type { ApproversNow } from '../core/approvers.ts';
import type { Denial } from '../core/decision.ts';
import { hasTurnToHand } from '../core/delegation.ts';
import { leadsOf } from '../core/gate.ts';
import { whyVoid } from '../core/in-force.ts';
import { gateRule } from '../core/manifest.ts';
import type { PersonKey } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { mayNot, type Standing } from '../core/roles.ts';
import { waitingIn } from '../store/indexes.ts';
import { fromAttributes, type Head } from '../store/item.ts';
import { headKey, partKey, type Subject } from '../store/keys.ts';
import { readAll, readHead, readPart, readTogether } from '../store/read.ts';
import { approversNow } from './approvers.ts';
import { loadDenial, loadReasons } from './decision-words.ts';
import type { Deps } from './deps.ts';
import { loadOpenings, type Opening } from './openings.ts';
import { askedAs } from './stand-ins.ts';
import { loadOrganisation, loadTeam, loadWorkflow, standingTo } from './standing.ts';

export interface Loaded {
  readonly head: Head<Approval>;
  readonly asked: ApprovalAsked;
}

/** An approval and who was asked, in one consistent read. */
export async function loadApproval(deps: Deps, id: string): Promise<Loaded | undefined> {
  const subject: Subject = `approval/${id}`;
  const keys = [headKey(subject), partKey(subject, 'ASKED')];
  const found = await readTogether(deps.store, keys);
  const [head, asked] = keys.map((key) => found.get(`${key.pk} ${key.sk}`));
  if (!head || !asked) return undefined;
  return {
    head: fromAttributes(head, approvalSchema),
    asked: fromAttributes(asked, approvalAskedSchema).state,
  };
}

/** For an id of no approval, and for one that the caller may not know of: both sound alike. */
export function noApproval(id: string): Refusal<'no-approval'> {
  return refuse('no-approval', 'There is no such approval request.', { id });
}

/** The agent's own view: only the workflow that asked may read it. */
export async function readOwnApproval(
  deps: Deps,
  workflow: string,
  id: string,
): Promise<Approval | undefined> {
  const head = await readHead(deps.store, `approval/${id}`, approvalSchema);
  return head?.state.workflow === workflow ? head.state : undefined;
}

/** Arguments, reason and card text, opened. Undefined once they were erased. */
export async function loadPayload(deps: Deps, id: string): Promise<ApprovalPayload | undefined> {
  const subject: Subject = `approval/${id}`;
  const sealed = z.object({ sealed: z.string() });
  const part = await readPart(deps.store, partKey(subject, 'PAYLOAD'), sealed);
  if (!part) return undefined;
  return approvalPayloadSchema.parse(JSON.parse(await deps.seal.open(part.state.sealed, subject)));
}

/** Waits until the approval has ended, is void or `seconds` are over, looking every `waitStepMs`. */
export async function waitForEnding(
  deps: Deps,
  workflow: string,
  id: string,
  seconds: number,
): Promise<Approval | undefined> {
  const rounds = Math.ceil((seconds * 1000) / deps.settings.waitStepMs);
  // Once is enough: nothing is restored under a running server.
  const organisation = await loadOrganisation(deps);
  for (let round = 0; ; round += 1) {
    const approval = await readOwnApproval(deps, workflow, id);
    if (!approval || stateOf(approval) !== 'waiting' || round >= rounds) return approval;
    if (deps.now() >= approval.expiresAt || whyVoid(organisation, approval)) return approval;
    await deps.store.pause(deps.settings.waitStepMs);
  }
}

export type Details =
  | {
      readonly kind: 'details';
      readonly approval: Approval;
      readonly asked: ApprovalAsked;
      readonly payload: ApprovalPayload | undefined;
      readonly denial: Denial | undefined;
      /** Why people approved it, by the place of their decision. */
      readonly reasons: ReadonlyMap<number, string>;
      /** Who opened it before, for auditors alone. */
      readonly opened?: readonly Opening[] | undefined;
      /** They could ask somebody else to decide it. */
      readonly mayHand: boolean;
      /** Why nobody can use it any more; absent while it counts. */
      readonly void?: string | undefined;
      /** This person may approve it alone in an emergency. */
      readonly breakGlass: boolean;
    }
  | Refusal<'no-approval' | 'not-allowed' | Unsure>;

/** "Details open for deciders, the owning team and auditors only." */
export async function openDetails(deps: Deps, person: PersonKey, id: string): Promise<Details> {
  const loaded = await loadApproval(deps, id);
  if (!loaded) return noApproval(id);
  const approval = loaded.head.state;
  const workflow = await loadWorkflow(deps, approval.workflow);
  if (!workflow) return noApproval(id);
  const standing = await standingTo(deps, workflow.state);
  const refusal = mayNot('see-payload', person, standing);
  if (refusal) {
    const seat = await askedAs(deps, loaded, person);
    if (!seat) return refusal;
    const named = await namedNow(deps, approval);
    if (named?.kind === 'refused') return named;
    if (!isDeciderNow(approval, seat, standing, named?.people)) return refusal;
  }
  const audits = standing.organisation.auditors.includes(person);
  const [payload, denial, reasons, opened] = await Promise.all([
    loadPayload(deps, id),
    loadDenial(deps, approval),
    loadReasons(deps, approval),
    audits ? loadOpenings(deps, id) : undefined,
  ]);
  const { asked } = loaded;
  const why = whyVoid(standing.organisation, approval);
  const waiting = stateOf(approval) === 'waiting' && why === undefined;
  const breakGlass = waiting && !mayNot('break-glass', person, standing);
  const shown = { approval, asked, payload, denial, reasons, opened, void: why };
  const mayHand = waiting && hasTurnToHand(approval, asked, person);
  return { kind: 'details', ...shown, breakGlass, mayHand };
}

/** What waits in these teams (`PLATFORM` for what waits at the platform). */
export async function waitingApprovals(deps: Deps, teams: readonly string[]): Promise<Approval[]> {
  const lists = await Promise.all(
    teams.map((team) =>
      readAll(deps.store, { index: 'list', partition: waitingIn(team), schema: approvalSchema }),
    ),
  );
  return lists.flat().map((head) => head.state);
}

type Unsure = NonNullable<ApproversNow['unsure']>['why'];

/**
 * The approvers whom the manifest in force names for what an approval is about, as they are now.
 * Undefined for an approval that others decide on; nobody where the manifest names none any more.
 */
export async function namedNow(
  deps: Deps,
  approval: Approval,
): Promise<{ kind: 'named'; people: readonly PersonKey[] } | Refusal<Unsure> | undefined> {
  if (turnOf(approval).stage.via !== 'approvers') return undefined;
  const workflow = (await loadWorkflow(deps, approval.workflow))?.state;
  const team = workflow && (await loadTeam(deps, workflow.team));
  const approvers = workflow && gateRule(workflow.manifest, approval.action).approvers;
  if (!team || !approvers) return { kind: 'named', people: [] };
  const { people, unsure } = await approversNow(deps, approvers, team);
  return unsure ?? { kind: 'named', people };
}

/** True when the person is one of those whose decision counts today; `named`: of `namedNow`. */
export function isDeciderNow(
  approval: Approval,
  person: PersonKey,
  standing: Standing,
  named: readonly PersonKey[] = [],
): boolean {
  const { team } = standing;
  const { via } = turnOf(approval).stage;
  if (via === 'approvers') return named.includes(person);
  if (via === 'team') return team?.members.includes(person) ?? false;
  if (via === 'lead') return team ? leadsOf(team).includes(person) : false;
  if (via === 'backup') return standing.backup === person;
  return standing.organisation.admins.includes(person);
}
