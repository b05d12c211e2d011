import type { Promotion } from '../../../lib/core/promotion.ts';
import type { PromotionShown } from '../../../lib/slack/views/promotion-evidence.ts';
import { ADMIN, COLLEAGUE, OWNER } from './kit.ts';

const AT = '2026-11-23T09:00:00.000Z';

/** A perfect promotion that waits; tests spoil one field. */
export const PROMOTION: Promotion = {
  id: 'prm_1',
  component: 'plugin/reply-drafter',
  team: 'team-support',
  proposers: [OWNER],
  at: AT,
  round: 2,
  sentAt: AT,
  version: '3.0.0',
  releases: 2,
  license: 'MIT',
  evidence: 'https://ci.example/run/7',
  useful: 'Every team answers mail.',
  builders: [
    { person: OWNER, says: 'yes' },
    { person: COLLEAGUE, says: 'asked' },
  ],
  state: 'open',
};

export const REVIEW = { by: ADMIN, name: 'admin', at: AT, reason: 'Narrow the scopes.' };

export const SHOWN: PromotionShown = {
  promotion: PROMOTION,
  component: {
    id: 'plugin/reply-drafter',
    title: 'Reply Drafter',
    description: 'Drafts replies to tickets.',
  },
  release: { terms: { known_failures: ['Fails on tickets in two languages.'] } },
  shared: undefined,
  touches: [{ field: 'scopes', effect: 'adds', say: 'Adds the scope crm.read' }],
  origin: undefined,
  along: [{ version: '2.9.0', beyond: ['Adds the scope crm.write'] }],
  use: { workflows: 6, teams: 4 },
  similar: [{ id: 'plugin/mail-writer', why: 'Writes mails.' }],
  success: undefined,
  others: [{ workflow: 'sales-brief', owner: ADMIN }],
};

export const of = (change: Partial<Promotion>): Promotion => ({ ...PROMOTION, ...change });
