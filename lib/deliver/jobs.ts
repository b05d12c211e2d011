import type { Deps } from '../acts/deps.ts';
import { type Due, sweepDue } from '../acts/sweep.ts';
import { sweepTeams, type TeamsSwept } from '../acts/team-sweep.ts';
import { type Drained, drain } from './drain.ts';
import type { SlackPort } from './slack.ts';

/** Rows younger than this are on their way through the queue. */
const OVERDUE_MINUTES = 1;
const MOST_ROWS = 100;

export interface Swept extends Due, TeamsSwept {
  readonly interactive: Drained;
  readonly bulk: Drained;
}

/** The schedule's sweep: "ends what is over and sends what is late". */
export function sweeper(deps: Deps, port: () => Promise<SlackPort>): () => Promise<Swept> {
  return async () => {
    // First, and whether or not Slack can be reached: what is over must not be decided any more.
    const due = await sweepDue(deps);
    const teams = await sweepTeams(deps);
    const slack = await port();
    const late = { most: MOST_ROWS, overdueMinutes: OVERDUE_MINUTES };
    const interactive = await drain(deps, slack, { lane: 'interactive', ...late });
    const bulk = await drain(deps, slack, { lane: 'bulk', ...late });
    deps.log.info({ ...due, ...teams, interactive, bulk }, 'swept');
    return { ...due, ...teams, interactive, bulk };
  };
}
