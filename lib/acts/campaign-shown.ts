import type { Affected } from '../core/affected.ts';
import type { Campaign } from '../core/campaign.ts';
import type { CampaignAsk } from '../core/campaign-ask.ts';
import { type CountedDay, type Forecast, forecastOf } from '../core/campaign-progress.ts';
import { directOf, type Must, mustOf, type Target } from '../core/campaign-targets.ts';
import { meets } from '../core/dependents.ts';
import type { PersonKey } from '../core/people.ts';
import { openVersions } from '../core/registration/locks.ts';
import type { Refusal } from '../core/result.ts';
import { dateIn } from '../core/time.ts';
import type { Workflow } from '../core/workflow.ts';
import { stillAffected } from './affected.ts';
import {
  campaignAsks,
  countedDays,
  loadCampaign,
  noCampaign,
  runningCampaigns,
} from './campaign-store.ts';
import { campaignTargets } from './campaign-targets.ts';
import { isTheirs } from './change-answer.ts';
import type { Deps } from './deps.ts';
import { answersTo } from './digest-store.ts';
import { releasesOf } from './register.ts';
import { loadOrganisation, mayNotHere } from './standing.ts';

/** A campaign as it stands now: who is left, from real pins at this moment. */
export interface CampaignShown {
  readonly kind: 'shown';
  readonly campaign: Campaign;
  readonly targets: readonly Target[];
  /** When those who planned a day will move, YYYY-MM-DD by workflow. */
  readonly plans: ReadonlyMap<string, string>;
  readonly left: number;
  readonly over: number;
  readonly cut: boolean;
  /** People who were told. */
  readonly told: number;
  readonly days: readonly CountedDay[];
  readonly forecast: Forecast;
  readonly now: string;
  /** Counts the audit lines: a later state has a higher one. */
  readonly version: number;
}

/** Drawn by whoever draws its card; undefined when there is no such campaign. */
export async function showCampaign(deps: Deps, id: string): Promise<CampaignShown | undefined> {
  const head = await loadCampaign(deps, id);
  if (!head) return undefined;
  const [{ targets, cut }, asks, days, { timeZone }] = await Promise.all([
    campaignTargets(deps, head.state),
    campaignAsks.all(deps, id),
    countedDays(deps, id),
    loadOrganisation(deps),
  ]);
  const { stopsOn } = head.state;
  const now = deps.now();
  const plans = await plansOf(deps, id, targets);
  const left = directOf(targets).length;
  return {
    kind: 'shown',
    campaign: head.state,
    ...{ targets, plans, left, over: targets.length - left, cut },
    ...{ told: asks.length, days, now },
    forecast: forecastOf(days, { left, today: dateIn(now, timeZone), stopsOn }),
    version: head.chain.seq,
  };
}

/** "Plan a Date … shown on the campaign": of those who are left. */
async function plansOf(
  deps: Deps,
  campaign: string,
  targets: readonly Target[],
): Promise<ReadonlyMap<string, string>> {
  const lines = directOf(targets).map(({ workflow }) => ({ campaign, workflow }));
  const answers = await answersTo(deps, lines);
  return new Map(
    [...answers.values()].flatMap(({ workflow, plan }) => (plan ? [[workflow, plan.day]] : [])),
  );
}

/** The same for whoever of the organisation asks. */
export async function readCampaign(
  deps: Deps,
  by: PersonKey,
  id: string,
): Promise<CampaignShown | Refusal<'not-allowed' | 'no-campaign'>> {
  const refusal = await mayNotHere(deps, 'find', by);
  return refusal ?? (await showCampaign(deps, id)) ?? noCampaign(id);
}

/** Everything that is retired or about to be, the newest first. */
export async function listCampaigns(
  deps: Deps,
  by: PersonKey,
): Promise<
  { readonly kind: 'campaigns'; readonly campaigns: readonly Campaign[] } | Refusal<'not-allowed'>
> {
  const refusal = await mayNotHere(deps, 'find', by);
  return refusal ?? { kind: 'campaigns', campaigns: await runningCampaigns(deps) };
}

/** One workflow of an owner's message, with what is to be done for it. */
interface CampaignLine extends Affected {
  readonly must: Must;
}

/** A campaign as one owner sees it. */
export interface CampaignAskShown {
  readonly campaign: Campaign;
  readonly ask: CampaignAsk;
  /** Those of theirs that are locked to it still. */
  readonly lines: readonly CampaignLine[];
  readonly now: string;
  readonly version: number;
}

/** What an owner is told, "recomputed … again at delivery": those that moved are left out. */
export async function showCampaignAsk(
  deps: Deps,
  id: string,
  holder: PersonKey,
): Promise<CampaignAskShown | undefined> {
  const [head, ask] = await Promise.all([
    loadCampaign(deps, id),
    campaignAsks.load(deps, id, holder),
  ]);
  if (!head || !ask) return undefined;
  const campaign = head.state;
  const [still, releases] = await Promise.all([
    stillAffected(deps, ask.state.affected),
    releasesOf(deps, campaign.component),
  ]);
  const open = openVersions(releases);
  const theirs = await Promise.all(
    still.map(async ({ row, state }): Promise<CampaignLine[]> => {
      const lock = lockedStill(campaign, row, state);
      if (!lock || !(await isTheirs(deps, holder, state))) return [];
      const must = mustOf(campaign, { ...lock, via: row.via }, open);
      return [{ ...row, version: lock.version, must }];
    }),
  );
  const version = head.chain.seq + ask.chain.seq;
  return { campaign, ask: ask.state, lines: theirs.flat(), now: deps.now(), version };
}

/** The lock by which it meets the campaign, as narrow as that is by now. */
function lockedStill({ range }: Campaign, row: Affected, { locks }: Workflow) {
  const ends = row.via.length === 0 ? range : row.range;
  return locks.find((lock) => lock.component === row.component && meets(lock, ends) === 'locked');
}
