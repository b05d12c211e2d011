import type { Deps } from './deps.ts';
import { orLog } from './or-log.ts';
import { checkOwners } from './owner-check.ts';
import { carryDue } from './team-carry.ts';
import { tendDue } from './team-tend.ts';

export interface TeamsSwept {
  /** Things that were carried from merged teams to those that they went into. */
  readonly carried: number;
  /** Teams whose people were looked up. */
  readonly tended: number;
  /** Owners who left Slack, or are back, since they were looked up last. */
  readonly departed: number;
}

const TROUBLE = 'the teams could not be looked after';

/** What the schedule does for teams. Trouble with one half is logged, and keeps nothing else waiting. */
export async function sweepTeams(deps: Deps): Promise<TeamsSwept> {
  const carried = await orLog(deps, () => carryDue(deps), TROUBLE);
  const tended = await orLog(deps, () => tendDue(deps), TROUBLE);
  const checked = await orLog(deps, () => checkOwners(deps), 'the owners could not be looked up');
  return {
    carried: carried?.carried ?? 0,
    tended: tended?.tended ?? 0,
    departed: checked?.departed ?? 0,
  };
}
