import { expect, test } from 'vitest';
import type { GateRule } from '../../../lib/core/manifest.ts';
import { ruleChanges } from '../../../lib/core/manifest-diff/gates.ts';
import { COLLEAGUE, MANIFEST, THIRD } from '../perfect.ts';

const with_ = (rule: GateRule) => ({ ...MANIFEST, gates: { refund: rule } });

const FIELDS: { readonly [Field in keyof Required<GateRule>]: [GateRule, string] } = {
  quorum: [{ quorum: 2 }, 'Approvals needed for refund: 2 instead of the usual'],
  expires_in_minutes: [
    { expires_in_minutes: 60 },
    'Time to decide on refund: 1 hour instead of the usual',
  ],
  approvers: [
    { approvers: { team: 'team-finance' } },
    'Who may approve refund: members of team-finance instead of the usual people',
  ],
  step_up: [{ step_up: true }, 'A fresh login with each approval of refund: yes instead of no'],
  reason_required: [
    { reason_required: true },
    'A reason with each approval of refund: yes instead of no',
  ],
  exclude_owner: [
    { exclude_owner: true },
    'Leaving the owner out of the approval of refund: yes instead of no',
  ],
  exclude: [
    { exclude: [COLLEAGUE, THIRD] },
    'Who may not decide on refund: U2, U3 instead of nobody in particular',
  ],
  remind_after_minutes: [
    { remind_after_minutes: 30 },
    'Time to the reminder about refund: 30 minutes instead of the usual',
  ],
  escalate_after_minutes: [
    { escalate_after_minutes: 60 },
    'Time to the escalation of refund: 1 hour instead of the usual',
  ],
  card: [{ card: 'For {to}' }, 'Words on the card of refund: "For {to}" instead of none'],
  sensitive: [
    { sensitive: ['iban'] },
    'Arguments that the card hides of refund: iban instead of only what is always hidden',
  ],
};

test.each(Object.entries(FIELDS))('a change of %s is said', (_, [rule, say]) => {
  expect(ruleChanges(MANIFEST, with_(rule))).toEqual([say]);
  expect(ruleChanges(with_(rule), with_({}))).toHaveLength(1);
  expect(ruleChanges(with_(rule), with_(rule))).toEqual([]);
});
