import { expect, test } from 'vitest';
import {
  campaignAsks,
  campaignSubject,
  countedItem,
  noCampaign,
  tellCampaignCard,
  tellCampaignOwner,
} from '../../lib/acts/campaign-store.ts';
import { CAMPAIGN, DRAFT } from '../core/campaign-kit.ts';
import { NOW, ORGANISATION, OWNER } from '../core/perfect.ts';

test('the card stands in the catalog’s channel, else the platform’s; of a draft nowhere', () => {
  const card = { what: 'campaign-card', subject: 'campaign/cmp_1' };
  expect(tellCampaignCard(CAMPAIGN, ORGANISATION)).toEqual([{ ...card, place: 'C8' }]);
  const quiet = { ...ORGANISATION, catalogChannel: '' };
  expect(tellCampaignCard(CAMPAIGN, quiet)).toEqual([{ ...card, place: 'C9' }]);
  expect(tellCampaignCard(CAMPAIGN, { ...quiet, platformChannel: '' })).toEqual([]);
  expect(tellCampaignCard(DRAFT, ORGANISATION)).toEqual([]);
});

test('an owner’s message yields, and its subject is read back', () => {
  const ask = { campaign: 'cmp_1', holder: OWNER, at: NOW, affected: [], drawn: '' };
  const told = tellCampaignOwner(ask);
  expect(told).toMatchObject({ what: 'campaign-ask', place: 'U1', lane: 'bulk' });
  expect(campaignAsks.read(told.subject)).toEqual({ id: 'cmp_1', holder: OWNER });
});

test('a day is one item of its campaign', () => {
  const counted = { day: '2026-11-23', left: 2, over: 1 };
  expect(countedItem('cmp_1', counted)).toMatchObject({
    pk: campaignSubject('cmp_1'),
    sk: 'DAY#2026-11-23',
    data: counted,
  });
});

test('a name that nobody has is cut', () => {
  expect(noCampaign('x'.repeat(500)).say.length).toBeLessThan(120);
});
