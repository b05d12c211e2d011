import {
  announceCampaign,
  type CampaignSaid,
  cutCampaign,
  endCampaign,
  moveCampaign,
  sendCampaign,
} from '../acts/campaign.ts';
import { type CampaignPreview, previewCampaign } from '../acts/campaign-preview.ts';
import { type CampaignShown, listCampaigns, readCampaign } from '../acts/campaign-shown.ts';
import {
  type AnnouncedCampaignAnswer,
  announceCampaignOperation,
  type CampaignAnswer,
  type CampaignShownAnswer,
  getCampaignOperation,
  listCampaignsOperation,
  narrowCampaignOperation,
  postponeCampaignOperation,
  releaseCampaignOperation,
  withdrawCampaignOperation,
} from '../contract/campaigns.ts';
import type { BodyOf } from '../contract/operation.ts';
import type { Campaign } from '../core/campaign.ts';
import { forecastWords } from '../core/campaign-progress.ts';
import { mustWords, type Target } from '../core/campaign-targets.ts';
import { type WantedCampaign, wantedCampaignSchema } from '../core/campaign-wanted.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { servePerson } from './serve.ts';
import { type Answer, answer, type Door } from './types.ts';

/** Campaigns that retire version ranges. */
export function serveCampaigns(door: Door): void {
  const { deps } = door;
  servePerson(door, listCampaignsOperation, async ({ caller }) => {
    const listed = await listCampaigns(deps, caller);
    if (listed.kind === 'refused') return listed;
    return answer({ campaigns: listed.campaigns.map(view) });
  });
  servePerson(door, getCampaignOperation, async ({ caller, params }) => {
    const shown = await readCampaign(deps, caller, params.id);
    return shown.kind === 'refused' ? shown : answer(shownView(shown));
  });
  serveAnnounce(door);
  servePerson(door, releaseCampaignOperation, async ({ caller, params }) =>
    said(await sendCampaign(deps, caller, params.id)),
  );
  servePerson(door, postponeCampaignOperation, async ({ caller, params, body }) => {
    const days = { closesOn: body.closes_on, stopsOn: body.stops_on };
    return said(await moveCampaign(deps, caller, params.id, days));
  });
  servePerson(door, narrowCampaignOperation, async ({ caller, params, body }) =>
    said(await cutCampaign(deps, caller, params.id, body.range)),
  );
  servePerson(door, withdrawCampaignOperation, async ({ caller, params }) =>
    said(await endCampaign(deps, caller, params.id)),
  );
}

function serveAnnounce(door: Door): void {
  const { deps } = door;
  servePerson(door, announceCampaignOperation, async ({ caller, body }) => {
    const wanted = wantedOf(body);
    if (wanted.kind === 'refused') return wanted;
    const preview = await previewCampaign(deps, caller, wanted.value);
    if (preview.kind === 'refused') return preview;
    const reach = reachView(preview, wanted.value);
    if (body.dry_run) return answer(reach, 200);
    const outcome = await announceCampaign(deps, caller, deps.newId('cmp'), wanted.value);
    if (outcome.kind === 'refused') return outcome;
    const location = `/v1/campaigns/${outcome.campaign.id}`;
    return answer({ campaign: view(outcome.campaign), ...reach }, 201, { location });
  });
}

function wantedOf(
  body: BodyOf<typeof announceCampaignOperation>,
): { readonly kind: 'wanted'; readonly value: WantedCampaign } | Refusal<'bad-campaign'> {
  const { closes_on: closesOn, stops_on: stopsOn, dry_run: _, ...rest } = body;
  const parsed = wantedCampaignSchema.safeParse({ ...rest, closesOn, stopsOn });
  if (parsed.success) return { kind: 'wanted', value: parsed.data };
  return refuse('bad-campaign', 'The helper is one person, written T…/U….', { field: 'helper' });
}

function said(outcome: CampaignSaid): Answer<CampaignAnswer> {
  return outcome.kind === 'refused' ? outcome : answer(view(outcome.campaign));
}

function view(campaign: Campaign): CampaignAnswer {
  const { id, component, range, successor, note, helper, state, team, by, at } = campaign;
  const { closes, closesOn, stops, stopsOn, released, withdrawn, telling, moves } = campaign;
  return {
    ...{ id, component, range, successor, note, helper, state, team, by, at, telling },
    ...{ closes_on: closesOn, closes, stops_on: stopsOn, stops, moves },
    released_by: released?.by,
    released_at: released?.at,
    withdrawn_by: withdrawn?.by,
    withdrawn_at: withdrawn?.at,
  };
}

function reachView(preview: CampaignPreview, campaign: WantedCampaign): AnnouncedCampaignAnswer {
  const { versions, targets, direct, messages, ownerless, cut, hints } = preview;
  return {
    ...{ versions: [...versions], direct, messages, ownerless: [...ownerless], cut },
    targets: targets.map((one) => targetView(one, campaign)),
    hints: [...hints],
  };
}

function targetView({ must, via, ...target }: Target, campaign: Pick<Campaign, 'component'>) {
  const said = { must: must.kind, say: mustWords(must, campaign) };
  const line = must.kind === 'edit' ? { line: must.line } : {};
  return { ...target, via: [...via], ...said, ...line };
}

function shownView(shown: CampaignShown): CampaignShownAnswer {
  const { campaign, targets, left, over, cut, told, days, forecast } = shown;
  return {
    campaign: view(campaign),
    targets: targets.map((one) => targetView(one, campaign)),
    ...{ left, over, cut, told, ownerless: [...campaign.ownerless] },
    days: days.map((one) => ({ ...one })),
    forecast: forecastWords(forecast, campaign.stopsOn),
  };
}
