import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RuledAction } from '../../lib/core/baseline-rules.ts';
import { gateTerms } from '../../lib/core/gate-terms.ts';
import {
  type RuledTerms,
  readRuledLine,
  ruledLine,
  TERMS_HINT,
  termsWords,
} from '../../lib/core/gate-terms-text.ts';
import { COLLEAGUE, OWNER } from './perfect.ts';

const ALL: Required<RuledTerms> = {
  quorum: 2,
  expires_in_minutes: 240,
  step_up: true,
  reason_required: true,
  exclude_owner: true,
  exclude: [OWNER, COLLEAGUE],
  remind_after_minutes: 61,
  escalate_after_minutes: 2880,
};

test('every term is written in words, and nothing where nothing is asked for', () => {
  expect(Object.keys(ALL).sort()).toEqual(Object.keys(gateTerms).sort());
  expect(termsWords(ALL)).toBe(
    '2 approvals, within 4 hours, fresh login, reason, not the owner, not T1/U1, not T1/U2, reminder after 61 minutes, escalation after 2 days',
  );
  expect(termsWords({})).toBe('');
});

test.each<[string, string, RuledTerms]>([
  ['the action alone', 'refund', {}],
  ['the action with a colon', 'refund:', {}],
  [
    'in other case and with more room',
    'refund :  2  Approvals ,Within 1 Day',
    { quorum: 2, expires_in_minutes: 1440 },
  ],
  ['one approval', 'refund: 1 approval', { quorum: 1 }],
])('reads %s', (_, line, terms) => {
  expect(readRuledLine(line)).toEqual({ action: 'refund', terms });
});

test.each([
  ['refund: 2 peopel', '2 peopel'],
  ['refund: within 4 weeks', 'within 4 weeks'],
  ['refund: not U2', 'not U2'],
  ['refund: T1/U2', 'T1/U2'],
  ['refund: fresh login, quickly', 'quickly'],
])('says what of %s it does not understand', (line, unknown) => {
  expect(readRuledLine(line)).toEqual({ unknown });
});

test('the hint is a line that can be read', () => {
  const example = TERMS_HINT.slice(TERMS_HINT.indexOf('issue_refund'));
  expect(readRuledLine(example)).toMatchObject({ action: 'issue_refund' });
});

test('what is written is read again as it was', () => {
  const minutes = fc.integer({ min: 5, max: 10_080 });
  const yes = fc.constant(true as const);
  const terms = fc.record(
    {
      quorum: fc.integer({ min: 1, max: 10 }),
      ...{ expires_in_minutes: minutes, step_up: yes, reason_required: yes, exclude_owner: yes },
      exclude: fc.uniqueArray(fc.constantFrom(OWNER, COLLEAGUE, 'T2/U9'), { minLength: 1 }),
      ...{ remind_after_minutes: minutes, escalate_after_minutes: minutes },
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(terms, (given) => {
      const rule: RuledAction = { action: 'issue_refund', by: 'lead', ...given };
      expect(readRuledLine(ruledLine(rule))).toEqual({ action: 'issue_refund', terms: given });
    }),
  );
});
