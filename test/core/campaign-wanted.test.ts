import { describe, expect, test } from 'vitest';
import {
  datesProblem,
  metBy,
  noVersions,
  overlapProblem,
  wantedProblem,
} from '../../lib/core/campaign-wanted.ts';
import { CAMPAIGN, ENDING } from './campaign-kit.ts';
import { LATER, NOW } from './perfect.ts';

const TODAY = '2026-11-23';

describe('what is announced', () => {
  test.each([
    ['no range', { range: 'latest' }, 'range'],
    ['no note', { note: '  ' }, 'note'],
    ['a day that is over', { closesOn: '2026-11-22' }, 'closesOn'],
    ['both on one day', { stopsOn: CAMPAIGN.closesOn }, 'stopsOn'],
    ['stopping before it closes', { stopsOn: '2026-12-01' }, 'stopsOn'],
  ])('is refused for %s, at its field', (_, change, field) => {
    expect(wantedProblem({ ...CAMPAIGN, ...change }, TODAY)?.facts).toEqual({ field });
  });

  test('may close today', () => {
    expect(wantedProblem(CAMPAIGN, TODAY)).toBeUndefined();
    expect(datesProblem({ closesOn: TODAY, stopsOn: '2026-11-24' }, TODAY)).toBeUndefined();
  });

  test('has to end some version', () => {
    expect(noVersions(CAMPAIGN, ['1.4.0', '2.0.1'])).toBeUndefined();
    expect(noVersions(CAMPAIGN, ['2.0.1'])?.facts).toEqual({ field: 'range' });
  });
});

describe('one open campaign where ranges meet', () => {
  test.each([
    ['the same', '<2.0.0', NOW, 'cmp_1'],
    ['a part', '1.4.x', NOW, 'cmp_1'],
    ['a wider one', '*', NOW, 'cmp_1'],
    ['the next one', '>=2.0.0', NOW, undefined],
    ['any, once the first has stopped', '1.4.x', ENDING.stops, undefined],
  ])('%s', (_, range, now, met) => {
    expect(metBy(range, [ENDING], now)?.campaign).toBe(met);
    const refused = overlapProblem({ ...CAMPAIGN, range }, [ENDING], now);
    expect(refused?.facts?.campaign).toBe(met);
  });

  test('and no more than a component can carry', () => {
    const many = Array.from({ length: 60 }, () => ({ ...ENDING, stops: NOW }));
    expect(overlapProblem(CAMPAIGN, many, LATER)?.why).toBe('too-many');
  });
});
