import { leadsOf } from '../core/gate.ts';
import { allot, askedAlso, sent, type Tellable } from '../core/notice.ts';
import type { PersonKey } from '../core/people.ts';
import type { Workflow } from '../core/workflow.ts';
import { listTeams, teamNames } from '../store/teams.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { inactiveAmong } from './inactive.ts';
import {
  askChange,
  loadNotice,
  noticeAsks,
  noticeChange,
  tellHolder,
  tellPlatform,
} from './notice-store.ts';
import { allTouching } from './reach.ts';
import { loadOrganisation } from './standing.ts';

const ACTOR = { kind: 'system', id: 'notice' } as const;
/** Slack is asked about so many people at once. */
const CHECKED_AT_ONCE = 20;

/** These workflows with the leads of their teams, whatever id they name them by. */
export async function tellables(
  deps: Deps,
  workflows: readonly Workflow[],
): Promise<readonly Tellable[]> {
  const [teams, names] = await Promise.all([listTeams(deps.store), teamNames(deps.store)]);
  const byId = new Map(teams.map((team) => [team.id, team]));
  return workflows.map((workflow) => {
    const team = byId.get(names.now(workflow.team));
    return { workflow, leads: team ? leadsOf(team) : [] };
  });
}

/**
 * Tells each owner once, "recomputed" from who owns what now: whom it told already it leaves alone,
 * so it may be broken off anywhere and run in several processes at once. False when nothing was due.
 */
export async function carryNotice(deps: Deps, id: string): Promise<boolean> {
  const notice = (await loadNotice(deps, id))?.state;
  if (notice?.state !== 'sending') return false;
  const [workflows, asks] = await Promise.all([
    allTouching(deps, notice.key),
    noticeAsks.all(deps, id),
  ]);
  const asked = new Set(asks.flatMap(({ state }) => state.workflows.map((one) => one.id)));
  const all = await tellables(
    deps,
    workflows.filter((one) => !asked.has(one.id)),
  );
  const untold: string[] = [];
  for (const some of ownersAtATime(all)) {
    const { holders, ownerless } = allot(some, await goneAmong(deps, some));
    untold.push(...ownerless);
    for (const [holder, ids] of holders) {
      const over = await askHolder(deps, { notice: id, holder }, ids);
      if (over === 'closed') return false;
      untold.push(...over);
    }
  }
  await finish(deps, id, untold);
  return true;
}

/**
 * What some owners have, and so on: who was looked up is told before the next are, so that a slow
 * Slack keeps nobody waiting who is known.
 */
function ownersAtATime(all: readonly Tellable[]): Tellable[][] {
  const owners = [...new Set(all.map(({ workflow }) => workflow.owner))];
  return Array.from({ length: Math.ceil(owners.length / CHECKED_AT_ONCE) }, (_, n) => {
    const some = new Set(owners.slice(n * CHECKED_AT_ONCE, (n + 1) * CHECKED_AT_ONCE));
    return all.filter(({ workflow }) => some.has(workflow.owner));
  });
}

/** Those of the people who could be told whom Slack calls no active person. */
export async function goneAmong(
  deps: Deps,
  all: readonly Tellable[],
): Promise<ReadonlySet<PersonKey>> {
  const people = [
    ...new Set(
      all.flatMap(({ workflow: { owner, backup }, leads }) => [
        owner,
        ...(backup ? [backup] : []),
        ...leads,
      ]),
    ),
  ];
  const gone = new Set<PersonKey>();
  for (let at = 0; at < people.length; at += CHECKED_AT_ONCE) {
    const some = await inactiveAmong(deps, people.slice(at, at + CHECKED_AT_ONCE));
    for (const one of some) gone.add(one);
  }
  return gone;
}

/** One person's message, or more in it. Gives what did not fit, or that the notice was closed meanwhile. */
async function askHolder(
  deps: Deps,
  { notice, holder }: { readonly notice: string; readonly holder: PersonKey },
  ids: readonly string[],
): Promise<'closed' | readonly string[]> {
  return attempt(deps, async (): Promise<Step<'closed' | readonly string[]>> => {
    const [head, before] = await Promise.all([
      loadNotice(deps, notice),
      noticeAsks.load(deps, notice, holder),
    ]);
    if (head?.state.state !== 'sending') return done('closed');
    const ask = askedAlso(before?.state, { notice, holder, at: deps.now() }, ids);
    const listed = new Set((ask ?? before?.state)?.workflows.map((one) => one.id));
    const over = ids.filter((one) => !listed.has(one));
    if (!ask) return done(over);
    const data = { holder, workflows: ask.workflows.length };
    const happened = { kind: 'notice.asked', actor: ACTOR, data };
    return {
      kind: 'write',
      value: over,
      write: {
        changes: [askChange(deps, ask, before, happened)],
        puts: [noticeAsks.note(notice, holder)],
        tell: [tellHolder(ask)],
      },
    };
  });
}

async function finish(deps: Deps, id: string, ownerless: readonly string[]): Promise<void> {
  const { platformChannel } = await loadOrganisation(deps);
  const asks = (await noticeAsks.all(deps, id)).length;
  await attempt(deps, async (): Promise<Step<void>> => {
    const head = await loadNotice(deps, id);
    if (head?.state.state !== 'sending') return done(undefined);
    const notice = sent(head.state, ownerless);
    const data = { told: asks, ownerless: ownerless.length };
    const happened = { kind: 'notice.sent', actor: ACTOR, data };
    return {
      kind: 'write',
      value: undefined,
      write: {
        changes: [noticeChange(deps, notice, head, happened)],
        tell: tellPlatform(id, platformChannel),
      },
    };
  });
}
