import type { Team } from '../../../lib/core/people.ts';
import { COLLEAGUE, OWNER } from './kit.ts';

export const TEAM: Team = {
  id: 'team-support',
  name: 'Support',
  lead: OWNER,
  backup: COLLEAGUE,
  members: [OWNER, COLLEAGUE],
  channel: 'C0SUPPORT',
};

/** As large as a team may be. */
export const LARGEST: Team = {
  ...TEAM,
  id: 'a'.repeat(60),
  name: '&'.repeat(100),
  members: Array.from({ length: 500 }, (_, at) => `T0YARD/U0MEMBER${at}`),
  left: Array.from({ length: 500 }, (_, at) => `T0YARD/U0MEMBER${at}`),
  group: 'S0SUPPORT',
  onCall: 'S0ONCALL',
  ci: Array.from({ length: 20 }, (_, at) => ({
    issuer: 'https://ci.example.com',
    subject: `${at}${'<'.repeat(290)}`,
  })),
};
