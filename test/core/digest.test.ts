import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type DigestLine,
  inOrder,
  isLine,
  lineWords,
  movedWords,
  takes,
  withCandidates,
} from '../../lib/core/digest.ts';
import { CAMPAIGN } from './campaign-kit.ts';
import { NOW, OWNER } from './perfect.ts';

const EDIT = { kind: 'edit', component: CAMPAIGN.component, range: '2.0.x', line: '{}' } as const;
const LINE: DigestLine = {
  campaign: 'cmp_1',
  workflow: 'support-reply-drafter',
  component: 'connector/crm-readonly',
  version: '1.4.0',
  ends: { ...CAMPAIGN, stops: '2027-06-29T22:00:00.000Z', stopsOn: '2027-06-30' },
  since: NOW,
  must: EDIT,
  samePermissions: true,
};
const AT = '2027-05-20T08:00:00.000Z';
const words = (change: Partial<DigestLine> = {}, now = AT) =>
  lineWords({ ...LINE, ...change }, now, 'Europe/Berlin');

describe('a line', () => {
  test('says what stops when, what replaces it, and what happens if nothing is done', () => {
    expect(`${LINE.workflow} ${words()}`).toBe(
      'support-reply-drafter uses crm-readonly 1.4.0, which stops on 30 June (41 days). 2.0.1 replaces it; same permissions. If you do nothing, it gets no credentials from 30 June.',
    );
  });

  test('names the year where it is another', () => {
    expect(words({}, NOW)).toContain('which stops on 30 June 2027 (');
  });

  test('says that permissions differ, or nothing of them', () => {
    expect(words({ samePermissions: false })).toContain(
      '2.0.1 replaces it; its permissions differ.',
    );
    const other = { ...EDIT, component: 'plugin/crm' };
    const ends = { ...LINE.ends, successor: 'plugin/crm@1.0.0' };
    const text = words({ must: other, ends, samePermissions: undefined });
    expect(text).toContain('plugin/crm 1.0.0 replaces it. If');
    expect(takes({ ...LINE, must: other, ends })).toBeUndefined();
  });

  test('names the version that the button takes', () => {
    const must = { kind: 'upgrade', version: '2.1.0' } as const;
    expect(words({ must })).toContain('2.1.0 replaces it');
    expect(takes({ ...LINE, must })).toBe('2.1.0');
    expect(takes({ ...LINE, must: { kind: 'wait', on: 'plugin/x@1.0.0' } })).toBeUndefined();
  });

  test('past its day says so', () => {
    expect(words({}, LINE.ends.stops)).toBe(
      'uses crm-readonly 1.4.0, which stopped on 30 June. 2.0.1 replaces it; same permissions. It gets no credentials any more.',
    );
  });

  test('is done where the world moved on', () => {
    const since = '2027-05-02T23:00:00.000Z';
    expect(movedWords({ to: '2.0.1', since }, AT, 'Europe/Berlin')).toBe(
      'Nothing left to do: on 2.0.1 since 3 May.',
    );
    expect(movedWords({ to: undefined, since }, AT, 'UTC')).toBe(
      'Nothing left to do: it does without since 2 May.',
    );
  });
});

const some = fc.record({
  workflow: fc.constantFrom('a', 'b', 'c', 'd'),
  since: fc.constantFrom('2027-01-01', '2027-02-01', '2027-03-01'),
  over: fc.boolean(),
  fixable: fc.boolean(),
});

test('fixable first, then overdue, then oldest, however they come', () => {
  fc.assert(
    fc.property(fc.array(some, { maxLength: 30 }), (rows) => {
      const lines = rows.map(
        ({ workflow, since, over, fixable }, n): DigestLine => ({
          ...{ ...LINE, campaign: `cmp_${n}`, workflow, since },
          ends: { ...LINE.ends, stops: over ? NOW : LINE.ends.stops },
          must: fixable ? EDIT : { kind: 'wait', on: 'plugin/x@1.0.0' },
        }),
      );
      const ordered = inOrder(lines, AT);
      const rank = (one: DigestLine) =>
        [takes(one) ? 0 : 1, one.ends.stops <= AT ? 0 : 1, one.since].join(' ');
      const ranks = ordered.map(rank);
      expect(ranks).toEqual([...ranks].sort());
      expect(new Set(ordered)).toEqual(new Set(lines));
      expect(inOrder([...lines].reverse(), AT)).toEqual(ordered);
    }),
  );
});

test('candidates of one campaign are replaced, those of others stay', () => {
  const digest = { holder: OWNER, lines: [{ campaign: 'cmp_2', workflow: 'x' }] };
  const filled = withCandidates(digest, 'cmp_1', ['a', 'b']);
  expect(filled.lines).toHaveLength(3);
  expect(withCandidates(filled, 'cmp_1', ['b', 'a'])).toBe(filled);
  expect(withCandidates(filled, 'cmp_1', ['c']).lines).toEqual([
    { campaign: 'cmp_2', workflow: 'x' },
    { campaign: 'cmp_1', workflow: 'c' },
  ]);
  expect(filled.lines.some(isLine({ campaign: 'cmp_1', workflow: 'b' }))).toBe(true);
});
