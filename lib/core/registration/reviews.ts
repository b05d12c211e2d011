import canonicalize from 'canonicalize';
import * as z from 'zod';
import { DEFAULT_EXPIRY_MINUTES } from '../gate.ts';
import type { Manifest } from '../manifest.ts';
import { type PersonKey, slackUserId } from '../people.ts';
import { exactDuration } from '../time.ts';
import type { Workflow } from '../workflow.ts';
import { touchedSystems } from './access.ts';
import { lockedReleases, type Releases } from './locks.ts';

export const REVIEWS = ['team', 'platform'] as const;
/** Who has to look at it: the team's own lead, owner or backup, or the platform. */
export type Review = (typeof REVIEWS)[number];

/** One thing that needs a review, in a sentence made of ids. */
export const reviewReasonSchema = z.strictObject({
  review: z.enum(REVIEWS),
  field: z.string(),
  say: z.string(),
});
export type ReviewReason = z.infer<typeof reviewReasonSchema>;

export interface Revising {
  readonly before: Workflow;
  readonly next: Workflow;
  readonly catalog: Releases;
  /** The person who registers; none for CI. */
  readonly person: PersonKey | undefined;
  /** Who holds the rights of a backup already: lead, owner, backup. */
  readonly stewards: readonly PersonKey[];
}

/**
 * "A revision that removes a gate, adds a scope or system, or changes owner, approvers or card
 * template stays proposed until reviewed; the last accepted one is in force."
 */
export function reviewReasons(revising: Revising): ReviewReason[] {
  return [...gateReasons(revising), ...personReasons(revising), ...accessReasons(revising)];
}

function gateReasons({ before, next }: Revising): ReviewReason[] {
  const was = before.manifest;
  const now = next.manifest;
  const field = 'review_required_actions';
  const gated = now.review_required_actions ?? [];
  const gone = (was.review_required_actions ?? []).filter((action) => !gated.includes(action));
  // A rule counts also where the baseline alone gates the action: the manifest then need not list it.
  const ruled = [...(was.review_required_actions ?? []), ...Object.keys(was.gates ?? {})];
  const kept = [...new Set(ruled)].filter((action) => !gone.includes(action));
  return [
    ...gone.map((action) => team(field, `Removes the gate on ${action}`)),
    ...kept.flatMap((action) => weaker(action, ruleOf(was, action), ruleOf(now, action))),
  ];
}

type Rule = NonNullable<Manifest['gates']>[string];

function ruleOf(manifest: Manifest, action: string): Rule {
  const gates = manifest.gates ?? {};
  return (Object.hasOwn(gates, action) && gates[action]) || {};
}

/** A stricter rule takes effect at once; a weaker one waits, and so does one that asks other people. */
function weaker(action: string, was: Rule, now: Rule): ReviewReason[] {
  const { quorum: fewer = 1, expires_in_minutes: longer = DEFAULT_EXPIRY_MINUTES, ...who } = now;
  const { quorum = 1, expires_in_minutes: minutes = DEFAULT_EXPIRY_MINUTES, ...whoBefore } = was;
  const reasons: ReviewReason[] = [];
  if (fewer < quorum) {
    reasons.push(team('gates', `Lets ${fewer} instead of ${quorum} people approve ${action}`));
  }
  if (longer > minutes) {
    reasons.push(
      team(
        'gates',
        `Lets a request to ${action} wait ${exactDuration(longer)}, not ${exactDuration(minutes)}`,
      ),
    );
  }
  if (canonicalize(who) !== canonicalize(whoBefore)) {
    reasons.push(team('gates', `Changes who approves ${action}`));
  }
  return reasons;
}

/**
 * The backup decides when nobody else is left, and may take the key. Whoever holds these rights may
 * pass them on at once; from anybody else it waits.
 */
function personReasons({ before, next, person, stewards }: Revising): ReviewReason[] {
  const reasons: ReviewReason[] = [];
  if (next.owner !== before.owner) {
    reasons.push(team('owner_person', `Makes ${slackUserId(next.owner)} the owner`));
  }
  const passedOn = person !== undefined && stewards.includes(person);
  if (next.backup && next.backup !== before.backup && !passedOn) {
    reasons.push(team('backup', `Makes ${slackUserId(next.backup)} the backup`));
  }
  return reasons;
}

function accessReasons({ before, next, catalog }: Revising): ReviewReason[] {
  const systemsOf = ({ manifest, locks }: Workflow) =>
    touchedSystems(manifest, lockedReleases(locks, catalog));
  const had = systemsOf(before);
  const scopes = next.missingScopes.filter((scope) => !before.missingScopes.includes(scope));
  const systems = systemsOf(next).filter((system) => !had.includes(system));
  return [
    ...scopes.map((scope) => platform('scopes', `Adds the scope ${scope}`)),
    ...systems.map((system) => platform('systems', `Adds the system ${system}`)),
  ];
}

/** What the platform is asked for a workflow whose scopes nobody has given yet. */
export function firstAccess(workflow: Workflow): ReviewReason[] {
  return workflow.missingScopes.map((scope) => platform('access', `Asks for the scope ${scope}`));
}

function team(field: string, say: string): ReviewReason {
  return { review: 'team', field, say };
}

function platform(field: string, say: string): ReviewReason {
  return { review: 'platform', field, say };
}
