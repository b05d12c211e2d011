import { type CatalogSwept, sweepCatalog } from '../acts/catalog-sweep.ts';
import type { Deps, WebhookSender } from '../acts/deps.ts';
import { fileSystems, type SystemsFiled } from '../acts/file-systems.ts';
import { countReuse } from '../acts/promotion-use.ts';
import { type Retention, sweepRetention } from '../acts/retention.ts';
import { type Due, sweepDue } from '../acts/sweep.ts';
import { sweepTeams, type TeamsSwept } from '../acts/team-sweep.ts';
import { type Drained, drain } from './drain.ts';
import type { SlackPort } from './slack.ts';
import { drainWebhooks } from './webhook-lane.ts';

/** Rows younger than this are on their way through the queue. */
const OVERDUE_MINUTES = 1;
const MOST_ROWS = 100;
/** Two bites of those that are waited for at once: each may take ten seconds of the function's minute. */
const MOST_WEBHOOKS = 20;

export interface Swept extends Due, TeamsSwept, SystemsFiled, CatalogSwept {
  readonly interactive: Drained;
  readonly bulk: Drained;
  readonly webhooks: Drained;
  readonly retention: Retention;
}

/** The schedule's sweep: "ends what is over and sends what is late". */
export function sweeper(
  ours: Deps,
  port: () => Promise<SlackPort>,
  sender: WebhookSender,
): (using?: Deps) => Promise<Swept> {
  return async (deps = ours) => {
    // First, and whether or not Slack can be reached: what is over must not be decided any more.
    const due = await sweepDue(deps);
    const teams = await sweepTeams(deps);
    const systems = await fileSystems(deps);
    await countReuse(deps);
    const overdueMinutes = OVERDUE_MINUTES;
    // Before Slack, whose trouble is not theirs.
    const webhooks = await drainWebhooks(deps, sender, { most: MOST_WEBHOOKS, overdueMinutes });
    const slack = await port();
    const late = { most: MOST_ROWS, overdueMinutes };
    const interactive = await drain(deps, slack, { lane: 'interactive', ...late });
    const bulk = await drain(deps, slack, { lane: 'bulk', ...late });
    // Last: it takes longest, and nobody waits for it.
    const catalog = await sweepCatalog(deps);
    const retention = await sweepRetention(deps);
    const swept = {
      ...due,
      ...teams,
      ...systems,
      ...catalog,
      retention,
      interactive,
      bulk,
      webhooks,
    };
    deps.log.info(swept, 'swept');
    return swept;
  };
}
