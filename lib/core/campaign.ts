import * as z from 'zod';
import { datesProblem, noVersions, wantedCampaignSchema } from './campaign-wanted.ts';
import type { Ending } from './ending.ts';
import { ERASED } from './erasure.ts';
import { personKeySchema } from './people.ts';
import { isRange, isSubset } from './range.ts';
import { type Refusal, refuse } from './result.ts';

const MOST_OWNERLESS = 100;
const MOST_MOVES = 50;

const acted = z.strictObject({ by: personKeySchema, at: z.string() });

export const CAMPAIGN_STATES = ['draft', 'open', 'withdrawn'] as const;

export const campaignSchema = wantedCampaignSchema.extend({
  id: z.string(),
  /** The team that owned the component when it was announced. */
  team: z.string(),
  by: personKeySchema,
  at: z.string(),
  closes: z.string(),
  stops: z.string(),
  /** "Nothing is sent until a named person releases it": a draft is in force nowhere. */
  state: z.enum(CAMPAIGN_STATES),
  released: acted.optional(),
  withdrawn: acted.optional(),
  /** What was changed since, the first one first. */
  moves: z
    .array(acted.extend({ kind: z.enum(['postponed', 'narrowed']), from: z.string() }))
    .max(MOST_MOVES),
  /** Owners are still to be told of it. */
  telling: z.boolean(),
  /** Messages of those who were told are still to be drawn anew. */
  redraw: z.boolean(),
  /** Workflows of which nobody is left to tell, the first ones. */
  ownerless: z.array(z.string()).max(MOST_OWNERLESS),
  /** What was last counted from real pins: workflows locked to it, and those that meet it over others. */
  counted: z.strictObject({ day: z.iso.date(), left: z.int(), over: z.int() }).optional(),
  /** When a sweep has to look at it next; absent when nothing is to be done any more. */
  look: z.string().optional(),
  /** Of the digest that the log has of the note; it goes when the note goes. */
  salt: z.string(),
});
export type Campaign = z.infer<typeof campaignSchema>;

export type CampaignChanged =
  | { readonly kind: 'changed' | 'unchanged'; readonly campaign: Campaign }
  | Refusal<
      | 'campaign-withdrawn'
      | 'campaign-over'
      | 'bad-campaign'
      | 'bad-range'
      | 'not-later'
      | 'not-narrower'
      | 'too-many'
    >;

interface Acting {
  readonly by: string;
  readonly at: string;
}

/** Why nothing of it can be changed any more: "reversible until the last". */
function endedAlready({ state, stops, stopsOn }: Campaign, now: string) {
  if (state === 'withdrawn') {
    return refuse('campaign-withdrawn', 'This campaign was withdrawn. Announce it anew.');
  }
  if (state === 'draft' || now < stops) return undefined;
  const say = `It stopped on ${stopsOn}, and that is final. Whoever is still locked to it has to upgrade.`;
  return refuse('campaign-over', say);
}

/** From then on it is in force, and its owners are told. Released twice is released once. */
export function releaseCampaign(
  campaign: Campaign,
  { by, at, today }: Acting & { readonly today: string },
): CampaignChanged {
  const over = endedAlready(campaign, at);
  if (over) return over;
  if (campaign.state === 'open') return { kind: 'unchanged', campaign };
  const late = datesProblem(campaign, today);
  if (late) return refuse(late.why, `${late.say} Postpone it first.`, late.facts);
  const next = { state: 'open', released: { by, at }, telling: true, look: at } as const;
  return { kind: 'changed', campaign: { ...campaign, ...next } };
}

export interface NewDates {
  readonly closesOn: string;
  readonly closes: string;
  readonly stopsOn: string;
  readonly stops: string;
}

