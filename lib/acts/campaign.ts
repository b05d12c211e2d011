import { saltedDigest } from '../core/audit.ts';
import {
  type Campaign,
  type CampaignChanged,
  narrowCampaign,
  postponeCampaign,
  releaseCampaign,
  withdrawCampaign,
} from '../core/campaign.ts';
import type { WantedCampaign } from '../core/campaign-wanted.ts';
import type { Release } from '../core/component.ts';
import type { PersonKey } from '../core/people.ts';
import type { Refusal } from '../core/result.ts';
import { attempt, done, type Step } from './attempt.ts';
import {
  helperProblem,
  type MayDeprecate,
  mayDeprecate,
  momentsOf,
  readyToAnnounce,
  successorOf,
} from './campaign-ground.ts';
import {
  campaignStep,
  endingStep,
  loadCampaign,
  noCampaign,
  tellCampaignCard,
} from './campaign-store.ts';
import type { Deps } from './deps.ts';
import { releasesOf } from './register.ts';

export type CampaignSaid = { readonly kind: 'campaign'; readonly campaign: Campaign } | Refusal;

/**
 * Makes a draft: it is in force nowhere, and nobody is told. `id` is drawn when the form was opened, so
 * that the same form sent twice is one draft.
 */
export async function announceCampaign(
  deps: Deps,
  by: PersonKey,
  id: string,
  wanted: WantedCampaign,
): Promise<CampaignSaid> {
  const known = await loadCampaign(deps, id);
  if (known) return { kind: 'campaign', campaign: known.state };
  const nobody = await helperProblem(deps, wanted);
  if (nobody) return nobody;
  return attempt(deps, async (): Promise<Step<CampaignSaid>> => {
    const before = await loadCampaign(deps, id);
    if (before) return done({ kind: 'campaign', campaign: before.state });
    const ready = await readyToAnnounce(deps, by, wanted);
    if (ready.kind === 'refused') return done(ready);
    const { head, organisation, team } = ready;
    const salt = deps.newId('salt');
    const campaign: Campaign = {
      ...{ ...wanted, ...momentsOf(wanted, organisation) },
      ...{ id, team, by, at: deps.now(), state: 'draft', moves: [], salt },
      ...{ telling: false, redraw: false, ownerless: [] },
    };
    const { component, range, successor, closesOn, stopsOn, helper } = wanted;
    const noteDigest = saltedDigest(wanted.note, salt, deps.sha);
    const data = { component, range, successor, closesOn, stopsOn, helper, noteDigest };
    const actor = { kind: 'person' as const, id: by };
    const happened = { kind: 'campaign.announced', actor, data };
    return {
      kind: 'write',
      value: { kind: 'campaign', campaign },
      write: {
        changes: [
          campaignStep(deps, campaign, undefined, happened),
          endingStep(deps, campaign, head, { actor, data: { range } }),
        ],
      },
    };
  });
}

/** What a change is decided on besides the campaign itself. */
interface Ground extends Omit<MayDeprecate, 'kind'> {
  readonly releases: readonly Release[];
}

type Decide = (campaign: Campaign, ground: Ground) => Promise<CampaignChanged> | CampaignChanged;

/** "Nothing is sent until a named person releases it": from then on it is in force, and owners are told. */
export function sendCampaign(deps: Deps, by: PersonKey, id: string): Promise<CampaignSaid> {
  return change(deps, { by, id, kind: 'campaign.released' }, async (campaign, ground) => {
    // What replaces it may have been retired, or closed, since the draft was written.
    const gone = campaign.state === 'draft' && (await successorOf(deps, campaign, ground.releases));
    if (gone) return gone;
    return releaseCampaign(campaign, { by, at: deps.now(), today: ground.today });
  });
}

/** Days that are left out stay as they are. Tells exactly those who had been told. */
export function moveCampaign(
  deps: Deps,
  by: PersonKey,
  id: string,
  days: { readonly closesOn?: string | undefined; readonly stopsOn?: string | undefined },
): Promise<CampaignSaid> {
  return change(deps, { by, id, kind: 'campaign.postponed' }, (campaign, ground) => {
    const { closesOn = campaign.closesOn, stopsOn = campaign.stopsOn } = days;
    const dates = momentsOf({ closesOn, stopsOn }, ground.organisation);
    return postponeCampaign(campaign, dates, { by, at: deps.now(), today: ground.today });
  });
}

/** The range becomes narrower. Tells exactly those who had been told. */
export function cutCampaign(
  deps: Deps,
  by: PersonKey,
  id: string,
  range: string,
): Promise<CampaignSaid> {
  return change(deps, { by, id, kind: 'campaign.narrowed' }, (campaign, { releases }) => {
    const versions = releases.map((one) => one.version);
    return narrowCampaign(campaign, range, { by, at: deps.now(), versions });
  });
}

/** Everything stays as it is. Tells exactly those who had been told. */
export function endCampaign(deps: Deps, by: PersonKey, id: string): Promise<CampaignSaid> {
  return change(deps, { by, id, kind: 'campaign.withdrawn' }, (campaign) =>
    withdrawCampaign(campaign, { by, at: deps.now() }),
  );
}

async function change(
  deps: Deps,
  { by, id, kind }: { by: PersonKey; id: string; kind: string },
  decide: Decide,
): Promise<CampaignSaid> {
  return attempt(deps, async (): Promise<Step<CampaignSaid>> => {
    const head = await loadCampaign(deps, id);
    if (!head) return done(noCampaign(id));
    const may = await mayDeprecate(deps, by, head.state.component);
    if (may.kind === 'refused') return done(may);
    const releases = await releasesOf(deps, head.state.component);
    const outcome = await decide(head.state, { ...may, releases });
    if (outcome.kind === 'refused') return done(outcome);
    const { campaign } = outcome;
    if (outcome.kind === 'unchanged') return done({ kind: 'campaign', campaign });
    const { component, range, closesOn, stopsOn } = campaign;
    const happened = {
      actor: { kind: 'person' as const, id: by },
      data: { component, range, closesOn, stopsOn },
    };
    return {
      kind: 'write',
      value: { kind: 'campaign', campaign },
      write: {
        changes: [
          campaignStep(deps, campaign, head, { ...happened, kind }),
          endingStep(deps, campaign, may.head, happened),
        ],
        tell: tellCampaignCard(campaign, may.organisation),
      },
    };
  });
}
