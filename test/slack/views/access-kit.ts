import type { AccessRequest } from '../../../lib/core/access.ts';
import type { AccessShown } from '../../../lib/slack/views/access-card.ts';
import * as kit from './kit.ts';

const WRITE = { connector: 'crm', scope: 'crm.write' };
const READ = { connector: 'crm', scope: 'crm.read' };
const AT = '2026-11-23T09:00:00.000Z';

export const REQUEST: AccessRequest = {
  ...{ id: 'acc_1', workflow: 'reply-bot', team: 'team-support', wants: [WRITE, READ] },
  ...{ reason: 'Customers are owed money.', filed: false, by: kit.OWNER, at: AT, state: 'open' },
};

export const SHOWN: AccessShown = {
  request: REQUEST,
  purpose: 'Answers customers',
  held: [{ connector: 'mail', scopes: ['mail.read'] }],
  facts: [
    {
      ...WRITE,
      actions: ['close_ticket', 'send_email'],
      gated: ['send_email'],
      ...{ heldBy: 1, of: 12, wider: true },
    },
    { ...READ, actions: undefined, gated: [], heldBy: 0, of: 0, wider: false },
  ],
  advisory: ['Advisory gate: connector/crm does not say which scope lets send_email happen.'],
};

/** The same with this text wherever others write. */
export function hostile(text: string, rest: Partial<AccessRequest> = {}): AccessShown {
  const want = { connector: text, scope: text };
  const fact = { ...want, actions: [text, 'x'], gated: [text], heldBy: 0, of: 1, wider: true };
  const end = { at: AT, by: kit.ADMIN, name: text, say: text };
  return {
    request: {
      ...REQUEST,
      // A workflow's name has at most 80 characters, whoever writes it.
      ...{ workflow: text.slice(0, 80), team: text, reason: text, wants: [want], end },
      ...{ given: { wants: [want] }, until: AT },
      ...rest,
    },
    ...{ purpose: text, answer: text, advisory: [text, text, text, text] },
    held: [{ connector: text, scopes: Array.from({ length: 40 }, () => text) }],
    facts: Array.from({ length: 100 }, () => fact),
  };
}
