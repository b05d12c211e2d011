import type { Component } from '../../lib/core/component.ts';
import type { ProposalGround, Wanted } from '../../lib/core/promotion/proposal.ts';
import type { Promotion } from '../../lib/core/promotion.ts';
import { COLLEAGUE, LATER, NOW, OWNER, release, TEAM, THIRD } from './perfect.ts';

export const DRAFTER: Component = {
  id: 'plugin/reply-drafter',
  kind: 'plugin',
  name: 'reply-drafter',
  title: 'Reply Drafter',
  description: 'Drafts replies to tickets.',
  keywords: [],
  team: TEAM.id,
  visibility: 'team',
  latest: '3.0.0',
  connectors: [],
  actions: [],
};

/** A perfect proposal; tests spoil one field. */
export const WANTED: Wanted = {
  version: '3.0.0',
  license: 'MIT',
  evidence: 'https://ci.example/run/7',
  useful: 'Every team answers mail.',
  builders: [OWNER, COLLEAGUE],
};

export const GROUND: ProposalGround = {
  component: DRAFTER,
  releases: [release(DRAFTER.id, '2.9.0'), release(DRAFTER.id, '3.0.0', { publishedBy: THIRD })],
  open: ['2.9.0', '3.0.0'],
  catalog: [DRAFTER],
};

/** A perfect promotion that waits for its review. */
export const PROMOTION: Promotion = {
  id: 'prm_1',
  component: DRAFTER.id,
  team: TEAM.id,
  proposers: [OWNER],
  at: NOW,
  round: 1,
  sentAt: NOW,
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

export const who = (by: string) => ({ by, name: 'somebody', at: LATER });
