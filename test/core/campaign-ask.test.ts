import { expect, test } from 'vitest';
import { campaignAskSchema, newCampaignAsk } from '../../lib/core/campaign-ask.ts';
import { NOW, OWNER } from './perfect.ts';

const row = { workflow: 'bot', component: 'plugin/x', range: '<2.0.0', version: '1.0.0', via: [] };
const ASK = { campaign: 'cmp_1', holder: OWNER, at: NOW, affected: [row], drawn: 'open 0' };

test('what one owner was told is one item, however many workflows are theirs', () => {
  expect(campaignAskSchema.parse(newCampaignAsk(ASK))).toEqual(ASK);
  const many = newCampaignAsk({ ...ASK, affected: new Array(900).fill(row) });
  expect(campaignAskSchema.parse(many).affected).toHaveLength(500);
});
