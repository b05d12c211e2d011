import { expect, test } from 'vitest';
import { withdraw } from '../../lib/core/withdraw.ts';
import { APPROVAL, APPROVED, EXPIRY, LATER } from './perfect.ts';

test('what waits is cancelled as withdrawn; the same wish again is the same answer', () => {
  const outcome = withdraw(APPROVAL, LATER);
  if (outcome.kind !== 'withdrawn') throw new Error(outcome.kind);
  expect(outcome.approval.end).toEqual({ ending: 'cancelled', why: 'withdrawn', at: LATER });
  expect(withdraw(outcome.approval, EXPIRY)).toEqual({ kind: 'again' });
});

test('what is on hold can be withdrawn too', () => {
  expect(withdraw({ ...APPROVAL, heldSince: LATER }, LATER).kind).toBe('withdrawn');
});

test.each([
  ['approved', APPROVED, LATER, 'already-ended'],
  [
    'denied',
    { ...APPROVED, end: { ending: 'denied' as const, at: LATER } },
    LATER,
    'already-ended',
  ],
  [
    'cancelled for another reason',
    {
      ...APPROVAL,
      end: { ending: 'cancelled' as const, why: 'rules-changed' as const, at: LATER },
    },
    LATER,
    'already-ended',
  ],
  ['over, swept or not', APPROVAL, EXPIRY, 'expired'],
])('"Exactly one ending": what is %s stays so', (_, approval, now, why) => {
  expect(withdraw(approval, now)).toMatchObject({ kind: 'refused', why });
});
