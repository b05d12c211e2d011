import type { Campaign } from '../core/campaign.ts';
import { type PinSeen, type Target, targetsOf } from '../core/campaign-targets.ts';
import type { Release } from '../core/component.ts';
import { openVersions } from '../core/registration/locks.ts';
import type { Workflow } from '../core/workflow.ts';
import { everyDependent } from './dependents.ts';
import type { Deps } from './deps.ts';
import { releasesOf } from './register.ts';

const MOST = 10_000;

export interface CampaignTargets {
  /** Who is left, by workflow. */
  readonly targets: readonly Target[];
  /** The workflows behind them, by id. */
  readonly workflows: ReadonlyMap<string, Workflow>;
  /** The releases of the component as they stand now. */
  readonly releases: readonly Release[];
  /** More than 10,000, or releases that were not followed. */
  readonly cut: boolean;
}

/**
 * Who is still locked to what ends, "from real pins" as they are now: what is told, nudged, counted and
 * drawn asks this each time, and nothing keeps an answer.
 */
export async function campaignTargets(
  deps: Deps,
  campaign: Pick<Campaign, 'component' | 'range' | 'successor'>,
): Promise<CampaignTargets> {
  const { component, range } = campaign;
  const [{ rows, cut }, releases] = await Promise.all([
    everyDependent(deps, { component, range, most: MOST }),
    releasesOf(deps, component),
  ]);
  const pins: readonly PinSeen[] = rows;
  const targets = targetsOf(campaign, pins, openVersions(releases));
  const workflows = new Map(rows.map(({ workflow }) => [workflow.id, workflow]));
  return { targets, workflows, releases, cut };
}
