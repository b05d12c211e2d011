import type { Deps } from './deps.ts';
import { carryDue } from './team-carry.ts';
import { tendDue } from './team-tend.ts';

export interface TeamsSwept {
  /** Things that were carried from merged teams to those that they went into. */
  readonly carried: number;
  /** Teams whose people were looked up. */
  readonly tended: number;
}

/** What the schedule does for teams. Trouble with one half is logged, and keeps nothing else waiting. */
export async function sweepTeams(deps: Deps): Promise<TeamsSwept> {
  const carried = await orLog(deps, () => carryDue(deps));
  const tended = await orLog(deps, () => tendDue(deps));
  return { carried: carried?.carried ?? 0, tended: tended?.tended ?? 0 };
}

async function orLog<T>(deps: Deps, step: () => Promise<T>): Promise<T | undefined> {
  try {
    return await step();
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    deps.log.error({ error: name }, 'the teams could not be looked after');
    return undefined;
  }
}
