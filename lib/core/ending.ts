import * as z from 'zod';

/**
 * How a range of a component ends: "a release range moves `active → deprecated → closed → disabled`,
 * dated". Days are the organisation's; each of its moments was computed from its day when it was set.
 */
export const endingSchema = z.strictObject({
  campaign: z.string(),
  range: z.string(),
  /** What replaces it, `connector/crm-readonly@2.0.1`. */
  successor: z.string(),
  /** Since when it is deprecated; absent until a person has released the campaign. */
  deprecated: z.string().optional(),
  /** "No new pins" from then on. */
  closes: z.string(),
  closesOn: z.iso.date(),
  /** "No lease, no consume" from then on. */
  stops: z.string(),
  stopsOn: z.iso.date(),
});
export type Ending = z.infer<typeof endingSchema>;
