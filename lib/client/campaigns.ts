import {
  announceCampaignOperation,
  getCampaignOperation,
  listCampaignsOperation,
  narrowCampaignOperation,
  postponeCampaignOperation,
  releaseCampaignOperation,
  withdrawCampaignOperation,
} from '../contract/campaigns.ts';
import type { BodyOf } from '../contract/operation.ts';
import { type ClientOptions, callAgain, callOnce } from './call.ts';

/** Campaigns. With a person's login. What is released or withdrawn twice is so once. */
export function campaignCalls(options: ClientOptions) {
  const byId = (id: string) => ({ params: { id } });
  return {
    campaigns: () => callAgain(options, listCampaignsOperation, {}),
    campaign: (id: string) => callAgain(options, getCampaignOperation, byId(id)),
    announceCampaign: (body: BodyOf<typeof announceCampaignOperation>) =>
      callOnce(options, announceCampaignOperation, { body }),
    releaseCampaign: (id: string) => callAgain(options, releaseCampaignOperation, byId(id)),
    postponeCampaign: (id: string, body: BodyOf<typeof postponeCampaignOperation>) =>
      callAgain(options, postponeCampaignOperation, { ...byId(id), body }),
    narrowCampaign: (id: string, range: string) =>
      callAgain(options, narrowCampaignOperation, { ...byId(id), body: { range } }),
    withdrawCampaign: (id: string) => callAgain(options, withdrawCampaignOperation, byId(id)),
  };
}
