import type { PersonKey } from '../core/people.ts';
import type { Wanted } from '../core/promotion/proposal.ts';
import { isUnderWay, type Promotion } from '../core/promotion.ts';
import { openVersions } from '../core/registration/locks.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { mayNot } from '../core/roles.ts';
import { newestFirst } from '../core/version.ts';
import type { Deps } from './deps.ts';
import { loadOwned, loadPromotion, promotionUnderWay } from './promotion-store.ts';
import { loadOrganisation } from './standing.ts';

/** What a form for a proposal starts with. */
export interface Start {
  readonly kind: 'start';
  readonly component: string;
  readonly versions: readonly string[];
  /** "Test evidence for blocks and skills". */
  readonly proved: boolean;
  readonly filled: Wanted;
  /** What the reviewer asked for. */
  readonly asked: string | undefined;
}

/**
 * Where somebody who wants to promote a component begins: an empty proposal, the one that changes were
 * asked for, or the promotion that it has already (`there`).
 */
export async function startPromotion(
  deps: Deps,
  by: PersonKey,
  component: string,
): Promise<Start | { readonly kind: 'there'; readonly promotion: Promotion } | Refusal> {
  const [organisation, owned, underWay] = await Promise.all([
    loadOrganisation(deps),
    loadOwned(deps, component),
    promotionUnderWay(deps, component),
  ]);
  if (owned.kind === 'refused') return owned;
  const { head, releases, team } = owned;
  const { credit, visibility, kind, latest } = head.state;
  const id = underWay ?? (visibility === 'shared' ? credit?.promotion : undefined);
  const before = id === undefined ? undefined : (await loadPromotion(deps, id))?.state;
  if (before && before.state !== 'changes-asked') return { kind: 'there', promotion: before };
  if (visibility === 'shared') {
    return refuse('already-shared', `${component} is in the shared catalog already.`);
  }
  const refusal = mayNot('promote', by, { organisation, team });
  if (refusal) return refusal;
  const versions = newestFirst(openVersions(releases));
  const version = versions.includes(latest) ? latest : (versions[0] ?? latest);
  const license = releases.find((one) => one.version === version)?.terms?.license ?? '';
  const fresh = { version, license, evidence: '', useful: '', builders: [by] };
  return {
    kind: 'start',
    component,
    versions,
    proved: kind === 'block' || kind === 'skill',
    filled: before ? wantedOf(before) : fresh,
    asked: before?.review?.reason,
  };
}

function wantedOf({ version, license, evidence, useful, builders }: Promotion): Wanted {
  const people = builders.map((one) => one.person);
  return { version, license, evidence: evidence ?? '', useful, builders: people };
}

/** Which part somebody has in a promotion: to review it, to answer for its team, or to read it. */
export async function partIn(
  deps: Deps,
  by: PersonKey,
  promotion: Promotion,
): Promise<{ readonly platform: boolean; readonly team: boolean }> {
  const [organisation, owned] = await Promise.all([
    loadOrganisation(deps),
    loadOwned(deps, promotion.component),
  ]);
  const team = owned.kind === 'owned' ? owned.team : undefined;
  return {
    platform: !mayNot('review-promotion', by, { organisation }),
    team: isUnderWay(promotion) && !mayNot('promote', by, { organisation, team }),
  };
}
