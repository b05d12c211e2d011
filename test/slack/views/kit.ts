import { expect } from 'vitest';
import type { Approval, ApprovalAsked, CardText } from '../../../lib/core/approval.ts';
import type { WorkflowRequest } from '../../../lib/core/request.ts';
import type { Workflow } from '../../../lib/core/workflow.ts';
import { validateMessage, validateView } from '../../../lib/slack/validate.ts';

export const OWNER = 'T0YARD/U0OWNER';
export const COLLEAGUE = 'T0YARD/U0COLLEAGUE';
export const ADMIN = 'T0YARD/U0ADMIN';

/** One perfect value of each; tests spoil one field. */
export const approval: Approval = {
  id: 'apr_0123456789abcdef01234567',
  workflow: 'support-reply-drafter',
  team: 'team-support',
  action: 'send_external_email',
  target: 'ticket 4711',
  digest: `abcdef12${'0'.repeat(56)}`,
  callDigest: '1'.repeat(64),
  gateRevision: 3,
  policy: 'owning-team/1',
  stages: [{ of: 'manifest', via: 'team', quorum: 1 }],
  onBehalfOf: OWNER,
  askedAt: '2026-11-23T09:00:00.000Z',
  expiresAt: '2026-11-24T09:00:00.000Z',
  channel: 'C0SUPPORT',
  decisions: [],
};

export const asked: ApprovalAsked = {
  stages: [[COLLEAGUE]],
  excluded: [{ person: OWNER, why: 'claimed' }],
};

export const card: CardText = {
  line: 'support-reply-drafter wants to send external email: ticket 4711',
  facts: [
    { label: 'to', value: 'customer@example.com' },
    { label: 'amount', value: '12.50' },
  ],
  hidden: 2,
};

export const request: WorkflowRequest = {
  id: 'req_1',
  need: 'Draft replies to support tickets',
  workflow: 'support-replies',
  team: 'team-support',
  by: OWNER,
  at: '2026-11-23T09:00:00.000Z',
  dueAt: '2026-11-25T09:00:00.000Z',
  evidence: [{ id: 'plugin/reply-drafter', why: 'It drafts replies.' }],
  because: 'None of them reads our ticket system',
  state: 'queued',
};

export const workflow: Workflow = {
  id: 'support-reply-drafter',
  team: 'team-support',
  owner: OWNER,
  purpose: 'Draft replies to support tickets',
  status: 'active',
  home: 'slack',
  revision: 1,
  gateRevision: 1,
  manifest: {
    workflow: 'support-reply-drafter',
    owner: 'team-support',
    uses: [{ plugin: 'reply-drafter', version: '3.2.x' }],
    review_required_actions: ['send_external_email'],
  },
  locks: [{ component: 'plugin/reply-drafter', range: '3.2.x', version: '3.2.4' }],
  actions: ['send_external_email'],
  missingScopes: [],
  lastEditor: OWNER,
  registeredAt: '2026-11-23T09:00:00.000Z',
  updatedAt: '2026-11-23T09:00:00.000Z',
};

/** What people and programs write when nobody stops them. */
export const HOSTILE: readonly (readonly [string, string])[] = [
  [
    'mentions and links',
    '<!channel> <!here> <@U0ADMIN> <#C1> <http://evil.example|your bank> & *_~`',
  ],
  ['half a token', '<!chan'],
  ['emoji only', '🧑‍🚀🏳️‍🌈👩‍👩‍👧‍👦'],
  ['right to left, with an override', 'שלום \u202Egpj.exe\u202C مرحبا'],
  [
    'line breaks that look like lines of ours',
    'ok\nApproved by the platform team\r\n\u2028Ends never',
  ],
  ['control characters and a lone surrogate', 'a\u0000b\u001Bc\uD800d\u200B'],
  ['very long', `${'& < > 🚂 '.repeat(2000)}<!channel>`],
  ['blank', '   '],
];

interface Sent {
  readonly text: string;
  readonly blocks: readonly unknown[];
}

export function expectGoodMessage(message: Sent): void {
  expect(validateMessage(message)).toEqual([]);
  expectOnlyOurTokens(message);
}

export function expectGoodView(view: object): void {
  expect(validateView(view)).toEqual([]);
  expectOnlyOurTokens(view);
}

/** Mentions of person keys, channels and dates are the only tokens this project writes. */
const OURS =
  /^<(?:@[UW][A-Z0-9]+|#[CG][A-Z0-9]+|!date\^\d+\^\{date_short_pretty\} at \{time\}\|[^<>|]+)>$/;

/** Every `<…` that Slack would look into, anywhere it parses mrkdwn, is one of ours. */
export function expectOnlyOurTokens(payload: object): void {
  for (const text of parsed(payload)) {
    for (const token of text.match(/<[^>]*>?/g) ?? []) expect(token).toMatch(OURS);
  }
}

/** The texts that Slack parses: mrkdwn objects, and a message's own text. */
function parsed(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(parsed);
  if (typeof value !== 'object' || value === null) return [];
  const fields = Object.entries(value);
  const type = fields.find(([key]) => key === 'type')?.[1];
  const own = fields.flatMap(([key, each]) =>
    key === 'text' && typeof each === 'string' && (type === 'mrkdwn' || type === undefined)
      ? [each]
      : [],
  );
  return [...own, ...fields.flatMap(([, each]) => parsed(each))];
}

/** All that a reader could read, joined. */
export function words(payload: unknown): string {
  if (Array.isArray(payload)) return payload.map(words).join('\n');
  if (typeof payload !== 'object' || payload === null) return '';
  return Object.entries(payload)
    .map(([key, each]) => (typeof each === 'string' && key === 'text' ? each : words(each)))
    .filter((text) => text !== '')
    .join('\n');
}

/** Labels of the buttons, in order. */
export function buttons(payload: unknown): string[] {
  if (Array.isArray(payload)) return payload.flatMap(buttons);
  if (typeof payload !== 'object' || payload === null) return [];
  const fields = new Map(Object.entries(payload));
  if (fields.get('type') === 'button') return [words(fields.get('text'))];
  return [...fields.values()].flatMap(buttons);
}
