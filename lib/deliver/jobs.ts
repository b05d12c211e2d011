import * as z from 'zod';
import type { Deps } from '../acts/deps.ts';
import { sweepDue } from '../acts/sweep.ts';
import { drain } from './drain.ts';
import type { SlackPort } from './slack.ts';

const eventSchema = z.discriminatedUnion('job', [z.object({ job: z.literal('sweep') })]);

/** Rows younger than this are on their way through the queue. */
const OVERDUE_MINUTES = 1;
const MOST_ROWS = 100;

/** Handles what the schedule sends: `{ "job": "sweep" }` "ends what is over and sends what is late". */
export function jobHandler(deps: Deps, port: () => Promise<SlackPort>) {
  return async (event: unknown) => {
    const { job } = eventSchema.parse(event);
    // First, and whether or not Slack can be reached: what is over must not be decided any more.
    const { expired } = await sweepDue(deps);
    const slack = await port();
    const late = { most: MOST_ROWS, overdueMinutes: OVERDUE_MINUTES };
    const interactive = await drain(deps, slack, { lane: 'interactive', ...late });
    const bulk = await drain(deps, slack, { lane: 'bulk', ...late });
    deps.log.info({ job, expired, interactive, bulk }, 'swept');
    return { expired, interactive, bulk };
  };
}
