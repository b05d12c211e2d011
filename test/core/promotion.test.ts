import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  answered,
  demote,
  isUnderWay,
  type MOVES,
  moved,
  PROMOTION_STATES,
  type Promotion,
  type PromotionState,
  withdraw,
} from '../../lib/core/promotion.ts';
import { ADMIN, OWNER } from './perfect.ts';
import { PROMOTION, who } from './promoting.ts';

type Move = keyof typeof MOVES;

/** Where each move leads from each state; a dot where it leads nowhere. */
const TABLE: Record<PromotionState, Record<Move, PromotionState | '.'>> = {
  open: {
    'ask-changes': 'changes-asked',
    resubmit: '.',
    publish: 'published',
    reject: 'rejected',
    withdraw: 'withdrawn',
    demote: '.',
  },
  'changes-asked': {
    'ask-changes': '.',
    resubmit: 'open',
    publish: '.',
    reject: 'rejected',
    withdraw: 'withdrawn',
    demote: '.',
  },
  published: {
    ...{ 'ask-changes': '.', resubmit: '.', publish: '.', reject: '.', withdraw: '.' },
    demote: 'demoted',
  },
  demoted: none(),
  rejected: none(),
  withdrawn: none(),
};

function none(): Record<Move, '.'> {
  return {
    ...{ 'ask-changes': '.', resubmit: '.', publish: '.', reject: '.' },
    ...{ withdraw: '.', demote: '.' },
  };
}

const MOVE_NAMES: readonly Move[] = [
  'ask-changes',
  'resubmit',
  'publish',
  'reject',
  'withdraw',
  'demote',
];
const CELLS = PROMOTION_STATES.flatMap((state) =>
  MOVE_NAMES.map((move) => [state, move, TABLE[state][move]] as const),
);

describe('the moves', () => {
  test.each(CELLS)('from %s, %s leads to %s', (state, move, to) => {
    const next = moved({ ...PROMOTION, state }, move);
    expect(next.kind === 'may' ? next.state : '.').toBe(to);
  });

  test('no path leaves what is over', () => {
    const over: readonly PromotionState[] = ['demoted', 'rejected', 'withdrawn'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...MOVE_NAMES), { maxLength: 12 }), (path) => {
        let at: Promotion = PROMOTION;
        for (const move of path) {
          const next = moved(at, move);
          if (over.includes(at.state)) expect(next.kind).toBe('refused');
          if (next.kind === 'may') at = { ...at, state: next.state };
        }
      }),
    );
  });

  test('a refusal says where it stands, and through whom', () => {
    const review = { ...who(ADMIN), name: 'admin', reason: '' };
    expect(moved({ ...PROMOTION, state: 'published', review }, 'publish')).toMatchObject({
      why: 'answered-already',
      say: 'This promotion is shared (admin). Nothing changed.',
    });
    expect(moved(PROMOTION, 'resubmit')).toMatchObject({
      say: 'This promotion is waiting for its review. Nothing changed.',
    });
  });

  test('what is under way is what can still be answered', () => {
    const states = PROMOTION_STATES.filter((state) => isUnderWay({ state }));
    expect(states).toEqual(['open', 'changes-asked']);
  });
});

describe('answers', () => {
  test.each([
    ['publish', '', 'published'],
    ['ask-changes', 'The scopes are too wide.', 'changes-asked'],
    ['reject', 'There is one already.', 'rejected'],
  ] as const)('%s', (answer, reason, state) => {
    const outcome = answered(PROMOTION, { ...who(ADMIN), answer, reason });
    expect(outcome).toMatchObject({ promotion: { state, review: { by: ADMIN, reason } } });
  });

  test.each(['ask-changes', 'reject'] as const)('%s says why', (answer) => {
    const outcome = answered(PROMOTION, { ...who(ADMIN), answer, reason: '  ' });
    expect(outcome).toMatchObject({ why: 'reason-required' });
  });

  test('withdrawing and taking back say who; taking back says why', () => {
    expect(withdraw(PROMOTION, who(OWNER))).toMatchObject({
      promotion: { state: 'withdrawn', end: { by: OWNER } },
    });
    const shared: Promotion = { ...PROMOTION, state: 'published' };
    expect(demote(shared, who(ADMIN), ' ')).toMatchObject({ why: 'reason-required' });
    expect(demote(shared, who(ADMIN), 'It fails.')).toMatchObject({
      promotion: { state: 'demoted', end: { by: ADMIN, reason: 'It fails.' } },
    });
    expect(demote(PROMOTION, who(ADMIN), 'x')).toMatchObject({ why: 'answered-already' });
    expect(withdraw(shared, who(OWNER))).toMatchObject({ why: 'answered-already' });
    expect(answered(shared, { ...who(ADMIN), answer: 'reject', reason: 'x' })).toMatchObject({
      why: 'answered-already',
    });
  });
});
