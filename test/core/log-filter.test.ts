import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isChosen,
  isFiltering,
  type LogFilter,
  newestFirst,
  type Place,
  readPlace,
  writePlace,
} from '../../lib/core/log-filter.ts';
import { LATER, NOW, OWNER } from './perfect.ts';

const event = { kind: 'approval.asked', at: NOW, actor: { id: OWNER } };

test.each<[LogFilter, boolean]>([
  [{}, true],
  [{ kind: 'approval.asked' }, true],
  [{ kind: 'approval' }, true],
  [{ kind: 'appro' }, false],
  [{ kind: 'approval.asked.twice' }, false],
  [{ actor: OWNER }, true],
  [{ actor: OWNER.split('/')[1] }, true],
  [{ actor: 'NER' }, false],
  [{ from: NOW }, true],
  [{ from: LATER }, false],
  [{ to: LATER }, true],
  [{ to: NOW }, false],
  [{ kind: 'approval', actor: OWNER, from: NOW, to: LATER }, true],
  [{ kind: 'approval', actor: OWNER, from: NOW, to: NOW }, false],
])('%j', (filter, chosen) => {
  expect(isChosen(event, filter)).toBe(chosen);
});

test('a filter without anything leaves nothing out', () => {
  expect(isFiltering({})).toBe(false);
  expect(isFiltering({ kind: undefined })).toBe(false);
  expect(isFiltering({ to: NOW })).toBe(true);
});

const places: fc.Arbitrary<Place> = fc.record({
  at: fc.constantFrom(NOW, LATER),
  subject: fc.constantFrom('workflow/a', 'approval/b~1', 'component/plugin/x'),
  seq: fc.integer({ min: 1, max: 4 }),
});

describe('a place', () => {
  test('reads back as it was written', () => {
    fc.assert(
      fc.property(places, (place) => {
        expect(readPlace(writePlace(place))).toEqual(place);
      }),
    );
  });
  test.each(['', 'x', `${NOW}~x~workflow/a`, `${NOW}~1~`, '2026~1~workflow/a'])(
    '%j is none',
    (text) => expect(readPlace(text)).toBeUndefined(),
  );
  test('is before or after every other one, and the same only as itself', () => {
    fc.assert(
      fc.property(places, places, (one, other) => {
        expect(Math.sign(newestFirst(one, other))).toBe(-Math.sign(newestFirst(other, one)) + 0);
        expect(newestFirst(one, other) === 0).toBe(writePlace(one) === writePlace(other));
      }),
    );
  });
});
