import type { Campaign } from '../core/campaign.ts';
import { dayHint } from '../core/campaign-progress.ts';
import { directOf, type Target } from '../core/campaign-targets.ts';
import type { WantedCampaign } from '../core/campaign-wanted.ts';
import { allot } from '../core/notice.ts';
import type { Organisation, PersonKey } from '../core/people.ts';
import type { Refusal } from '../core/result.ts';
import { newestFirst, satisfies } from '../core/version.ts';
import { helperProblem, readyToAnnounce } from './campaign-ground.ts';
import { campaignTargets } from './campaign-targets.ts';
import type { Deps } from './deps.ts';
import { inactiveAmong } from './inactive.ts';
import { tellables } from './notice-carry.ts';
import { loadOrganisation } from './standing.ts';

/** "Who, how many, what each must write": everything before anything is sent. */
export interface CampaignPreview {
  readonly kind: 'preview';
  /** The versions that end, newest first. */
  readonly versions: readonly string[];
  readonly targets: readonly Target[];
  /** Of these, how many have a pin of their own: what they run stops. */
  readonly direct: number;
  /** People who get one message each when it is released. */
  readonly messages: number;
  /** Workflows of which nobody is left to tell. */
  readonly ownerless: readonly string[];
  /** False where there were too many owners to ask Slack about each of them now; the release asks. */
  readonly checked: boolean;
  /** There are more than could be followed. */
  readonly cut: boolean;
  /** A sentence for each day on which nobody is at work. */
  readonly hints: readonly string[];
}

/** Slack is asked about so many people while somebody waits for a preview. */
const MOST_CHECKED = 20;

/** What announcing it would come to; nothing is written, and nobody is told. */
export async function previewCampaign(
  deps: Deps,
  by: PersonKey,
  wanted: WantedCampaign,
): Promise<CampaignPreview | Refusal> {
  const ready = await readyToAnnounce(deps, by, wanted);
  if (ready.kind === 'refused') return ready;
  return (await helperProblem(deps, wanted)) ?? reachOf(deps, wanted, ready.organisation);
}

/** Whom it reaches now; the same for a draft that waits and for one that is written still. */
export async function reachOf(
  deps: Deps,
  campaign: Pick<Campaign, 'component' | 'range' | 'successor' | 'closesOn' | 'stopsOn'>,
  organisation?: Organisation,
): Promise<CampaignPreview> {
  const [{ targets, workflows, releases, cut }, { timeZone, holidays }] = await Promise.all([
    campaignTargets(deps, campaign),
    organisation ?? loadOrganisation(deps),
  ]);
  const theirs = targets.flatMap((one) => workflows.get(one.workflow) ?? []);
  const owners = [...new Set(theirs.map((one) => one.owner))];
  const checked = owners.length <= MOST_CHECKED;
  const gone = checked ? await inactiveAmong(deps, owners) : new Set<PersonKey>();
  const { holders, ownerless } = allot(await tellables(deps, theirs), gone);
  const versions = releases.map((one) => one.version);
  return {
    kind: 'preview',
    versions: newestFirst(versions.filter((one) => satisfies(one, campaign.range))),
    targets,
    direct: directOf(targets).length,
    messages: holders.size,
    ownerless,
    checked,
    cut,
    hints: [campaign.closesOn, campaign.stopsOn].flatMap(
      (day) => dayHint(day, { timeZone, holidays }) ?? [],
    ),
  };
}
