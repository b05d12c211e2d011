import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Approval, EXECUTION_OUTCOMES } from '../../lib/core/approval.ts';
import {
  aftermath,
  aftermathWords,
  nextAftermath,
  OUTCOME_MINUTES,
  sayOutcome,
  settle,
} from '../../lib/core/execution.ts';
import { minutesAfter } from '../../lib/core/time.ts';
import { APPROVAL, APPROVED, EXPIRY, LATER, NOW } from './perfect.ts';

const USED: Approval = { ...APPROVED, use: { executionId: 'run-1', at: LATER, receipt: 'r' } };
const DUE = minutesAfter(LATER, OUTCOME_MINUTES);
const SAID = { executionId: 'run-1', outcome: 'done', at: LATER } as const;
const done = (approval = USED) => {
  const said = sayOutcome(approval, SAID);
  if (said.kind !== 'said') throw new Error(said.kind);
  return said.approval;
};

describe('what the agent says of its execution', () => {
  test.each(EXECUTION_OUTCOMES)('%s is taken once, and the same again is the same', (outcome) => {
    const said = sayOutcome(USED, { ...SAID, outcome });
    if (said.kind !== 'said') throw new Error(said.kind);
    expect(said.approval.use?.outcome).toEqual({ said: outcome, at: LATER });
    expect(sayOutcome(said.approval, { ...SAID, outcome, at: DUE })).toEqual({ kind: 'again' });
  });

  test.each([
    ['what nobody used', APPROVED, SAID, 'not-used'],
    ['what still waits', APPROVAL, SAID, 'not-used'],
    ['another execution', USED, { ...SAID, executionId: 'run-2' }, 'other-execution'],
    ['something else than before', done(), { ...SAID, outcome: 'failed' }, 'other-outcome'],
  ] as const)('is refused of %s', (_, approval, said, why) => {
    expect(sayOutcome(approval, said)).toMatchObject({ kind: 'refused', why });
  });

  test('is taken however late, and known from then on', () => {
    const unknown = settle(USED, DUE);
    if (!unknown) throw new Error('not due');
    expect(aftermath(unknown)).toBe('unknown');
    expect(aftermath(done(unknown))).toBe('done');
  });
});

const KNOWN: [string, Approval, string, string | undefined, string | undefined][] = [
  ['a waiting one', APPROVAL, LATER, undefined, undefined],
  [
    'a denied one',
    { ...APPROVED, end: { ending: 'denied', at: LATER } },
    EXPIRY,
    undefined,
    undefined,
  ],
  ['an approved one', APPROVED, LATER, undefined, EXPIRY],
  ['an approved one whose time is over', APPROVED, EXPIRY, 'lapsed', EXPIRY],
  ['one that was used', USED, LATER, 'used', DUE],
  ['one that was used, a moment before', USED, minutesAfter(DUE, -1), 'used', DUE],
  ['one that nobody spoke of', USED, DUE, 'unknown', DUE],
  ['one that was spoken of', done(), DUE, 'done', undefined],
];
test.each(KNOWN)(
  '%s: what is known, and when it is looked at next',
  (_, approval, now, known, next) => {
    expect(aftermath(approval, now)).toBe(known);
    expect(nextAftermath(approval)).toBe(next);
    const settled = settle(approval, now);
    expect(settled !== undefined).toBe(next !== undefined && now >= next);
    if (settled) {
      expect(aftermath(settled)).toBe(known);
      expect(settle(settled, now)).toBeUndefined();
      expect(nextAftermath(settled)).toBeUndefined();
    }
  },
);

test('without a moment it says what is written down', () => {
  expect(aftermath(APPROVED)).toBeUndefined();
  expect(aftermath(USED)).toBe('used');
  expect(aftermathWords(APPROVED)).toBeUndefined();
  expect(aftermathWords(USED, DUE)).toBe('Outcome unknown: the agent has not said whether it ran.');
  expect(aftermathWords(APPROVED, EXPIRY)).toBe('Lapsed: approved, but never used.');
});

test('in whatever order it is said and settled, one outcome stays and nothing is due for ever', () => {
  const step = fc.record({
    outcome: fc.constantFrom(...EXECUTION_OUTCOMES),
    run: fc.constantFrom('run-1', 'run-2'),
    minutes: fc.integer({ min: 0, max: 3000 }),
    sweep: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let approval = USED;
      let first: string | undefined;
      for (const { outcome, run, minutes, sweep } of steps) {
        const at = minutesAfter(NOW, minutes);
        if (sweep) approval = settle(approval, at) ?? approval;
        const said = sweep ? undefined : sayOutcome(approval, { executionId: run, outcome, at });
        if (said?.kind === 'said') {
          expect(first).toBeUndefined();
          first = outcome;
          approval = said.approval;
        }
        expect(approval.use?.outcome?.said).toBe(first);
        expect(approval.lapsedAt).toBeUndefined();
      }
      const last = settle(approval, '2030-01-01T00:00:00.000Z') ?? approval;
      expect(nextAftermath(last)).toBeUndefined();
    }),
  );
});
