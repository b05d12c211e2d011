import { createHash } from 'node:crypto';
import type { Approval, ApprovalAsked } from '../../lib/core/approval.ts';
import type { Release, Surface } from '../../lib/core/component.ts';
import type { Extension } from '../../lib/core/extension.ts';
import type { Login } from '../../lib/core/login.ts';
import type { Manifest } from '../../lib/core/manifest.ts';
import type { FreshPerson, Organisation, Team } from '../../lib/core/people.ts';
import type { WorkflowRequest } from '../../lib/core/request.ts';
import type { Figures } from '../../lib/core/stats.ts';
import type { TeamRow } from '../../lib/core/team-row.ts';
import type { Workflow } from '../../lib/core/workflow.ts';

/** One perfect value of everything; tests spread it and spoil one field. */
export const OWNER = 'T1/U1';
export const COLLEAGUE = 'T1/U2';
export const THIRD = 'T1/U3';
export const LEAD = 'T1/U4';
export const ADMIN = 'T1/U5';
export const AUDITOR = 'T1/U6';
export const OUTSIDER = 'T2/U1';

export const NOW = '2026-11-23T09:00:00.000Z';
export const LATER = '2026-11-23T10:00:00.000Z';
export const EXPIRY = '2026-11-24T09:00:00.000Z';

export function sha(...parts: readonly (string | Uint8Array)[]): Uint8Array {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
}

export const TEAM: Team = {
  id: 'team-support',
  name: 'Support',
  lead: LEAD,
  members: [OWNER, COLLEAGUE, THIRD, LEAD],
  channel: 'C1',
};

export const ORGANISATION: Organisation = {
  home: 'T1',
  name: 'The organisation',
  admins: [ADMIN],
  auditors: [AUDITOR],
  platformTeam: 'platform',
  platformChannel: 'C9',
  catalogChannel: 'C8',
  timeZone: 'Europe/Berlin',
};

/** The manifest of the plan, as printed. */
export const MANIFEST: Manifest = {
  workflow: 'support-reply-drafter',
  owner: 'team-support',
  uses: [
    { plugin: 'reply-drafter', version: '3.2.x' },
    { connector: 'crm-readonly', version: '1.4.0' },
    { skill: 'tone-brand-voice', version: '2.0.1' },
  ],
  model_default: 'claude-sonnet-4.6',
  review_required_actions: ['send_external_email'],
};

export const SURFACE: Surface = {
  systems: [],
  scopes: [],
  tools: [],
  actions: [],
  hooks: [],
  endpoints: [],
};

export function release(component: string, version: string, rest: Partial<Release> = {}): Release {
  return {
    component,
    version,
    lifecycle: 'active',
    surface: SURFACE,
    uses: [],
    fingerprint: `print of ${component} ${version}`,
    publishedAt: NOW,
    publishedBy: ADMIN,
    ...rest,
  };
}

export const CATALOG: ReadonlyMap<string, readonly Release[]> = new Map([
  [
    'plugin/reply-drafter',
    ['3.1.9', '3.2.0', '3.2.4', '3.3.0'].map((version) =>
      release('plugin/reply-drafter', version, {
        surface: { ...SURFACE, actions: ['send_external_email'] },
      }),
    ),
  ],
  [
    'connector/crm-readonly',
    [
      release('connector/crm-readonly', '1.4.0', {
        surface: { ...SURFACE, scopes: ['crm.read'], systems: ['crm'] },
      }),
    ],
  ],
  ['skill/tone-brand-voice', [release('skill/tone-brand-voice', '2.0.1')]],
]);

export const WORKFLOW: Workflow = {
  id: 'support-reply-drafter',
  team: 'team-support',
  owner: OWNER,
  purpose: '',
  status: 'active',
  home: 'repo',
  revision: 1,
  gateRevision: 1,
  manifest: MANIFEST,
  locks: [
    { component: 'plugin/reply-drafter', range: '3.2.x', version: '3.2.4' },
    { component: 'connector/crm-readonly', range: '1.4.0', version: '1.4.0' },
    { component: 'skill/tone-brand-voice', range: '2.0.1', version: '2.0.1' },
  ],
  actions: ['send_external_email'],
  missingScopes: [],
  lastEditor: OWNER,
  registeredAt: NOW,
  updatedAt: NOW,
};

export const APPROVAL: Approval = {
  id: 'apr_1',
  workflow: 'support-reply-drafter',
  team: 'team-support',
  action: 'send_external_email',
  target: 'one customer',
  digest: 'd'.repeat(64),
  callDigest: 'c'.repeat(64),
  gateRevision: 1,
  policy: 'owning-team/1',
  stages: [{ of: 'manifest', via: 'team', quorum: 1 }],
  onBehalfOf: OWNER,
  askedAt: NOW,
  expiresAt: EXPIRY,
  channel: 'C1',
  decisions: [],
};

export const ASKED: ApprovalAsked = {
  stages: [[COLLEAGUE, THIRD, LEAD]],
  excluded: [{ person: OWNER, why: 'claimed' }],
};

export const APPROVED: Approval = {
  ...APPROVAL,
  decisions: [{ by: COLLEAGUE, name: 'Colleague', choice: 'approve', at: LATER, stage: 0 }],
  end: { ending: 'approved', at: LATER, by: COLLEAGUE, name: 'Colleague' },
};

export function fresh(key: string, rest: Partial<FreshPerson> = {}): FreshPerson {
  return {
    key,
    name: `Person ${key}`,
    deactivated: false,
    bot: false,
    guest: false,
    outside: false,
    ...rest,
  };
}

export const REQUEST: WorkflowRequest = {
  id: 'req_1',
  need: 'draft replies to support tickets',
  workflow: 'draft-replies',
  team: 'team-support',
  by: OWNER,
  at: NOW,
  dueAt: '2026-11-25T09:00:00.000Z',
  evidence: [{ id: 'plugin/reply-drafter', why: 'it names replies' }],
  because: 'none of them reads tickets',
  state: 'queued',
};

/** What its team asked of the owner of what nearly fits. */
export const EXTENSION: Extension = {
  id: 'ext_1',
  request: 'req_1',
  component: 'plugin/reply-drafter',
  version: '3.2.4',
  channel: 'C9',
  team: 'team-support',
  by: OWNER,
  workflow: 'french-replies',
  need: 'draft replies in French',
  missing: 'It writes English alone',
  evidence: [{ id: 'plugin/reply-drafter', why: 'it names replies' }],
  at: NOW,
  dueAt: '2026-11-25T09:00:00.000Z',
  reminded: 0,
  state: 'open',
  answers: [],
};

export const FIGURES: Figures = {
  opened: 20,
  matched: 15,
  sent: 12,
  requests: 12,
  reused: 9,
  waiting: 1,
  extending: 0,
  toRegistered: { of: 11, minutes: 90 },
  toFirstUse: { of: 4 },
};

export const LOGIN: Login = {
  id: 'login_1',
  client: 'yardmaster command line',
  host: 'desk-7',
  confirmedAt: NOW,
  token: { hash: 'h', issuedAt: NOW, expiresAt: '2026-11-23T21:00:00.000Z' },
};

/** A line of an imported file, as it is read. */
export const TEAM_ROW: TeamRow = {
  row: 2,
  id: 'team-claims',
  name: 'Claims',
  lead: 'owner@example.com',
  backup: '',
  channel: 'C0CLAIMS',
  members: '',
};
