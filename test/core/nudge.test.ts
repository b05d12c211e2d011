import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Approval } from '../../lib/core/approval.ts';
import { nextLook, nudge, remindNow, withTimes, withTimesOfTurn } from '../../lib/core/nudge.ts';
import { minutesAfter } from '../../lib/core/time.ts';
import { APPROVAL, EXPIRY, NOW } from './perfect.ts';

const DAY = 24 * 60;
const RULE = { remindAfterMinutes: DAY / 2, escalateAfterMinutes: (DAY * 3) / 4 };
const later = (minutes: number) => minutesAfter(NOW, minutes);
const TIMED: Approval = withTimes(APPROVAL, RULE, NOW);
const ENDED: Approval = { ...TIMED, end: { ending: 'denied', at: NOW } };

describe('the times at which people are told again', () => {
  test.each([
    ['as the rule says', RULE, NOW, [DAY / 2, (DAY * 3) / 4]],
    ['sooner', { remindAfterMinutes: 5, escalateAfterMinutes: 10 }, NOW, [5, 10]],
    [
      'after the end: halfway and three quarters of the way',
      { remindAfterMinutes: 2 * DAY, escalateAfterMinutes: DAY },
      NOW,
      [DAY / 2, (DAY * 3) / 4],
    ],
    ['for whoever comes second, of what is left', RULE, later(DAY - 60), [DAY - 30, DAY - 15]],
    ['when nothing is left', RULE, later(DAY + 1), [DAY + 1, DAY + 1]],
  ] as const)('%s', (_, rule, now, [remind, escalate]) => {
    const { remindAt, escalateAt } = withTimes(APPROVAL, rule, now);
    expect([remindAt, escalateAt]).toEqual([later(remind), later(escalate)]);
  });

  test('start anew when the turn goes on, and only then', () => {
    const stage = { of: 'manifest', via: 'team', quorum: 1 } as const;
    const two: Approval = { ...TIMED, stages: [stage, { ...stage, quorum: 2 }] };
    const said = { name: 'x', choice: 'approve', at: NOW } as const;
    const first: Approval = { ...two, decisions: [{ ...said, by: 'T1/U2', stage: 0 }] };
    const second: Approval = {
      ...first,
      decisions: [...first.decisions, { ...said, by: 'T1/U3', stage: 1 }],
    };
    const now = later(60);
    expect(withTimesOfTurn(two, first, RULE, now).remindAt).toBe(later(60 + DAY / 2));
    expect(withTimesOfTurn(first, second, RULE, now)).toEqual(second);
    const over: Approval = { ...first, end: { ending: 'denied', at: now } };
    expect(withTimesOfTurn(two, over, RULE, now)).toEqual(over);
  });
});

describe('what the sweep finds', () => {
  const look = (change: Partial<Approval>) => nextLook({ ...TIMED, ...change });
  test('the next of reminder, word to those above, and end', () => {
    expect(nextLook(APPROVAL)).toBe(EXPIRY);
    expect(look({})).toBe(later(DAY / 2));
    expect(look({ remindAt: undefined })).toBe(later((DAY * 3) / 4));
    expect(look({ remindAt: undefined, escalateAt: undefined })).toBe(EXPIRY);
  });
  test('on hold: the end alone', () => {
    expect(look({ heldSince: NOW })).toBe(EXPIRY);
  });
});

describe('what is told', () => {
  test('each once, in turn', () => {
    expect(nudge(TIMED, later(DAY / 2 - 1))).toBeUndefined();
    const reminded = nudge(TIMED, later(DAY / 2));
    expect(reminded).toMatchObject({
      step: 'remind',
      approval: { remindedAt: later(DAY / 2), escalateAt: later((DAY * 3) / 4) },
    });
    expect(reminded?.approval).not.toHaveProperty('remindAt');
    const next = reminded?.approval ?? APPROVAL;
    expect(nudge(next, later(DAY / 2))).toBeUndefined();
    const escalated = nudge(next, later((DAY * 3) / 4));
    expect(escalated?.step).toBe('escalate');
    expect(escalated?.approval).not.toHaveProperty('escalateAt');
    expect(nudge(escalated?.approval ?? APPROVAL, later(DAY - 1))).toBeUndefined();
  });

  test.each([
    ['ended', ENDED, later(DAY - 1)],
    ['on hold', { ...TIMED, heldSince: NOW }, later(DAY - 1)],
    ['at its end', TIMED, EXPIRY],
    ['long after it', TIMED, later(7 * DAY)],
  ] as const)('nothing when it is %s', (_, approval, now) => {
    expect(nudge(approval, now)).toBeUndefined();
  });

  test('whenever the sweep runs: at most two, and none after the end', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3 * DAY), { maxLength: 30 }), (minutes) => {
        let approval = TIMED;
        const told: string[] = [];
        for (const at of minutes.sort((a, b) => a - b)) {
          const next = nudge(approval, later(at));
          if (!next) continue;
          expect(later(at) < EXPIRY).toBe(true);
          told.push(next.step);
          approval = next.approval;
        }
        expect(new Set(told).size).toBe(told.length);
      }),
    );
  });
});

describe('reminding by hand', () => {
  test('takes the place of the reminder to come, and again after an hour', () => {
    const first = remindNow(TIMED, later(10));
    expect(first).toMatchObject({ step: 'remind', approval: { remindedAt: later(10) } });
    if ('kind' in first) throw new Error(first.say);
    expect(first.approval).not.toHaveProperty('remindAt');
    expect(remindNow(first.approval, later(69))).toMatchObject({ why: 'reminded-already' });
    expect(remindNow(first.approval, later(70))).toMatchObject({ step: 'remind' });
  });

  test.each([
    ['already-ended', ENDED, later(1)],
    ['already-ended', TIMED, EXPIRY],
    ['on-hold', { ...TIMED, heldSince: NOW }, later(1)],
  ] as const)('is refused: %s', (why, approval, now) => {
    expect(remindNow(approval, now)).toMatchObject({ kind: 'refused', why });
  });
});
