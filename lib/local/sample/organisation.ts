import type { Organisation, PersonKey, Team } from '../../core/people.ts';

/** The sample organisation: real roles, no real people. */
export const HOME = 'T0YARD';
const ELSEWHERE = 'T0OTHER';
const ZONE = 'Europe/Berlin';

export interface SamplePerson {
  readonly handle: string;
  readonly id: string;
  readonly teamId: string;
  readonly name: string;
  readonly title: string;
  readonly tz: string;
}

function person(handle: string, name: string, title: string, teamId = HOME): SamplePerson {
  const id = `U0${handle.toUpperCase().replaceAll('-', '')}`;
  return { handle, id, teamId, name, title, tz: ZONE };
}

export const PEOPLE = {
  owner: person('owner', 'Support owner', 'team-support'),
  colleague: person('colleague', 'Support colleague', 'team-support'),
  salesLead: person('sales-lead', 'Sales lead', 'team-sales'),
  admin: person('admin', 'Platform admin', 'platform'),
  auditor: person('auditor', 'Auditor', 'reads everything'),
  outsider: person('outsider', 'Outsider', 'partner company', ELSEWHERE),
} as const;

export function keyOf(someone: SamplePerson): PersonKey {
  return `${someone.teamId}/${someone.id}`;
}

export const CHANNELS = {
  support: { id: 'C0SUPPORT', name: 'team-support', purpose: 'Approvals for team-support' },
  sales: { id: 'C0SALES', name: 'team-sales', purpose: 'Approvals for team-sales' },
  platform: { id: 'C0PLATFORM', name: 'ai-platform', purpose: 'Workflow requests' },
  catalog: { id: 'C0CATALOG', name: 'ai-catalog', purpose: 'News from the catalog' },
} as const;

/** A user group of the sample workspace: owner and colleague. */
export const GROUP = 'S0SUPPORT';

export const ORGANISATION: Organisation = {
  home: HOME,
  name: 'Sample organisation',
  admins: [keyOf(PEOPLE.admin)],
  auditors: [keyOf(PEOPLE.auditor)],
  platformTeam: 'platform',
  platformChannel: CHANNELS.platform.id,
  catalogChannel: CHANNELS.catalog.id,
  timeZone: ZONE,
};

export const TEAMS: readonly Team[] = [
  {
    id: 'team-support',
    name: 'Support',
    lead: keyOf(PEOPLE.owner),
    members: [keyOf(PEOPLE.owner), keyOf(PEOPLE.colleague)],
    channel: CHANNELS.support.id,
  },
  {
    id: 'team-sales',
    name: 'Sales',
    lead: keyOf(PEOPLE.salesLead),
    members: [keyOf(PEOPLE.salesLead)],
    channel: CHANNELS.sales.id,
  },
  {
    id: 'platform',
    name: 'AI platform',
    lead: keyOf(PEOPLE.admin),
    members: [keyOf(PEOPLE.admin)],
    channel: CHANNELS.platform.id,
  },
];

/** Scopes that the sample baseline grants to every team without asking. */
export const PRE_GRANTED: readonly string[] = [
  'crm.contacts.read',
  'crm.tickets.read',
  'calendar.read',
  'mail.send',
];
