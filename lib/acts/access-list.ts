import * as z from 'zod';
import type { AccessRequest } from '../core/access.ts';
import { accessRequestSchema } from '../core/access.ts';
import { mayAnswer } from '../core/access-answer.ts';
import { type Grant, isInForce } from '../core/grant.ts';
import type { PersonKey } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { mayNot } from '../core/roles.ts';
import { minutesAfter } from '../core/time.ts';
import { type Workflow, workflowSchema } from '../core/workflow.ts';
import { ACCESS_ASKED, WORKFLOWS } from '../store/indexes.ts';
import { fromAttributes } from '../store/item.ts';
import { componentSubject, headKey } from '../store/keys.ts';
import { readListedPage } from '../store/page.ts';
import { readAll, readTogether } from '../store/read.ts';
import { teamNames } from '../store/teams.ts';
import { noAccess } from './access-answer.ts';
import { loadAccess } from './access-store.ts';
import type { Deps } from './deps.ts';
import { loadKeptReason } from './kept-reason.ts';
import {
  loadOrganisation,
  loadTeamsOf,
  loadWorkflow,
  mayNotHere,
  noWorkflow,
  standingTo,
} from './standing.ts';

/** Requests that wait for the platform, the oldest first: those of the person's teams, or all of them. */
export async function openRequests(deps: Deps, person: PersonKey): Promise<AccessRequest[]> {
  const listing = { index: 'list' as const, partition: ACCESS_ASKED, schema: accessRequestSchema };
  const [heads, organisation, teams, names] = await Promise.all([
    readAll(deps.store, listing),
    loadOrganisation(deps),
    loadTeamsOf(deps, person),
    teamNames(deps.store),
  ]);
  const all = heads.map((head) => head.state);
  if (!mayNot('read-oversight', person, { organisation })) return all;
  const mine = new Set(teams.map((team) => team.id));
  return all.filter(({ team, by }) => by === person || mine.has(names.now(team)));
}

/** Those that this person may answer, the oldest first. */
export async function requestsToAnswer(deps: Deps, person: PersonKey): Promise<AccessRequest[]> {
  if (await mayNotHere(deps, 'grant-access', person)) return [];
  const open = await openRequests(deps, person);
  const organisation = await loadOrganisation(deps);
  const owners = await ownersOf(deps, open);
  return open.filter(
    (one) => !mayAnswer(one, person, { organisation, owner: owners.get(one.workflow) }),
  );
}

async function ownersOf(deps: Deps, requests: readonly AccessRequest[]) {
  const ids = [...new Set(requests.map((one) => one.workflow))];
  const workflows = await headsOf(deps, ids);
  return new Map(workflows.map(({ id, owner }) => [id, owner]));
}

/** One request with what was said at its end, for its team, auditors and the platform. */
export async function readAccess(
  deps: Deps,
  person: PersonKey,
  id: string,
): Promise<
  | {
      readonly kind: 'access';
      readonly request: AccessRequest;
      readonly answer: string | undefined;
    }
  | Refusal<'no-access'>
> {
  const head = await loadAccess(deps, id);
  const workflow = head && (await loadWorkflow(deps, head.state.workflow));
  if (!head || !workflow) return noAccess(id);
  const refusal = mayNot('read-log', person, await standingTo(deps, workflow.state));
  if (refusal) return noAccess(id);
  const answer = await loadKeptReason(deps, `access/${id}`);
  return { kind: 'access', request: head.state, answer };
}

/** A grant in force with whose it is. */
export interface HeldGrant {
  readonly workflow: Workflow;
  readonly grant: Grant;
}

export interface GrantsAsked {
  /** One workflow's; else the connector's, or everybody's. */
  readonly workflow?: string | undefined;
  /** A connector's name, without its kind. */
  readonly connector?: string | undefined;
  /** Only those that end within so many days. */
  readonly endingWithin?: number | undefined;
  /** What the last page ended with. */
  readonly after?: string | undefined;
}

