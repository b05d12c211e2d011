import * as z from 'zod';
import { buildIndex, type SearchEntry } from '../../lib/search/index.ts';
import { parseLines } from './data.ts';

const judgement = z.object({
  qid: z.string(),
  query: z.string(),
  relevant: z.array(z.object({ id: z.string(), grade: z.number() })),
});
const pair = z.object({ a: z.string(), b: z.string(), label: z.string() });
const corpus = z.object({ ids: z.array(z.string()) });

export interface Sources {
  readonly entries: ReadonlyMap<string, SearchEntry>;
  /** The texts of the corpus, judgement and pair files. */
  readonly corpus: string;
  readonly judgements: string;
  readonly pairs: string;
}

/** Means over the queries that have an entry of grade 2, rounded to four digits. */
export function evaluate(sources: Sources): { ndcg10: number; hit3: number; auc: number } {
  const { entries } = sources;
  const listed = (ids: Iterable<string>) => [...ids].flatMap((id) => entries.get(id) ?? []);
  const ids = corpus.parse(JSON.parse(sources.corpus)).ids;
  const index = buildIndex(listed(ids));
  const judged = parseLines(sources.judgements, judgement).map(({ query, relevant }) => ({
    found: index.find(query, { limit: 10 }).map((match) => match.id),
    good: new Set(relevant.filter((one) => one.grade === 2).map((one) => one.id)),
  }));
  const answerable = judged.filter(({ good }) => good.size > 0);
  const pairs = parseLines(sources.pairs, pair);
  const all = buildIndex(listed(new Set([...ids, ...pairs.flatMap(({ a, b }) => [a, b])])));
  const scores = pairs.flatMap(({ a, b, label }) => {
    const [first, second] = [entries.get(a), entries.get(b)];
    return first && second
      ? [{ positive: label === 'duplicate', score: all.pair(first, second) }]
      : [];
  });
  return {
    ndcg10: mean(answerable.map(({ found, good }) => ndcg(found, good))),
    hit3: mean(
      answerable.map(({ found, good }) => Number(found.slice(0, 3).some((id) => good.has(id)))),
    ),
    auc: auc(scores),
  };
}

function mean(values: readonly number[]): number {
  const sum = values.reduce((before, value) => before + value, 0);
  return round(values.length === 0 ? 0 : sum / values.length);
}

function ndcg(found: readonly string[], good: ReadonlySet<string>): number {
  const gain = (rank: number) => 1 / Math.log2(rank + 2);
  const got = found
    .slice(0, 10)
    .reduce((sum, id, rank) => sum + (good.has(id) ? gain(rank) : 0), 0);
  const best = Array.from({ length: Math.min(10, good.size) }, (_, rank) => gain(rank));
  return got / best.reduce((sum, value) => sum + value, 0);
}

/** The chance that a duplicate scores above another pair; a tie counts half. */
function auc(scores: readonly { positive: boolean; score: number }[]): number {
  const yes = scores.filter((one) => one.positive);
  const no = scores.filter((one) => !one.positive);
  const wins = yes.flatMap((a) =>
    no.map((b) => (a.score > b.score ? 1 : a.score === b.score ? 0.5 : 0)),
  );
  return mean(wins);
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
