import {
  announceCampaign,
  type CampaignSaid,
  cutCampaign,
  endCampaign,
  moveCampaign,
  sendCampaign,
} from '../../acts/campaign.ts';
import { mayDeprecate } from '../../acts/campaign-ground.ts';
import { reachOf } from '../../acts/campaign-preview.ts';
import { listCampaigns, readCampaign } from '../../acts/campaign-shown.ts';
import { loadCampaign, noCampaign } from '../../acts/campaign-store.ts';
import type { Deps } from '../../acts/deps.ts';
import { mayNotHere } from '../../acts/standing.ts';
import type { Campaign } from '../../core/campaign.ts';
import { type WantedCampaign, wantedCampaignSchema } from '../../core/campaign-wanted.ts';
import type { PersonKey } from '../../core/people.ts';
import type { Refusal } from '../../core/result.ts';
import { fieldErrors, open, type Reply, replace, say, sayRefusal } from '../reply.ts';
import type { Fields, FormAt, PressAt, Room, WordAt } from '../room.ts';
import { campaignCard, campaignList, leftModal } from '../views/campaign-card.ts';
import { campaignForm, campaignPreview, moveForm, narrowForm } from '../views/campaign-forms.ts';
import { CAMPAIGN, CAMPAIGN_FORM } from '../views/campaign-ids.ts';
import { tellingModal } from '../views/parts.ts';
import { refusalModal, sayModal } from '../views/refusal.ts';
import { personOf } from './edit-form.ts';

/** `/yard deprecate`, and `/yard deprecate connector/crm-readonly@<2.0.0`. */
async function typeDeprecate(deps: Deps, { by, rest }: WordAt): Promise<Reply[]> {
  if (rest === '') return showList(deps, by, 0);
  const [component = '', range = ''] = rest.slice(0, 300).toWellFormed().split(/@(.*)/s);
  const may = await mayDeprecate(deps, by, component);
  if (may.kind === 'refused') return sayRefusal(may);
  return open(campaignForm({ component, range }, deps.newId('cmp')));
}

async function showList(deps: Deps, by: PersonKey, page: number): Promise<Reply[]> {
  const listed = await listCampaigns(deps, by);
  if (listed.kind === 'refused') return sayRefusal(listed);
  const { command } = deps.settings;
  return say(campaignList(listed.campaigns, { now: deps.now(), page, command }));
}

async function pressStart(deps: Deps, { by }: PressAt): Promise<Reply[]> {
  const refusal = await mayNotHere(deps, 'find', by);
  if (refusal) return sayRefusal(refusal);
  return open(campaignForm({ component: '', range: '' }, deps.newId('cmp')));
}

async function submitWritten(deps: Deps, { by, metadata, fields }: FormAt): Promise<Reply[]> {
  const read = readWanted(fields, by);
  if (read.kind === 'errors') return fieldErrors(read.errors);
  const outcome = await announceCampaign(deps, by, metadata, read.value);
  if (outcome.kind === 'refused') return refusedForm(outcome);
  return replace(await previewOf(deps, outcome.campaign));
}

function readWanted(
  fields: Fields,
  by: PersonKey,
):
  | { readonly kind: 'wanted'; readonly value: WantedCampaign }
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, string>> } {
  const { component, range, successor, note, helper, closesOn, stopsOn } = CAMPAIGN_FORM;
  const parsed = wantedCampaignSchema.safeParse({
    component: fields.text(component),
    range: fields.text(range),
    successor: fields.text(successor),
    note: fields.text(note),
    helper: personOf(fields.text(helper), by),
    closesOn: fields.text(closesOn),
    stopsOn: fields.text(stopsOn),
  });
  if (parsed.success) return { kind: 'wanted', value: parsed.data };
  const broken = parsed.error.issues.map((issue) => String(issue.path[0]));
  return {
    kind: 'errors',
    errors: Object.fromEntries(broken.map((field) => [field, 'Fill this in.'])),
  };
}

const AT_COMPONENT = ['no-component', 'not-allowed', 'campaign-open', 'too-many'];

/** What is wrong stands at its field. */
function refusedForm(refusal: Refusal): Reply[] {
  const { field } = refusal.facts ?? {};
  if (typeof field === 'string') return fieldErrors({ [field]: refusal.say });
  if (AT_COMPONENT.includes(refusal.why)) {
    return fieldErrors({ [CAMPAIGN_FORM.component]: refusal.say });
  }
  return replace(refusalModal(refusal));
}

