import type { Affected } from '../core/affected.ts';
import { type Campaign, drawingOfCampaign, withOwnerless } from '../core/campaign.ts';
import { type CampaignAsk, newCampaignAsk } from '../core/campaign-ask.ts';
import { allot } from '../core/notice.ts';
import type { Head } from '../store/item.ts';
import type { Item } from '../store/store.ts';
import { attempt, done, type Step } from './attempt.ts';
import { countCampaign } from './campaign-count.ts';
import {
  campaignAskStep,
  campaignAsks,
  campaignStep,
  loadCampaign,
  tellCampaignCard,
  tellCampaignOwner,
} from './campaign-store.ts';
import { campaignTargets } from './campaign-targets.ts';
import type { Deps } from './deps.ts';
import { fillDigests } from './digest-fill.ts';
import { goneAmong, tellables } from './notice-carry.ts';
import { loadOrganisation } from './standing.ts';

const ACTOR = { kind: 'system', id: 'campaign' } as const;
/** Five items each, of the 100 items of a transaction. */
const AT_ONCE = 16;

/**
 * Shows those who were told what became of it, tells every owner who has not been told, and counts the
 * day. Batch by batch, each in a transaction that expects the campaign as it was read, so it may be
 * broken off anywhere and run in several processes at once: nobody is told twice. False when nothing
 * was due.
 */
export async function carryCampaign(deps: Deps, id: string): Promise<boolean> {
  const campaign = (await loadCampaign(deps, id))?.state;
  if (!campaign?.look || campaign.look > deps.now()) return false;
  if (campaign.redraw) {
    while (await drawSome(deps, id)) {
      // Each round draws the next ones, until none is left.
    }
  }
  if (campaign.telling) {
    const toTell = await ownersOf(deps, campaign);
    while (await tellSome(deps, id, toTell)) {
      // Each round tells the next ones, until nobody is left.
    }
  }
  await fillDigests(deps, id);
  return countCampaign(deps, id);
}

interface ToTell {
  readonly owners: readonly Pick<CampaignAsk, 'holder' | 'affected'>[];
  readonly ownerless: readonly string[];
}

/** Who is told of which of theirs, from who owns and pins what now. */
async function ownersOf(deps: Deps, campaign: Campaign): Promise<ToTell> {
  const { targets, workflows } = await campaignTargets(deps, campaign);
  const all = await tellables(
    deps,
    targets.flatMap((one) => workflows.get(one.workflow) ?? []),
  );
  const { holders, ownerless } = allot(all, await goneAmong(deps, all));
  const rows = new Map(
    targets.map(({ workflow, component, version, via }): [string, Affected] => {
      const range = via.length === 0 ? campaign.range : version;
      return [workflow, { workflow, component, range, version, via: [...via] }];
    }),
  );
  const owners = [...holders].map(([holder, names]) => ({
    holder,
    affected: names.flatMap((name) => rows.get(name) ?? []),
  }));
  return { owners, ownerless };
}

/** One batch. False when it was the last one, or there is nothing to tell any more. */
async function tellSome(deps: Deps, id: string, { owners, ownerless }: ToTell): Promise<boolean> {
  return attempt(deps, async (): Promise<Step<boolean>> => {
    const [head, asks] = await Promise.all([loadCampaign(deps, id), campaignAsks.all(deps, id)]);
    if (!head?.state.telling) return done(false);
    const told = new Set(asks.map(({ state }) => state.holder));
    const left = owners.filter((one) => !told.has(one.holder));
    const fresh = { campaign: id, at: deps.now(), drawn: drawingOfCampaign(head.state) };
    const next = left.slice(0, AT_ONCE).map((owner) => ({
      before: undefined,
      ask: newCampaignAsk({ ...fresh, ...owner }),
    }));
    const more = left.length > next.length;
    const campaign = { ...withOwnerless(head.state, ownerless), telling: more };
    const items = next.map(({ ask }) => campaignAsks.note(id, ask.holder));
    return batch(deps, { head, campaign, next, items, more });
  });
}

/** One batch of those whose message shows the campaign as it was before. False when none is left. */
async function drawSome(deps: Deps, id: string): Promise<boolean> {
  return attempt(deps, async (): Promise<Step<boolean>> => {
    const [head, asks] = await Promise.all([loadCampaign(deps, id), campaignAsks.all(deps, id)]);
    if (!head?.state.redraw) return done(false);
    const drawn = drawingOfCampaign(head.state);
    const left = asks.filter((one) => one.state.drawn !== drawn);
    const next = left
      .slice(0, AT_ONCE)
      .map((before) => ({ before, ask: { ...before.state, drawn } }));
    const more = left.length > next.length;
    return batch(deps, { head, campaign: { ...head.state, redraw: more }, next, items: [], more });
  });
}

interface Batch {
  readonly head: Head<Campaign>;
  readonly campaign: Campaign;
  readonly next: readonly {
    readonly before: Head<CampaignAsk> | undefined;
    readonly ask: CampaignAsk;
  }[];
  readonly items: readonly Item[];
  readonly more: boolean;
}

async function batch(deps: Deps, one: Batch): Promise<Step<boolean>> {
  const { head, campaign, next, items, more } = one;
  const data = { state: campaign.state, told: next.length };
  const first = campaignStep(deps, campaign, head, { kind: 'campaign.told', actor: ACTOR, data });
  const asks = next.map(({ before, ask }) => {
    const happened = { state: campaign.state, workflows: ask.affected.length };
    const event = { kind: 'campaign.owner-told', actor: ACTOR, data: happened };
    return campaignAskStep(deps, ask, before, event);
  });
  const card = more ? [] : tellCampaignCard(campaign, await loadOrganisation(deps));
  return {
    kind: 'write',
    value: more,
    write: {
      changes: [first, ...asks],
      creates: items,
      tell: [...next.map(({ ask }) => tellCampaignOwner(ask)), ...card],
    },
  };
}
