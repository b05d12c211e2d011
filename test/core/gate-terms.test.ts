import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { gateTerms } from '../../lib/core/gate-terms.ts';

const terms = z.strictObject(gateTerms);

describe('what a gate may ask for', () => {
  test('is all of it left out, or all of it said', () => {
    const all = {
      quorum: 2,
      expires_in_minutes: 60,
      step_up: true,
      reason_required: true,
      exclude_owner: true,
      exclude: ['T1/U2'],
      remind_after_minutes: 20,
      escalate_after_minutes: 40,
    };
    expect(terms.parse({})).toEqual({});
    expect(terms.parse(all)).toEqual(all);
    expect(Object.keys(all)).toEqual(Object.keys(gateTerms));
  });

  test.each([
    ['nobody', { quorum: 0 }],
    ['more people than a card can wait for', { quorum: 11 }],
    ['less time than anybody needs', { expires_in_minutes: 4 }],
    ['more than a week', { expires_in_minutes: 7 * 24 * 60 + 1 }],
    ['a rule switched off: left out means the same', { step_up: false }],
    ['somebody who is no person', { exclude: ['U2'] }],
    ['a list of nobody', { exclude: [] }],
    ['a field that nothing enforces', { approver: 'T1/U2' }],
  ])('is not %s', (_, said) => {
    expect(terms.safeParse(said).success).toBe(false);
  });
});