async function previewOf(deps: Deps, campaign: Campaign) {
  return campaignPreview(campaign, await reachOf(deps, campaign), deps.now());
}

/** The page of one: a draft with what releasing it comes to, else its card. */
async function pressShow(deps: Deps, { by, value, surface }: PressAt): Promise<Reply[]> {
  const shown = await readCampaign(deps, by, value);
  if (shown.kind === 'refused') return sayRefusal(shown);
  const { campaign } = shown;
  const view =
    campaign.state === 'draft'
      ? await previewOf(deps, campaign)
      : tellingModal('Retiring versions', campaignCard(shown).blocks);
  return surface.kind === 'modal' ? replace(view) : open(view);
}

async function pressLeft(deps: Deps, { by, value, surface }: PressAt): Promise<Reply[]> {
  const [id = '', page = ''] = value.split('|');
  const shown = await readCampaign(deps, by, id);
  if (shown.kind === 'refused') return sayRefusal(shown);
  const view = leftModal(shown, Number(page));
  return surface.kind === 'modal' ? replace(view) : open(view);
}

async function submitRelease(deps: Deps, { by, metadata }: FormAt): Promise<Reply[]> {
  const outcome = await sendCampaign(deps, by, metadata);
  if (outcome.kind === 'refused') return replace(refusalModal(outcome));
  const said =
    '*It is released: the owners are told within a minute, each once.* Its card in the channel shows who is left.';
  return replace(sayModal(said));
}

/** Opens a form about a campaign, for those who may change it. */
function pressForm(form: typeof moveForm) {
  return async (deps: Deps, { by, value, surface }: PressAt): Promise<Reply[]> => {
    const campaign = (await loadCampaign(deps, value))?.state;
    if (!campaign) return sayRefusal(noCampaign(value));
    const may = await mayDeprecate(deps, by, campaign.component);
    if (may.kind === 'refused') return sayRefusal(may);
    return surface.kind === 'modal' ? replace(form(campaign)) : open(form(campaign));
  };
}

async function submitMoved(deps: Deps, { by, metadata, fields }: FormAt): Promise<Reply[]> {
  const closesOn = fields.text(CAMPAIGN_FORM.closesOn) || undefined;
  const stopsOn = fields.text(CAMPAIGN_FORM.stopsOn) || undefined;
  return changed(deps, await moveCampaign(deps, by, metadata, { closesOn, stopsOn }));
}

async function submitNarrowed(deps: Deps, { by, metadata, fields }: FormAt): Promise<Reply[]> {
  const range = fields.text(CAMPAIGN_FORM.range);
  return changed(deps, await cutCampaign(deps, by, metadata, range));
}

/** A draft is shown anew; of what is released the card and the messages change by themselves. */
async function changed(deps: Deps, outcome: CampaignSaid): Promise<Reply[]> {
  if (outcome.kind === 'refused') return refusedForm(outcome);
  const { campaign } = outcome;
  if (campaign.state === 'draft') return replace(await previewOf(deps, campaign));
  return replace(sayModal('*Saved.* Everybody who was told reads it in their message.'));
}

async function pressWithdraw(deps: Deps, { by, value, surface }: PressAt): Promise<Reply[]> {
  const outcome = await endCampaign(deps, by, value);
  if (outcome.kind === 'refused') return sayRefusal(outcome);
  if (surface.kind !== 'modal') return [];
  return replace(sayModal('*Withdrawn.* Everything stays as it is.'));
}

/** Campaigns: announced, looked at, released, changed and withdrawn. */
export const campaignRoom: Room = {
  words: { deprecate: typeDeprecate },
  presses: {
    [CAMPAIGN.start]: pressStart,
    [CAMPAIGN.show]: pressShow,
    [CAMPAIGN.left]: pressLeft,
    [CAMPAIGN.list]: (deps, { by, value }) => showList(deps, by, Number(value)),
    [CAMPAIGN.move]: pressForm(moveForm),
    [CAMPAIGN.narrow]: pressForm(narrowForm),
    [CAMPAIGN.withdraw]: pressWithdraw,
  },
  forms: {
    [CAMPAIGN_FORM.write]: submitWritten,
    [CAMPAIGN_FORM.release]: submitRelease,
    [CAMPAIGN_FORM.moved]: submitMoved,
    [CAMPAIGN_FORM.narrowed]: submitNarrowed,
  },
};
