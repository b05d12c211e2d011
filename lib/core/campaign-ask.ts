import * as z from 'zod';
import { affectedSchema } from './affected.ts';
import { personKeySchema } from './people.ts';

/** So many workflows of one person one message can be about: its head has to stay an item. */
const MOST_TOLD = 500;

/** What one owner was told of a campaign: one message, however many workflows. */
export const campaignAskSchema = z.object({
  campaign: z.string(),
  holder: personKeySchema,
  at: z.string(),
  /** Those of theirs that were locked to it then. */
  affected: z.array(affectedSchema).max(MOST_TOLD),
  /** What the message was last drawn for: see `drawingOfCampaign`. */
  drawn: z.string(),
});
export type CampaignAsk = z.infer<typeof campaignAskSchema>;

/** What one owner is told of, as far as one message carries it. */
export function newCampaignAsk(fresh: CampaignAsk): CampaignAsk {
  return { ...fresh, affected: fresh.affected.slice(0, MOST_TOLD) };
}
