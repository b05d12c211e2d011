import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packShelf, unpackShelf } from '../../lib/acts/shelf-bytes.ts';
import { buildIndex, indexOf, type SearchEntry } from '../../lib/search/index.ts';
import { reshelve, shelve } from '../../lib/search/shelf.ts';
import { ENTRIES } from './sample.ts';

const WORDS =
  'draft reply ticket customer invoice пере перевод 会議 議事録 تقرير calendar slide meeting notes pull request e-mail'.split(
    ' ',
  );
const text = fc.array(fc.constantFrom(...WORDS), { maxLength: 12 }).map((list) => list.join(' '));
const entry = fc.record<SearchEntry>({
  id: fc.nat(30).map((n) => `plugin/p${n}`),
  kind: fc.constantFrom('plugin', 'skill', 'workflow'),
  title: text,
  text: fc.oneof(text, fc.string()),
  keywords: fc.array(text, { maxLength: 2 }),
  connectors: fc.array(fc.constantFrom('crm-readonly', 'connector/calendar'), { maxLength: 2 }),
  team: fc.constantFrom('team-a', 'team-b'),
});
const entries = fc.array(entry, { maxLength: 25 });
const QUERIES = [
  'reply to customers',
  'calender',
  '議事録',
  'перев',
  'تقرير',
  'bill',
  'pull requests',
];

type Index = ReturnType<typeof indexOf>;

/** All that anybody could see of it. */
function answers(index: Index) {
  return QUERIES.map((query) => [
    index.find(query, { limit: 50 }),
    index.similar(query, { limit: 50 }),
  ]);
}

describe('a shelf that was changed', () => {
  test('answers as one that was built of the same entries at once', () => {
    fc.assert(
      fc.property(entries, fc.array(entries, { maxLength: 4 }), (first, changes) => {
        let shelf = shelve(first);
        for (const changed of changes) shelf = reshelve(shelf, changed);
        expect(answers(indexOf(shelf))).toEqual(answers(buildIndex([...first, ...changes.flat()])));
      }),
      { numRuns: 60 },
    );
  });

  test('reads entries anew and keeps what was learned, until all is shelved again', () => {
    const many = Array.from({ length: 10 }, (_, n) =>
      ENTRIES.map((one) => ({ ...one, id: `${one.id}-${n}` })),
    ).flat();
    const before = shelve(many);
    expect(before.learned.size).toBeGreaterThan(0);
    const more = ENTRIES.slice(0, 3);
    const after = reshelve(before, more);
    const anew = { readings: shelve([...many, ...more]).readings, learned: before.learned };
    expect(answers(indexOf(after))).toEqual(answers(indexOf(anew)));
  });
});

describe('a shelf as bytes', () => {
  test('is the same shelf again, and answers the same', () => {
    fc.assert(
      fc.property(entries, (list) => {
        const shelf = shelve(list);
        const again = unpackShelf(packShelf(shelf));
        expect(again).toEqual(shelf);
        expect(answers(indexOf(again))).toEqual(answers(indexOf(shelf)));
      }),
      { numRuns: 60 },
    );
  });
});
