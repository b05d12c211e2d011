import * as z from 'zod';
import type { Findings } from '../core/evidence.ts';
import { FLAGS, type Flag, isStale, UNKNOWN_FLAGS } from '../core/flags.ts';
import type { PersonKey } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { pastSunset } from '../core/sunset.ts';
import { STATUSES, type Workflow } from '../core/workflow.ts';
import { APPROVALS } from '../store/keys.ts';
import { readAll, readNewest } from '../store/read.ts';
import { teamNames } from '../store/teams.ts';
import { loadApproval } from './approvals.ts';
import type { Deps } from './deps.ts';
import { findingsAbout } from './evidence.ts';
import { inactiveAmong } from './inactive.ts';
import { lockText, releasesLocked } from './locked-releases.ts';
import { lastUses } from './seen.ts';
import { loadTeam, loadWorkflow, mayNotHere } from './standing.ts';

/** Which workflows: all that is said holds for each of them. */
export interface ListAsked {
  readonly owner?: PersonKey | undefined;
  readonly team?: string | undefined;
  readonly status?: string | undefined;
  readonly flag?: string | undefined;
  /** The name that the page before ended with. */
  readonly after?: string | undefined;
  readonly most: number;
}

export interface Listed {
  readonly kind: 'listed';
  readonly workflows: readonly Workflow[];
  /** Goes on where this page ends; undefined after the last. A page of a flag may be short. */
  readonly next: string | undefined;
  /** How many there are in all; undefined where a flag has to be looked up one by one. */
  readonly total: number | undefined;
}

type NotListed = Refusal<'not-allowed' | 'no-team' | 'no-status' | 'no-flag' | 'not-known-yet'>;

const MOST = 100;
/** Flags are looked up workflow by workflow: so many for a page. */
const MOST_LOOKED_AT = 50;

/**
 * Workflows by owner, team, status and flag, by name. An owner's come from the owner's partition; the
 * rest from the catalog that the process holds; flags are looked up page by page, as nothing keeps them.
 */
export async function listWorkflows(
  deps: Deps,
  by: PersonKey,
  asked: ListAsked,
): Promise<Listed | NotListed> {
  const refusal = (await mayNotHere(deps, 'find', by)) ?? problemOf(asked);
  if (refusal) return refusal;
  const team = asked.team === undefined ? undefined : await loadTeam(deps, asked.team);
  if (asked.team !== undefined && !team) {
    return refuse('no-team', `There is no team "${asked.team.slice(0, 60)}".`);
  }
  const names = await teamNames(deps.store);
  const fit = (await candidates(deps, asked.owner))
    .filter((one) => team === undefined || names.now(one.team) === team.id)
    .filter((one) => asked.status === undefined || one.status === asked.status)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const { after = '' } = asked;
  const rest = fit.filter((one) => one.id > after);
  const most = Math.min(Math.max(asked.most, 1), MOST);
  const flag = FLAGS.find((one) => one === asked.flag);
  if (flag) return flagged(deps, rest, { flag, most });
  const workflows = rest.slice(0, most);
  const next = workflows.length < rest.length ? workflows.at(-1)?.id : undefined;
  return { kind: 'listed', workflows, next, total: fit.length };
}

function problemOf({ status, flag }: ListAsked): NotListed | undefined {
  if (status !== undefined && !STATUSES.some((one) => one === status)) {
    const known = STATUSES.join(', ');
    return refuse('no-status', `There is no status "${status.slice(0, 40)}". Known: ${known}.`);
  }
  if (flag === undefined || FLAGS.some((one) => one === flag)) return undefined;
  const later = Object.hasOwn(UNKNOWN_FLAGS, flag) ? UNKNOWN_FLAGS[flag] : undefined;
  if (later) return refuse('not-known-yet', later);
  return refuse('no-flag', `There is no flag "${flag.slice(0, 40)}". Known: ${FLAGS.join(', ')}.`);
}

const ownsSchema = z.object({ workflow: z.string() });

async function candidates(deps: Deps, owner: PersonKey | undefined): Promise<Workflow[]> {
  if (owner === undefined) return [...(await deps.catalog.load()).workflows.values()];
  const owned = await readAll(deps.store, { partition: `owns/${owner}`, schema: ownsSchema });
  const heads = await Promise.all(owned.map((one) => loadWorkflow(deps, one.state.workflow)));
  return heads.flatMap((head) => (head?.state.owner === owner ? [head.state] : []));
}

async function flagged(
  deps: Deps,
  rest: readonly Workflow[],
  { flag, most }: { readonly flag: Flag; readonly most: number },
): Promise<Listed> {
  const looked = rest.filter((one) => one.status !== 'retired').slice(0, MOST_LOOKED_AT);
  const found = await withFlag(deps, looked, flag);
  const workflows = found.slice(0, most);
  const last = workflows.length < found.length ? workflows.at(-1) : looked.at(-1);
  const more = last !== undefined && rest.some((one) => one.id > last.id);
  return { kind: 'listed', workflows, next: more ? last.id : undefined, total: undefined };
}

async function withFlag(
  deps: Deps,
  workflows: readonly Workflow[],
  flag: Flag,
): Promise<readonly Workflow[]> {
  if (flag === 'orphaned') {
    const gone = await inactiveAmong(
      deps,
      workflows.map((one) => one.owner),
    );
    return workflows.filter((one) => gone.has(one.owner));
  }
  if (flag === 'past-sunset') {
    const releases = await releasesLocked(deps, workflows);
    return workflows.filter(({ id, locks }) => {
      const theirs = locks.flatMap((lock) => releases.get(lockText(lock)) ?? []);
      return pastSunset(id, theirs) !== undefined;
    });
  }
  if (flag === 'drifting' || flag === 'broken') return withFinding(deps, workflows, flag);
  const now = deps.now();
  const signs = await Promise.all(
    workflows.map(async (one) =>
      isStale(one.updatedAt, now) ? lastSign(deps, one) : one.updatedAt,
    ),
  );
  return workflows.filter((_, n) => isStale(signs[n] ?? now, now));
}

async function withFinding(
  deps: Deps,
  workflows: readonly Workflow[],
  flag: 'drifting' | 'broken',
): Promise<readonly Workflow[]> {
  const found = await Promise.all(workflows.map((one) => findingsAbout(deps, one)));
  const has = ({ drift, broken }: Findings) =>
    flag === 'drifting' ? drift.length > 0 : broken !== undefined;
  return workflows.filter((_, n) => {
    const one = found[n];
    return one !== undefined && has(one);
  });
}

const listedSchema = z.object({ id: z.string() });

/** The last event, use of a key, or step of the last approval that was asked for. */
async function lastSign(deps: Deps, { id, updatedAt, keys = [] }: Workflow): Promise<string> {
  const listing = { partition: `workflow/${id}`, prefix: APPROVALS, schema: listedSchema };
  const [uses, [newest]] = await Promise.all([
    lastUses(
      deps,
      `workflow/${id}`,
      keys.map((key) => key.id),
    ),
    readNewest(deps.store, listing, 1),
  ]);
  const approval = newest && (await loadApproval(deps, newest.id))?.head.state;
  const signs = [updatedAt, ...uses.values()];
  if (approval) signs.push(approval.use?.at ?? approval.end?.at ?? approval.askedAt);
  return signs.sort().at(-1) ?? updatedAt;
}
