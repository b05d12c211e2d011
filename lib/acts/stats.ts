import * as z from 'zod';
import { approvalSchema } from '../core/approval.ts';
import {
  type ApprovalFigure,
  type ApprovalStats,
  approvalStats,
} from '../core/approval-figures.ts';
import type { PersonKey } from '../core/people.ts';
import { requestSchema, type WorkflowRequest } from '../core/request.ts';
import type { Refusal } from '../core/result.ts';
import { mayNot } from '../core/roles.ts';
import { monthsUpTo, registeredAt, type Stats, stats } from '../core/stats.ts';
import { readFigures } from '../store/approval-figures.ts';
import { answeredIn } from '../store/indexes.ts';
import { fromAttributes } from '../store/item.ts';
import { APPROVALS, headKey } from '../store/keys.ts';
import { readAll, readOldest, readTogether } from '../store/read.ts';
import { teamNames } from '../store/teams.ts';
import type { Deps } from './deps.ts';
import { readSteps } from './friction.ts';
import { queuedRequests } from './request.ts';
import { loadOrganisation, loadTeamsOf } from './standing.ts';

export interface StatsRead extends Stats {
  readonly kind: 'stats';
  readonly at: string;
  /** Everything, or the teams this person is in. */
  readonly scope: 'all' | readonly string[];
  readonly approvals: ApprovalStats;
}

const MONTHS = 3;
/** First uses are looked up for so many of the newest workflows, among so many of their first approvals. */
const MOST_LOOKED_UP = 100;
const FIRST_APPROVALS = 25;

/** "`/yard stats`": everybody sees their own teams', admins and auditors all. */
export async function readStats(
  deps: Deps,
  person: PersonKey,
): Promise<StatsRead | Refusal<'not-allowed'>> {
  const organisation = await loadOrganisation(deps);
  const refusal = mayNot('find', person, { organisation });
  if (refusal) return refusal;
  const all = mayNot('read-oversight', person, { organisation }) === undefined;
  const teams = all ? [] : (await loadTeamsOf(deps, person)).map((team) => team.id);
  const mine = (team: string) => all || teams.includes(team);
  const at = deps.now();
  const months = monthsUpTo(at, MONTHS);
  const names = await teamNames(deps.store);
  const [asked, steps, { workflows }, ended] = await Promise.all([
    requestsOf(deps, months),
    readSteps(deps, months),
    deps.catalog.load(),
    figuresOf(deps, months, all ? undefined : teams.flatMap(names.all)),
  ]);
  const approvals = approvalStats(ended.map((one) => ({ ...one, team: names.now(one.team) })));
  // What was asked by a team that went into another one counts as that one's.
  const requests = asked
    .map((one) => ({ ...one, team: names.now(one.team) }))
    .filter((one) => mine(one.team));
  const firstUses = await firstUsesOf(
    deps,
    requests.filter((one) => registeredAt(one, workflows)),
  );
  const seen = steps
    .map((one) => ({ ...one, teams: one.teams.map(names.now) }))
    .filter((one) => all || one.teams.some(mine));
  const read = stats({ requests, workflows, firstUses, steps: seen }, months);
  return { kind: 'stats', at, scope: all ? 'all' : teams, ...read, approvals };
}

/** What ended in these months, of these teams or of all: it costs what the answer counts. */
async function figuresOf(
  deps: Deps,
  months: readonly string[],
  teams: readonly string[] | undefined,
): Promise<ApprovalFigure[]> {
  if (!teams) return readFigures(deps.store, months);
  const lists = await Promise.all(teams.map((team) => readFigures(deps.store, months, team)));
  return lists.flat();
}

/** What was asked in these months, the oldest first, answered or not. */
async function requestsOf(deps: Deps, months: readonly string[]): Promise<WorkflowRequest[]> {
  const [queued, ...answered] = await Promise.all([
    queuedRequests(deps),
    ...months.map((month) =>
      readAll(deps.store, { index: 'list', partition: answeredIn(month), schema: requestSchema }),
    ),
  ]);
  return [...queued, ...answered.flat().map((head) => head.state)]
    .filter((request) => months.some((month) => request.at.startsWith(month)))
    .sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** By workflow, when the first of its first approvals was used. There are no leases yet to measure by. */
async function firstUsesOf(
  deps: Deps,
  requests: readonly WorkflowRequest[],
): Promise<Map<string, string>> {
  const names = [...new Set(requests.map((one) => one.workflow))].slice(-MOST_LOOKED_UP);
  const found = await Promise.all(
    names.map(async (name): Promise<[string, string][]> => {
      const used = await firstUse(deps, name);
      return used ? [[name, used]] : [];
    }),
  );
  return new Map(found.flat());
}

const listedSchema = z.object({ id: z.string() });

async function firstUse(deps: Deps, workflow: string): Promise<string | undefined> {
  const partition = `workflow/${workflow}`;
  const listing = { partition, prefix: APPROVALS, schema: listedSchema };
  const first = await readOldest(deps.store, listing, FIRST_APPROVALS);
  if (first.length === 0) return undefined;
  const keys = first.map(({ id }) => headKey(`approval/${id}`));
  const heads = [...(await readTogether(deps.store, keys)).values()];
  const uses = heads.flatMap((head) => fromAttributes(head, approvalSchema).state.use?.at ?? []);
  return uses.sort()[0];
}
