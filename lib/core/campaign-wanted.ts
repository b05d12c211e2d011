import * as z from 'zod';
import { MOST_ENDINGS } from './component.ts';
import type { Ending } from './ending.ts';
import { personKeySchema } from './people.ts';
import { intersects, isRange } from './range.ts';
import { type Refusal, refuse } from './result.ts';
import { satisfies } from './version.ts';

export const MOST_NOTE = 800;

/** What somebody announces: "successor, migration note, helper, close date, sunset date". */
export const wantedCampaignSchema = z.strictObject({
  /** `connector/crm-readonly` */
  component: z.string().min(1).max(200),
  /** The versions that end, `<2.0.0`. */
  range: z.string().min(1).max(100),
  /** What replaces them, `connector/crm-readonly@2.0.1`. */
  successor: z.string().min(1).max(200),
  /** What owners have to know to move, in the announcer's words. */
  note: z.string().min(1).max(MOST_NOTE),
  /** Who helps whoever is stuck. */
  helper: personKeySchema,
  /** The first day without new pins, and the first day without credentials, in the organisation's time zone. */
  closesOn: z.iso.date(),
  stopsOn: z.iso.date(),
});
export type WantedCampaign = z.infer<typeof wantedCampaignSchema>;

type BadCampaign = Refusal<'bad-campaign' | 'bad-range'>;

function bad(field: keyof WantedCampaign, say: string): Refusal<'bad-campaign'> {
  return refuse('bad-campaign', say, { field });
}

/** Why it cannot be announced as it is written; `facts.field` names what has to be mended. */
export function wantedProblem(wanted: WantedCampaign, today: string): BadCampaign | undefined {
  if (!isRange(wanted.range)) {
    const say = `"${wanted.range}" is no version range. Write 1.x, 1.4.0 or <2.0.0.`;
    return refuse('bad-range', say, { field: 'range' });
  }
  if (wanted.note.trim() === '') return bad('note', 'Say what owners have to know to move.');
  return datesProblem(wanted, today);
}

/** "Close date, sunset date (after close date, not in the past)". */
export function datesProblem(
  { closesOn, stopsOn }: Pick<WantedCampaign, 'closesOn' | 'stopsOn'>,
  today: string,
): BadCampaign | undefined {
  if (closesOn < today)
    return bad('closesOn', `${closesOn} is over. Choose a day from ${today} on.`);
  if (stopsOn <= closesOn) {
    return bad('stopsOn', `Choose a day after ${closesOn}, on which it closes to new pins.`);
  }
  return undefined;
}

/** The campaign of this component that a range would meet, while it can still be changed. */
export function metBy(range: string, endings: readonly Ending[], now: string): Ending | undefined {
  return endings.find((one) => now < one.stops && intersects(one.range, range));
}

/** "One open campaign per component range overlap", and as many in all as the component can carry. */
export function overlapProblem(
  { component, range }: Pick<WantedCampaign, 'component' | 'range'>,
  endings: readonly Ending[],
  now: string,
): Refusal<'campaign-open' | 'too-many'> | undefined {
  const met = metBy(range, endings, now);
  if (met) {
    const say = `${component} ${met.range} is retired already by ${met.campaign}. Postpone, narrow or withdraw that one.`;
    return refuse('campaign-open', say, { campaign: met.campaign });
  }
  if (endings.length < MOST_ENDINGS) return undefined;
  const say = `${component} has ${MOST_ENDINGS} retired ranges, and no more fit. Retire wider ranges.`;
  return refuse('too-many', say);
}

/** Why a range ends nothing. */
export function noVersions(
  { component, range }: Pick<WantedCampaign, 'component' | 'range'>,
  versions: readonly string[],
): Refusal<'bad-range'> | undefined {
  if (versions.some((one) => satisfies(one, range))) return undefined;
  const say = `No version of ${component} lies in "${range}".`;
  return refuse('bad-range', say, { field: 'range' });
}