export interface GrantPage {
  readonly kind: 'grants';
  /** By workflow, connector and scope. */
  readonly rows: readonly HeldGrant[];
  readonly next: string | undefined;
}

/** Workflows read for one page. */
const PAGE = 100;
const DAY_MINUTES = 24 * 60;

/** Grants in force: of one workflow for everybody; across teams for auditors and the platform. */
export async function listGrants(
  deps: Deps,
  person: PersonKey,
  asked: GrantsAsked,
): Promise<GrantPage | Refusal<'not-allowed' | 'no-workflow' | 'no-component'>> {
  const act = asked.workflow === undefined ? 'read-oversight' : 'find';
  const refusal = await mayNotHere(deps, act, person);
  if (refusal) return refusal;
  const page = await workflowPage(deps, asked);
  if (page.kind === 'refused') return page;
  const now = deps.now();
  const latest =
    asked.endingWithin === undefined
      ? undefined
      : minutesAfter(now, asked.endingWithin * DAY_MINUTES);
  const isAsked = ({ connector, ...grant }: Grant) =>
    isInForce({ connector, ...grant }, now) &&
    (asked.connector === undefined || connector === asked.connector) &&
    (latest === undefined || (grant.until !== undefined && grant.until <= latest));
  const rows = page.workflows
    .filter(({ status }) => status !== 'retired')
    .flatMap((workflow) =>
      (workflow.grants ?? []).filter(isAsked).map((grant) => ({ workflow, grant })),
    );
  return { kind: 'grants', rows, next: page.next };
}

interface WorkflowPage {
  readonly kind: 'page';
  readonly workflows: readonly Workflow[];
  readonly next: string | undefined;
}

async function workflowPage(
  deps: Deps,
  { workflow, connector, after }: GrantsAsked,
): Promise<WorkflowPage | Refusal<'no-workflow' | 'no-component'>> {
  if (workflow !== undefined) {
    const head = await loadWorkflow(deps, workflow);
    return head ? { kind: 'page', workflows: [head.state], next: undefined } : noWorkflow(workflow);
  }
  if (connector !== undefined) return connectorPage(deps, connector, after);
  const listing = { partition: WORKFLOWS, schema: workflowSchema };
  const { heads, next } = await readListedPage(deps.store, listing, { most: PAGE, after });
  return { kind: 'page', workflows: heads.map((head) => head.state), next };
}

const pinSchema = z.object({ workflow: z.string() });

/** "At the cost of its answer": who pins the connector stands in its own partition. */
async function connectorPage(
  deps: Deps,
  connector: string,
  after = '',
): Promise<WorkflowPage | Refusal<'no-component'>> {
  const partition = componentSubject(`connector/${connector}`);
  const lists = await Promise.all(
    ['EDGE#', 'WIDE#'].map((prefix) =>
      readAll(deps.store, { partition, prefix, schema: pinSchema }),
    ),
  );
  const pinning = [...new Set(lists.flat().map((head) => head.state.workflow))].sort();
  if (pinning.length === 0 && !(await readTogether(deps.store, [headKey(partition)])).size) {
    return refuse('no-component', `There is no connector/${connector} in the catalog.`);
  }
  const rest = pinning.filter((id) => id > after);
  const ids = rest.slice(0, PAGE);
  const next = ids.length < rest.length ? ids.at(-1) : undefined;
  return { kind: 'page', workflows: await headsOf(deps, ids), next };
}

/** The workflows of these ids as they are now, by id; at most a hundred are read at once. */
async function headsOf(deps: Deps, ids: readonly string[]): Promise<Workflow[]> {
  const found: Workflow[] = [];
  for (let at = 0; at < ids.length; at += PAGE) {
    const keys = ids.slice(at, at + PAGE).map((id) => headKey(`workflow/${id}`));
    const items = await readTogether(deps.store, keys);
    found.push(...[...items.values()].map((item) => fromAttributes(item, workflowSchema).state));
  }
  return found.sort((a, b) => (a.id < b.id ? -1 : 1));
}
