import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LIFECYCLE } from '../../lib/core/component.ts';
import {
  daysUntil,
  endingOf,
  endingSentence,
  insteadOf,
  laterOf,
  releaseAt,
  standsAt,
  stateAt,
  successorParts,
  successorWords,
} from '../../lib/core/lifecycle.ts';
import { minutesAfter } from '../../lib/core/time.ts';
import { ENDING } from './campaign-kit.ts';
import { NOW, release } from './perfect.ts';

const OLD = release('connector/crm-readonly', '1.4.0');
const justBefore = (at: string) => minutesAfter(at, -0.0001);

describe('the state at an instant', () => {
  test.each([
    ['before it was released', justBefore(NOW), 'active'],
    ['when it was released', NOW, 'deprecated'],
    ['just before it closes', justBefore(ENDING.closes), 'deprecated'],
    ['when it closes', ENDING.closes, 'closed'],
    ['just before it stops', justBefore(ENDING.stops), 'closed'],
    ['when it stops', ENDING.stops, 'disabled'],
    ['for ever after', '2099-01-01T00:00:00.000Z', 'disabled'],
  ])('%s', (_, at, state) => {
    expect(stateAt(ENDING, at)).toBe(state);
    expect(releaseAt(OLD, [ENDING], at).lifecycle).toBe(state);
  });

  test('is active for as long as nobody has released it', () => {
    const { deprecated: _, ...draft } = ENDING;
    expect(stateAt(draft, ENDING.stops)).toBe('active');
    expect(releaseAt(OLD, [draft], ENDING.stops)).toEqual(OLD);
  });

  test('only ever goes forward while its dates stand, however they lie', () => {
    const moment = fc.integer({ min: 0, max: 1_000_000 }).map((n) => minutesAfter(NOW, n));
    const dates = fc.uniqueArray(moment, { minLength: 3, maxLength: 3 }).map((all) => all.sort());
    fc.assert(
      fc.property(dates, fc.array(moment, { minLength: 2 }), (sorted, instants) => {
        const [deprecated = NOW, closes = NOW, stops = NOW] = sorted;
        const ending = { ...ENDING, deprecated, closes, stops };
        const ranks = instants.sort().map((at) => LIFECYCLE.indexOf(stateAt(ending, at)));
        expect(ranks).toEqual([...ranks].sort());
        expect(stateAt(ending, stops)).toBe('disabled');
      }),
    );
  });
});

describe('a release with its dates', () => {
  test('keeps what is stored where that is further', () => {
    const closed = release(OLD.component, '1.4.0', { lifecycle: 'closed' });
    expect(releaseAt(closed, [ENDING], NOW).lifecycle).toBe('closed');
    expect(laterOf('active', 'deprecated')).toBe('deprecated');
  });

  test('outside the range is as it was; what was derived before does not stay', () => {
    const stale = { ...release(OLD.component, '2.0.1'), ending: ENDING };
    expect(releaseAt(stale, [ENDING], NOW)).toEqual(release(OLD.component, '2.0.1'));
  });

  test('of two that end it the furthest counts, then the one that stops first', () => {
    const sooner = { ...ENDING, campaign: 'cmp_2', stops: '2027-01-01T00:00:00.000Z' };
    const over = { ...ENDING, campaign: 'cmp_3', stops: NOW, closes: NOW };
    expect(endingOf('1.4.0', [ENDING, sooner], NOW)?.campaign).toBe('cmp_2');
    expect(endingOf('1.4.0', [ENDING, sooner, over], NOW)?.campaign).toBe('cmp_3');
    expect(endingOf('2.0.1', [ENDING], NOW)).toBeUndefined();
  });

  test('says what to pin instead', () => {
    expect(insteadOf(releaseAt(OLD, [ENDING], NOW))).toBe('connector/crm-readonly@2.0.1');
    expect(insteadOf({ ...OLD, successor: 'connector/crm' })).toBe('connector/crm');
    expect(insteadOf(OLD)).toBeUndefined();
  });
});

test('a component stands as its newest version does', () => {
  const of = (latest: string) => standsAt({ latest, endings: [ENDING] }, NOW);
  expect(of('1.4.0')).toEqual({ lifecycle: 'deprecated', successor: ENDING.successor });
  expect(of('2.0.1')).toEqual({ lifecycle: 'active' });
  expect(standsAt({ latest: '1.4.0' }, NOW)).toEqual({ lifecycle: 'active' });
});

test.each([
  [ENDING.stops, ENDING.stops, 0],
  ['2099-01-01T00:00:00.000Z', ENDING.stops, 0],
  [justBefore(ENDING.stops), ENDING.stops, 1],
  ['2027-01-13T23:00:00.000Z', ENDING.stops, 1],
  [NOW, ENDING.stops, 53],
])('from %s there are days left until %s: %d', (now, moment, days) => {
  expect(daysUntil(moment, now)).toBe(days);
});

test.each([
  ['connector/crm-readonly@2.0.1', '2.0.1'],
  ['connector/crm@1.0.0', 'connector/crm 1.0.0'],
  ['connector/crm', 'connector/crm'],
])('%s is said as %s', (successor, said) => {
  expect(successorWords(successor, 'connector/crm-readonly')).toBe(said);
});

test('a successor falls in two halves', () => {
  expect(successorParts('plugin/x@1.0.0-rc.1+a')).toEqual({
    component: 'plugin/x',
    version: '1.0.0-rc.1+a',
  });
  expect(successorParts('plugin/x')).toEqual({ component: 'plugin/x', version: '' });
});

describe('what whoever is locked to it is told', () => {
  test.each([
    [NOW, 'stops on 2027-01-15 (53 days): it gets no credentials from then on'],
    [ENDING.closes, 'takes no new pins and stops on 2027-01-15 (31 days)'],
    [ENDING.stops, 'stopped on 2027-01-15: what is locked to it gets no credentials'],
  ])('at %s', (at, said) => {
    const sentence = endingSentence(releaseAt(OLD, [ENDING], at), at);
    expect(sentence).toContain(`connector/crm-readonly 1.4.0 ${said}`);
    expect(sentence).toContain('2.0.1 replaces it.');
  });

  test('is nothing of what stays', () => {
    expect(endingSentence(OLD, NOW)).toBeUndefined();
  });
});
