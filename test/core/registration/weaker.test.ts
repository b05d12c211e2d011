import { describe, expect, test } from 'vitest';
import type { GateRule } from '../../../lib/core/manifest.ts';
import { weaker } from '../../../lib/core/registration/weaker.ts';
import { COLLEAGUE, OWNER, THIRD } from '../perfect.ts';

const action = 'refund';
const people = { people: [COLLEAGUE] };

/** Each field: what is stricter than its counterpart, and what is said when it goes. */
const FIELDS: {
  readonly [Field in keyof Required<GateRule>]: [GateRule, GateRule, string | undefined];
} = {
  quorum: [{ quorum: 2 }, {}, 'Lets 1 instead of 2 people approve refund'],
  expires_in_minutes: [
    { expires_in_minutes: 60 },
    {},
    'Lets a request to refund wait 1 day, not 1 hour',
  ],
  step_up: [{ step_up: true }, {}, 'Lets people approve refund without a fresh login'],
  reason_required: [{ reason_required: true }, {}, 'Lets people approve refund without saying why'],
  exclude_owner: [{ exclude_owner: true }, {}, 'Lets the owner approve refund'],
  exclude: [{ exclude: [OWNER, THIRD] }, { exclude: [THIRD] }, 'Lets U1 approve refund'],
  approvers: [{ approvers: people }, {}, 'Changes who approves refund'],
  remind_after_minutes: [{ remind_after_minutes: 5 }, {}, undefined],
  escalate_after_minutes: [{ escalate_after_minutes: 5 }, {}, undefined],
  card: [{ card: 'For {to}' }, {}, 'Changes what the card of refund says'],
  sensitive: [{ sensitive: ['iban'] }, {}, 'Changes which arguments the card of refund hides'],
};
const ROWS = Object.entries(FIELDS).map(([field, row]) => [field, ...row] as const);
/** Whatever changes in these asks other people, or shows them something else. */
const BOTH_WAYS = ['approvers', 'card', 'sensitive'];

describe('loosening waits for its review', () => {
  test.each(ROWS)('%s', (_, strict, mild, say) => {
    expect(weaker({ action, was: strict, now: mild })).toEqual(say === undefined ? [] : [say]);
  });
});

describe('tightening takes effect at once, but for what asks others or shows something else', () => {
  test.each(ROWS)('%s', (field, strict, mild, say) => {
    const waits = BOTH_WAYS.includes(field);
    expect(weaker({ action, was: mild, now: strict })).toEqual(waits ? [say] : []);
    expect(weaker({ action, was: strict, now: strict })).toEqual([]);
  });
});

test('a longer time than the usual one waits; a shorter one does not', () => {
  const rule = (expires_in_minutes: number) => ({ expires_in_minutes });
  expect(weaker({ action, was: {}, now: rule(2880) })).toEqual([
    'Lets a request to refund wait 2 days, not 1 day',
  ]);
  expect(weaker({ action, was: {}, now: rule(60) })).toEqual([]);
});

test('several at once are each said', () => {
  const was = { quorum: 2, step_up: true as const, reason_required: true as const };
  expect(weaker({ action, was, now: {} })).toHaveLength(3);
});