/** A day that people were told only moves later; one of a draft moves anywhere. */
export function postponeCampaign(
  campaign: Campaign,
  dates: NewDates,
  { by, at, today }: Acting & { readonly today: string },
): CampaignChanged {
  const over = endedAlready(campaign, at);
  if (over) return over;
  const { closesOn, stopsOn } = dates;
  const from = `${campaign.closesOn} ${campaign.stopsOn}`;
  if (from === `${closesOn} ${stopsOn}`) return { kind: 'unchanged', campaign };
  const told = campaign.state === 'open';
  if (told && (closesOn < campaign.closesOn || stopsOn < campaign.stopsOn)) {
    const say = `People were told ${campaign.closesOn} and ${campaign.stopsOn}: days only move later. To end it sooner, withdraw it and announce it anew.`;
    return refuse('not-later', say, {
      field: closesOn < campaign.closesOn ? 'closesOn' : 'stopsOn',
    });
  }
  const kept = told && closesOn === campaign.closesOn;
  const problem = datesProblem(dates, kept ? closesOn : today);
  return problem ?? moved(campaign, { ...dates }, { kind: 'postponed', from, by, at });
}

/** Fewer versions end: the rest is open again, from that moment on. */
export function narrowCampaign(
  campaign: Campaign,
  range: string,
  { by, at, versions }: Acting & { readonly versions: readonly string[] },
): CampaignChanged {
  const over = endedAlready(campaign, at);
  if (over) return over;
  if (range === campaign.range) return { kind: 'unchanged', campaign };
  if (!isRange(range)) {
    return refuse('bad-range', `"${range}" is no version range. Write 1.x or <1.4.0.`, {
      field: 'range',
    });
  }
  if (!isSubset(range, campaign.range)) {
    const say = `"${range}" reaches beyond "${campaign.range}". A campaign only becomes narrower; announce another for the rest.`;
    return refuse('not-narrower', say, { field: 'range' });
  }
  const nothing = noVersions({ component: campaign.component, range }, versions);
  return nothing ?? moved(campaign, { range }, { kind: 'narrowed', from: campaign.range, by, at });
}

function moved(
  campaign: Campaign,
  change: Partial<Campaign>,
  move: Campaign['moves'][number],
): CampaignChanged {
  if (campaign.moves.length >= MOST_MOVES) {
    const say = `This campaign was changed ${MOST_MOVES} times. Withdraw it and announce another.`;
    return refuse('too-many', say);
  }
  const told = campaign.state === 'open' ? { redraw: true, look: move.at } : {};
  const moves = [...campaign.moves, move];
  return { kind: 'changed', campaign: { ...campaign, ...change, ...told, moves } };
}

/** Everything is as if it had never been announced, until the moment at which it stops. */
export function withdrawCampaign(campaign: Campaign, { by, at }: Acting): CampaignChanged {
  if (campaign.state === 'withdrawn') return { kind: 'unchanged', campaign };
  const over = endedAlready(campaign, at);
  if (over) return over;
  const { look: _, ...rest } = campaign;
  const ended = { ...rest, state: 'withdrawn', withdrawn: { by, at }, telling: false } as const;
  const told = campaign.state === 'open' ? { redraw: true, look: at } : {};
  return { kind: 'changed', campaign: { ...ended, ...told } };
}

/** What a message of it shows: it is drawn anew once this is another. */
export function drawingOfCampaign({ state, moves, note }: Campaign): string {
  return `${state} ${moves.length}${note === ERASED ? ', erased' : ''}`;
}

/** The campaign with those of whom nobody is left to tell. */
export function withOwnerless(campaign: Campaign, ownerless: readonly string[]): Campaign {
  return { ...campaign, ownerless: ownerless.slice(0, MOST_OWNERLESS) };
}

/** What the component's head keeps of it; nothing once it is withdrawn. */
export function endingsWith(endings: readonly Ending[], campaign: Campaign): readonly Ending[] {
  const others = endings.filter((one) => one.campaign !== campaign.id);
  if (campaign.state === 'withdrawn') return others;
  const { id, range, successor, released, closes, closesOn, stops, stopsOn } = campaign;
  const deprecated = released ? { deprecated: released.at } : {};
  return [
    ...others,
    { campaign: id, range, successor, ...deprecated, closes, closesOn, stops, stopsOn },
  ];
}
