import { organisationSchema, type Team, teamSchema } from '../core/people.ts';
import { readHead } from '../store/read.ts';
import { listAliases, teamIndex } from '../store/teams.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { loadTeam, ORGANISATION } from './standing.ts';
import { MOVERS, type Moving } from './team-movers.ts';

/** How much has been moved, and whether nothing is left. */
export interface Carried {
  readonly moved: number;
  readonly finished: boolean;
}

const SYSTEM = { kind: 'system', id: 'team-merge' } as const;
const SWEEP_MOST = 200;

/**
 * "Renames and merges carry everything": moves up to `most` things of a merged team to the team that
 * its id means by now, each in a transaction of its own. Run it again and it goes on; meanwhile the
 * alias leads every door to the right team. It has finished when it finds nothing left to move.
 */
export async function carryOn(deps: Deps, from: string, most: number): Promise<Carried> {
  const into = await loadTeam(deps, from);
  if (!into || into.id === from) return { moved: 0, finished: true };
  const moving = { from, into: into.id };
  let moved = await movePlatform(deps, moving);
  for (;;) {
    const before = moved;
    for (const mover of MOVERS) {
      for (const id of await mover.list(deps, from)) {
        if (moved >= most) return { moved, finished: false };
        if (await mover.move(deps, id, moving)) moved += 1;
      }
    }
    if (moved === before) break;
  }
  await finish(deps, from);
  return { moved, finished: true };
}

/** The platform's own team goes like any other. */
async function movePlatform(deps: Deps, { from, into }: Moving): Promise<number> {
  return attempt(deps, async (): Promise<Step<number>> => {
    const head = await readHead(deps.store, ORGANISATION, organisationSchema);
    if (head?.state.platformTeam !== from) return done(0);
    const state = { ...head.state, platformTeam: into };
    const event = {
      kind: 'organisation.team-moved',
      at: deps.now(),
      actor: SYSTEM,
      data: { from, into },
    };
    const change = { subject: ORGANISATION, from: head.chain, state, event } as const;
    return { kind: 'write', write: { changes: [change] }, value: 1 };
  });
}

async function finish(deps: Deps, from: string): Promise<void> {
  await attempt(deps, async (): Promise<Step<void>> => {
    const head = await readHead(deps.store, `team/${from}`, teamSchema);
    if (!head?.state.carrying) return done(undefined);
    const { carrying: _, ...state }: Team = head.state;
    const event = { kind: 'team.carried', at: deps.now(), actor: SYSTEM, data: {} };
    const subject = `team/${from}` as const;
    const change = { subject, from: head.chain, state, index: teamIndex(state), event };
    return { kind: 'write', write: { changes: [change] }, value: undefined };
  });
}

/** The sweep's share: goes on where a merge was broken off or had too much to carry at once. */
export async function carryDue(deps: Deps): Promise<{ carried: number }> {
  let carried = 0;
  for (const alias of await listAliases(deps.store)) {
    if (alias.carrying) carried += (await carryOn(deps, alias.id, SWEEP_MOST)).moved;
  }
  return { carried };
}
