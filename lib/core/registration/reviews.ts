import * as z from 'zod';
import { grantOf, isInForce } from '../grant.ts';
import { gateRule } from '../manifest.ts';
import { type PersonKey, slackUserId } from '../people.ts';
import { gatedActionsOf, gatedScopes } from '../scope-actions.ts';
import type { Workflow } from '../workflow.ts';
import { CONNECTOR, freshWants, known, touchedSystems } from './access.ts';
import { lockedReleases, type Releases } from './locks.ts';
import { weaker } from './weaker.ts';

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
  readonly now: string;
  /** Slack says that the owner left: whoever is asked in turn takes it, and nobody is left to ask. */
  readonly ownerGone?: boolean | undefined;
  /** Whether the baseline gates an action; absent where it gates nothing. */
  readonly isRuled?: (action: string) => boolean;
}

/**
 * "A revision that removes a gate, adds a scope or system, or changes owner, approvers or card
 * template stays proposed until reviewed; the last accepted one is in force."
 */
export function reviewReasons(revising: Revising): ReviewReason[] {
  return [
    ...gateReasons(revising),
    ...openedReasons(revising),
    ...personReasons(revising),
    ...accessReasons(revising),
  ];
}

function gateReasons({ before, next, isRuled = () => false }: Revising): ReviewReason[] {
  const was = before.manifest;
  const now = next.manifest;
  const field = 'review_required_actions';
  const gated = now.review_required_actions ?? [];
  const gone = (was.review_required_actions ?? []).filter((action) => !gated.includes(action));
  // A rule counts also where the baseline alone gates the action: the manifest then need not list it.
  const named = Object.keys(now.gates ?? {}).filter(
    (action) => isRuled(action) || gateRule(now, action).approvers,
  );
  const ruled = [...(was.review_required_actions ?? []), ...Object.keys(was.gates ?? {}), ...named];
  const kept = [...new Set(ruled)].filter((action) => !gone.includes(action));
  return [
    ...gone.map((action) => team(field, `Removes the gate on ${action}`)),
    ...kept
      .flatMap((action) =>
        weaker({ action, was: gateRule(was, action), now: gateRule(now, action) }),
      )
      .map((say) => team('gates', say)),
  ];
}

/**
 * "A gate cannot be walked around": a version that maps a scope to gated actions no more takes it out
 * from behind the gate, though the manifest keeps all its lines.
 */
function openedReasons({ before, next, catalog, isRuled = () => false }: Revising): ReviewReason[] {
  const gated = gatedActionsOf(before, isRuled);
  const was = lockedReleases(before.locks, catalog);
  const is = new Map(lockedReleases(next.locks, catalog).map((one) => [one.component, one]));
  return (next.needs ?? []).flatMap(({ connector, scopes }) => {
    const component = `${CONNECTOR}${connector}`;
    const [old, now] = [was.find((one) => one.component === component), is.get(component)];
    if (!old || !now) return [];
    const behind = gatedScopes(now, gated);
    return gatedScopes(old, gated)
      .filter((scope) => scopes.includes(scope) && !behind.includes(scope))
      .map((scope) =>
        team('gates', `Takes the scope ${scope} of ${connector} out from behind its gate`),
      );
  });
}

/**
 * The backup decides when nobody else is left, and may take the key. Whoever holds these rights may
 * pass them on at once; from anybody else it waits.
 */
function personReasons({ before, next, person, stewards, ownerGone }: Revising): ReviewReason[] {
  const reasons: ReviewReason[] = [];
  if (next.owner !== before.owner && !ownerGone) {
    reasons.push(team('owner_person', `Makes ${slackUserId(next.owner)} the owner`));
  }
  const passedOn = person !== undefined && stewards.includes(person);
  if (next.backup && next.backup !== before.backup && !passedOn) {
    reasons.push(team('backup', `Makes ${slackUserId(next.backup)} the backup`));
  }
  return reasons;
}

function accessReasons(revising: Revising): ReviewReason[] {
  const { before, next, catalog, now } = revising;
  const systemsOf = ({ manifest, locks }: Workflow) =>
    touchedSystems(manifest, lockedReleases(locks, catalog));
  const touched = systemsOf(before);
  const had = known(before, lockedReleases(before.locks, catalog));
  const fresh = freshWants(next.needs ?? [], had).filter((want) => !grantOf(next, want, now));
  const systems = systemsOf(next).filter((system) => !touched.includes(system));
  return [
    ...fresh.map(({ connector, scope }) =>
      platform('scopes', `Adds the scope ${scope} of ${connector}`),
    ),
    ...declaredScopes(revising, fresh).map((scope) =>
      platform('scopes', `Adds the scope ${scope}, which a version that it uses asks for`),
    ),
    ...systems.map((system) => platform('systems', `Adds the system ${system}`)),
  ];
}

/**
 * Scopes that plugins, skills and blocks declare and did not before. No credentials follow from them,
 * but they are what the reviewed versions said they would touch.
 */
function declaredScopes(
  { before, next, catalog, now }: Revising,
  told: readonly { readonly scope: string }[],
): string[] {
  const scopesOf = ({ locks }: Workflow) =>
    lockedReleases(locks, catalog)
      .filter((release) => !release.component.startsWith('connector/'))
      .flatMap((release) => release.surface.scopes);
  const has = new Set([
    ...scopesOf(before),
    ...told.map((want) => want.scope),
    ...(next.grants ?? []).filter((one) => isInForce(one, now)).map((one) => one.scope),
  ]);
  return [...new Set(scopesOf(next))].filter((scope) => !has.has(scope)).sort();
}

function team(field: string, say: string): ReviewReason {
  return { review: 'team', field, say };
}

function platform(field: string, say: string): ReviewReason {
  return { review: 'platform', field, say };
}
