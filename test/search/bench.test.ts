import { describe, expect, it } from 'vitest';
import { bm25, tfidf } from '../../bench/search/baselines.ts';
import { fitLikeness, half } from '../../bench/search/fit.ts';
import { evaluate } from '../../bench/search/measure.ts';
import { auc, hit, mean, ndcg } from '../../bench/search/metrics.ts';
import { ENTRIES } from './sample.ts';

describe('nDCG@10', () => {
  it.each([
    ['the only answer first', ['a', 'b'], ['a'], 1],
    ['the only answer second', ['b', 'a'], ['a'], 0.6309],
    ['one of two found', ['a'], ['a', 'c'], 0.6131],
    ['none found', ['b'], ['a'], 0],
    ['an answer at rank eleven', [...'bcdefghijk', 'a'], ['a'], 0],
  ])('%s', (_, found, good, expected) => {
    expect(ndcg(found, new Set(good))).toBeCloseTo(expected, 4);
  });
});

it('AUC counts pairs in order, and a tie half', () => {
  const scored = (...scores: [boolean, number][]) =>
    scores.map(([positive, score]) => ({ positive, score }));
  expect(auc(scored([true, 0.9], [false, 0.1]))).toBe(1);
  expect(auc(scored([true, 0.1], [false, 0.9]))).toBe(0);
  expect(auc(scored([true, 0.5], [false, 0.5], [false, 0.1]))).toBe(0.75);
});

it('a hit is any good answer, and the mean of nothing is 0', () => {
  expect(hit(['a', 'b'], new Set(['b']))).toBe(1);
  expect(hit(['a'], new Set(['b']))).toBe(0);
  expect(mean([])).toBe(0);
});

it.each([
  ['bm25', bm25],
  ['tfidf', tfidf],
] as const)('%s finds by shared stems alone', (_, make) => {
  const { find } = make(ENTRIES);
  expect(find('replying to tickets')[0]).toBe('plugin/reply-drafter');
  expect(find('bill')).toEqual([]);
});

describe('files of the labelled form', () => {
  const lines = (...rows: object[]) => `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`;
  const [reply, triage] = ['plugin/reply-drafter', 'plugin/ticket-triage'];
  const measured = evaluate({
    entries: new Map(ENTRIES.map((one) => [one.id, one])),
    corpus: JSON.stringify({ ids: [...ENTRIES.map((one) => one.id), 'plugin/gone'] }),
    judgements: lines(
      { qid: 'q1', query: 'reply to customers', relevant: [{ id: reply, grade: 2 }] },
      { qid: 'q2', query: 'grow tomatoes', relevant: [] },
    ),
    pairs: lines(
      { a: reply, b: reply, label: 'duplicate', why: 'itself' },
      { a: reply, b: triage, label: 'related' },
      { a: reply, b: 'plugin/gone', label: 'different' },
    ),
  });

  it('are measured for us and both baselines', () => {
    expect(measured.ours).toEqual({ ndcg10: 1, hit3: 1, auc: 1 });
    expect(measured.bm25).toEqual({ ndcg10: 1, hit3: 1 });
    expect(measured.tfidf).toEqual({ ndcg10: 1, hit3: 1, auc: 1 });
  });

  it('may name entries that are gone, and ask what has no answer', () => {
    expect(measured.missing).toBe(1);
    expect(measured.unanswerable).toEqual({ queries: 1, answered: 0 });
  });
});

describe('likeness fitted anew', () => {
  const pairs = ENTRIES.flatMap((a, at) =>
    ENTRIES.slice(at, at + 2).map((b) => ({ a, b, same: a.id === b.id })),
  );
  const { all, halves } = fitLikeness(ENTRIES, pairs);

  it('weighs what is shared for, and odd names against', () => {
    const [, odd = 0, shared = 0] = all.weights;
    expect(shared).toBeGreaterThan(0);
    expect(odd).toBeLessThan(0);
    expect(all.fitted).toBe(1);
  });

  it('is measured on the half that it was not fitted on', () => {
    expect(halves.map(({ others }) => others)).toEqual([1, 1]);
    expect(halves[0]?.weights).not.toEqual(halves[1]?.weights);
  });

  it('parts by what is asked, not by its place', () => {
    const parts = Array.from({ length: 200 }, (_, at) => half(`query ${at}`));
    const first = parts.filter((one) => one === 0).length;
    expect(first).toBeGreaterThan(60);
    expect(first).toBeLessThan(140);
    expect(half('query 7')).toBe(parts[7]);
  });
});
