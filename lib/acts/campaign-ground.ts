import type { Campaign } from '../core/campaign.ts';
import { successorProblem } from '../core/campaign-successor.ts';
import {
  noVersions,
  overlapProblem,
  type WantedCampaign,
  wantedProblem,
} from '../core/campaign-wanted.ts';
import type { Component, Release } from '../core/component.ts';
import { successorParts } from '../core/lifecycle.ts';
import type { Organisation, PersonKey } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { mayNot } from '../core/roles.ts';
import { dateIn, dayStart } from '../core/time.ts';
import type { Head } from '../store/item.ts';
import type { Deps } from './deps.ts';
import { inactiveAmong } from './inactive.ts';
import { noComponent } from './promotion-store.ts';
import { loadComponent } from './publish-ground.ts';
import { releasesOf } from './register.ts';
import { loadOrganisation, loadTeam } from './standing.ts';

/** A component that this person may retire, as it is now. */
export interface MayDeprecate {
  readonly kind: 'may';
  readonly head: Head<Component>;
  readonly organisation: Organisation;
  /** The team that owns it by now. */
  readonly team: string;
  /** The organisation's day, YYYY-MM-DD. */
  readonly today: string;
}

/** "Platform for shared components, owning team's lead for its own." */
export async function mayDeprecate(
  deps: Deps,
  by: PersonKey,
  component: string,
): Promise<MayDeprecate | Refusal<'not-allowed' | 'no-component'>> {
  const [organisation, head] = await Promise.all([
    loadOrganisation(deps),
    loadComponent(deps, component),
  ]);
  if (!head) return noComponent(component.slice(0, 200));
  const team = await loadTeam(deps, head.state.team);
  const act = head.state.visibility === 'shared' ? 'deprecate-shared' : 'deprecate';
  const refusal = mayNot(act, by, { organisation, team });
  if (refusal) return refusal;
  const today = dateIn(deps.now(), organisation.timeZone);
  return { kind: 'may', head, organisation, team: team?.id ?? head.state.team, today };
}

/** The moments at which its days begin, where the organisation is. */
export function momentsOf(
  { closesOn, stopsOn }: Pick<WantedCampaign, 'closesOn' | 'stopsOn'>,
  { timeZone }: Pick<Organisation, 'timeZone'>,
): Pick<Campaign, 'closesOn' | 'closes' | 'stopsOn' | 'stops'> {
  const closes = dayStart(closesOn, timeZone);
  return { closesOn, closes, stopsOn, stops: dayStart(stopsOn, timeZone) };
}

/** Everything that has to hold before a campaign is announced; each refusal names its field. */
export async function readyToAnnounce(
  deps: Deps,
  by: PersonKey,
  wanted: WantedCampaign,
): Promise<MayDeprecate | Refusal> {
  const may = await mayDeprecate(deps, by, wanted.component);
  if (may.kind === 'refused') return may;
  const problem = wantedProblem(wanted, may.today);
  if (problem) return problem;
  const releases = await releasesOf(deps, wanted.component);
  const versions = releases.map((one) => one.version);
  return (
    noVersions(wanted, versions) ??
    (await successorOf(deps, wanted, releases)) ??
    overlapProblem(wanted, may.head.state.endings ?? [], deps.now()) ??
    may
  );
}

/** "Helper (a person)": why nobody would be helped by whom it names. Slack's silence holds up nothing. */
export async function helperProblem(
  deps: Deps,
  { helper }: Pick<WantedCampaign, 'helper'>,
): Promise<Refusal<'bad-campaign'> | undefined> {
  const gone = await inactiveAmong(deps, [helper]);
  if (!gone.has(helper)) return undefined;
  const say =
    'Slack knows no active person of this organisation there. Name somebody who can help.';
  return refuse('bad-campaign', say, { field: 'helper' });
}

/** Why what replaces it cannot, as the catalog is now; `own` are the releases of the component itself. */
export async function successorOf(
  deps: Deps,
  wanted: Pick<WantedCampaign, 'component' | 'range' | 'successor'>,
  own: readonly Release[],
): Promise<Refusal<'bad-campaign'> | undefined> {
  const { component } = successorParts(wanted.successor);
  const releases = component === wanted.component ? own : await releasesOf(deps, component);
  return successorProblem(wanted, releases);
}
