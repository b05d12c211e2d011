import type { AuditActor } from '../core/audit.ts';
import { type Organisation, organisationSchema, type STOPS } from '../core/people.ts';
import type { Head } from '../store/item.ts';
import { readHead } from '../store/read.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { ORGANISATION } from './standing.ts';

type Why = (typeof STOPS)[number];

/**
 * Ends asking, deciding and consuming at once, for everybody. Slack may say it twice: the first time
 * counts. What an admin ended stays ended by the admin, whatever Slack says later; and an admin may
 * still end what Slack has stopped. Returns whether anything changed.
 */
export function stopOrganisation(deps: Deps, why: Why, actor: AuditActor): Promise<boolean> {
  return changeOrganisation(deps, ({ stopped }) => {
    if (stopped && (why !== 'uninstalled' || stopped.why === 'uninstalled')) return undefined;
    const at = deps.now();
    const event = { kind: 'organisation.stopped', at, actor, data: { why } };
    return { change: { stopped: { at, why } }, event };
  });
}

/**
 * "Opening again is deliberate": a start with a token that works, or the set-up job, ends a stop that
 * came from Slack; one by an admin only when it is set up again (`setUpAgain`). Returns whether it
 * was stopped and is open now.
 */
export function openAgain(deps: Deps, { setUpAgain = false } = {}): Promise<boolean> {
  return changeOrganisation(deps, ({ stopped }) => {
    if (!stopped || (stopped.why === 'uninstalled' && !setUpAgain)) return undefined;
    const actor = { kind: 'system' as const, id: setUpAgain ? 'set-up' : 'start' };
    const data = { was: stopped.why, since: stopped.at };
    const event = { kind: 'organisation.opened', at: deps.now(), actor, data };
    return { change: { stopped: undefined }, event };
  });
}

type Decide = (organisation: Organisation) =>
  | {
      readonly change: Partial<Organisation>;
      readonly event: {
        readonly kind: string;
        readonly at: string;
        readonly actor: AuditActor;
        readonly data: Readonly<Record<string, string | number>>;
      };
    }
  | undefined;

/** A step of the organisation's chain; false when there is nothing to change, or no organisation. */
export function changeOrganisation(deps: Deps, decide: Decide): Promise<boolean> {
  return attempt(deps, async (): Promise<Step<boolean>> => {
    const head: Head<Organisation> | undefined = await readHead(
      deps.store,
      ORGANISATION,
      organisationSchema,
    );
    const decided = head && decide(head.state);
    if (!head || !decided) return done(false);
    const state = { ...head.state, ...decided.change };
    const change = {
      subject: ORGANISATION,
      from: head.chain,
      state,
      event: decided.event,
    } as const;
    return { kind: 'write', value: true, write: { changes: [change] } };
  });
}
