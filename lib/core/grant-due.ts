import { type Grant, isInForce, withAccess, withGrants } from './grant.ts';
import { minutesAfter } from './time.ts';
import type { Workflow } from './workflow.ts';

/** "7 days before expiry one reminder to the owner." */
const WARNED_MINUTES = 7 * 24 * 60;

/** When the owner is told that it ends; never for one that was given for less than that. */
function warnAt({ at, until, told }: Grant): string | undefined {
  if (until === undefined || told !== undefined) return undefined;
  const then = minutesAfter(until, -WARNED_MINUTES);
  return then > at ? then : undefined;
}

/** When the schedule has to look at a workflow's grants next; undefined when none of them ends. */
export function nextGrantLook({ grants = [], status }: Workflow): string | undefined {
  if (status === 'retired') return undefined;
  const looks = grants.map((grant) =>
    grant.told === 'ended' ? undefined : (warnAt(grant) ?? grant.until),
  );
  return looks.filter((look) => look !== undefined).sort()[0];
}

/** Grants that have ended, or end within the week before which their owner is told. */
export function nearEnd({ grants = [] }: Workflow, now: string): Grant[] {
  const soon = minutesAfter(now, WARNED_MINUTES);
  return grants.filter(({ until }) => until !== undefined && until <= soon);
}

/** What became of a workflow's grants by `now`. */
export interface GrantsDue {
  readonly what: 'ended' | 'ending';
  readonly grants: readonly Grant[];
  readonly workflow: Workflow;
}

/**
 * Grants whose moment has come, or those that end soon; what has ended is said first. Each is told
 * once. Undefined when there is nothing to say.
 */
export function grantsDue(workflow: Workflow, now: string): GrantsDue | undefined {
  const { grants = [] } = workflow;
  const over = grants.filter((grant) => !isInForce(grant, now) && grant.told !== 'ended');
  const soon = grants.filter((grant) => {
    const at = warnAt(grant);
    return at !== undefined && at <= now && isInForce(grant, now);
  });
  const [what, due] = over.length > 0 ? (['ended', over] as const) : (['ending', soon] as const);
  if (due.length === 0) return undefined;
  const told = due.map((grant) => ({ ...grant, told: what }));
  return { what, grants: told, workflow: withAccess(workflow, withGrants(grants, told), now) };
}
