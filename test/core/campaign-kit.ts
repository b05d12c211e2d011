import type { Campaign } from '../../lib/core/campaign.ts';
import type { Ending } from '../../lib/core/ending.ts';
import { ADMIN, COLLEAGUE, NOW } from './perfect.ts';

/** One perfect ending: deprecated now, closed in December, stopped in January. */
export const ENDING: Ending = {
  campaign: 'cmp_1',
  range: '<2.0.0',
  successor: 'connector/crm-readonly@2.0.1',
  deprecated: NOW,
  closes: '2026-12-14T23:00:00.000Z',
  closesOn: '2026-12-15',
  stops: '2027-01-14T23:00:00.000Z',
  stopsOn: '2027-01-15',
};

/** One perfect campaign, released. */
export const CAMPAIGN: Campaign = {
  id: 'cmp_1',
  component: 'connector/crm-readonly',
  range: '<2.0.0',
  successor: 'connector/crm-readonly@2.0.1',
  note: 'Ask for crm.read instead of crm.tickets.read.',
  helper: COLLEAGUE,
  closesOn: '2026-12-15',
  closes: '2026-12-14T23:00:00.000Z',
  stopsOn: '2027-01-15',
  stops: '2027-01-14T23:00:00.000Z',
  team: 'platform',
  by: ADMIN,
  at: NOW,
  state: 'open',
  released: { by: ADMIN, at: NOW },
  moves: [],
  telling: false,
  redraw: false,
  ownerless: [],
  salt: 's',
};

const { released: _, ...unreleased } = CAMPAIGN;
export const DRAFT: Campaign = { ...unreleased, state: 'draft' };
