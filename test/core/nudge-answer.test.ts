import { describe, expect, test } from 'vitest';
import {
  type Answering,
  helpNudge,
  isQuiet,
  type NudgeAnswer,
  type NudgeAnswered,
  passNudge,
  planNudge,
  snoozeNudge,
  waitsSince,
} from '../../lib/core/nudge-answer.ts';
import { NUDGES } from '../../lib/core/nudge-cadence.ts';
import { minutesAfter } from '../../lib/core/time.ts';
import { CAMPAIGN } from './campaign-kit.ts';
import { COLLEAGUE, NOW, OWNER } from './perfect.ts';

const HERE = { today: '2026-11-23', timeZone: 'Europe/Berlin' };
const ASK: Answering = {
  campaign: CAMPAIGN,
  workflow: 'reply-bot',
  before: undefined,
  by: OWNER,
  at: NOW,
};
const answerOf = (outcome: NudgeAnswered): NudgeAnswer => {
  if (outcome.kind === 'refused') throw new Error(outcome.say);
  return outcome.answer;
};

describe('a planned date', () => {
  test('keeps quiet until that day begins', () => {
    const answer = answerOf(planNudge(ASK, '2026-12-03', HERE));
    expect(answer).toMatchObject({
      plan: { day: '2026-12-03', by: OWNER },
      quietUntil: '2026-12-02T23:00:00.000Z',
    });
    const again = planNudge({ ...ASK, before: answer }, '2026-12-03', HERE);
    expect(again.kind).toBe('unchanged');
    const other = answerOf(planNudge({ ...ASK, before: answer }, '2026-12-04', HERE));
    expect(other.plan?.day).toBe('2026-12-04');
  });

  test.each([
    ['today', '2026-11-23'],
    ['the day it stops', '2027-01-15'],
  ])('is not %s', (_, day) => {
    expect(planNudge(ASK, day, HERE)).toMatchObject({ why: 'bad-day' });
    expect(planNudge(ASK, '2027-01-14', HERE).kind).toBe('answered');
  });

  test('is refused where no day is left', () => {
    const late = { ...HERE, today: '2027-01-14' };
    expect(planNudge(ASK, '2027-01-14', late)).toMatchObject({
      say: expect.stringContaining('No day is left'),
    });
  });
});

describe('a snooze', () => {
  const snooze = (change: Partial<Answering>) => snoozeNudge({ ...ASK, ...change }, NUDGES);

  test('14 days, twice', () => {
    const first = answerOf(snooze({}));
    expect(first.quietUntil).toBe(minutesAfter(NOW, 14 * 24 * 60));
    expect(snooze({ before: first }).kind).toBe('unchanged');
    const second = answerOf(snooze({ before: first, at: minutesAfter(NOW, 15 * 24 * 60) }));
    expect(second.snoozes).toBe(2);
    const third = snooze({ before: second, at: minutesAfter(NOW, 40 * 24 * 60) });
    expect(third).toMatchObject({ why: 'snoozed-out', say: expect.stringContaining('2 times') });
  });

  test('never past the date', () => {
    const at = minutesAfter(CAMPAIGN.stops, -5 * 24 * 60);
    expect(answerOf(snooze({ at })).quietUntil).toBe(minutesAfter(CAMPAIGN.stops, -24 * 60));
    expect(snooze({ at: minutesAfter(CAMPAIGN.stops, -60) })).toMatchObject({ why: 'snoozed-out' });
  });
});

describe('not mine, and help', () => {
  test.each([
    ['notMine', passNudge],
    ['helped', helpNudge],
  ] as const)('%s is said once by each', (list, say) => {
    const first = answerOf(say(ASK));
    expect(first[list]).toEqual([OWNER]);
    expect(say({ ...ASK, before: first }).kind).toBe('unchanged');
    const second = answerOf(say({ ...ASK, before: first, by: COLLEAGUE }));
    expect(second[list]).toEqual([OWNER, COLLEAGUE]);
    const full = { ...first, [list]: Array.from({ length: 20 }, (_, n) => `T1/U9${n}`) };
    expect(say({ ...ASK, before: full })).toMatchObject({ why: 'too-many' });
  });
});

test('of what was withdrawn nothing is asked any more', () => {
  const gone = { ...ASK, campaign: { ...CAMPAIGN, state: 'withdrawn' as const } };
  const all = [
    planNudge(gone, '2026-12-03', HERE),
    snoozeNudge(gone, NUDGES),
    passNudge(gone),
    helpNudge(gone),
  ];
  for (const one of all) expect(one).toMatchObject({ why: 'nothing-to-answer' });
});

test('any answer stops the clock, and so does quiet', () => {
  const answer = answerOf(snoozeNudge(ASK, NUDGES));
  expect(waitsSince(undefined, '2026-11-01')).toBe('2026-11-01');
  expect(waitsSince(answer, '2026-11-01')).toBe(answer.quietUntil);
  expect(isQuiet(answer, NOW)).toBe(true);
  expect(isQuiet(answer, answer.quietUntil ?? '')).toBe(false);
  expect(isQuiet(undefined, NOW)).toBe(false);
});
