import * as z from 'zod';
import { buildIndex, type SearchEntry } from '../../lib/search/index.ts';
import { bm25, tfidf } from './baselines.ts';
import { parseLines } from './data.ts';
import { fitLikeness, half, halfOfPair, type LabelledPair } from './fit.ts';
import { auc, hit, mean, ndcg } from './metrics.ts';

const judgement = z.object({
  query: z.string(),
  relevant: z.array(z.object({ id: z.string(), grade: z.number() })),
});
const pair = z.object({ a: z.string(), b: z.string(), label: z.string() });
const corpus = z.object({ ids: z.array(z.string()) });

export interface Ranker {
  /** Ids, best first; ten are looked at. */
  find(query: string): readonly string[];
  pair?(a: SearchEntry, b: SearchEntry): number;
}

export interface Sources {
  readonly entries: ReadonlyMap<string, SearchEntry>;
  /** The texts of the corpus, judgement and pair files. */
  readonly corpus: string;
  readonly judgements: string;
  readonly pairs: string;
}

export interface Measures {
  readonly ndcg10: number;
  readonly hit3: number;
  readonly auc?: number;
}

export interface Measured {
  readonly ours: Measures;
  readonly bm25: Measures;
  readonly tfidf: Measures;
  /** Labelled entries that the data folder does not know: their pairs are left out. */
  readonly missing: number;
  /** Queries that have no answer, and how many of them we answered nevertheless. */
  readonly unanswerable: { readonly queries: number; readonly answered: number };
  /** Our measures on each of two halves of the queries and pairs, parted by a hash. */
  readonly folds: readonly Measures[];
  /** The weights of likeness fitted anew, on all pairs and on each half. */
  readonly fit: ReturnType<typeof fitLikeness>;
}

interface Labelled {
  readonly queries: readonly Asked[];
  readonly pairs: readonly LabelledPair[];
}

type Make = (entries: readonly SearchEntry[]) => Ranker;

interface Asked {
  readonly query: string;
  /** Ids of grade 2. */
  readonly good: ReadonlySet<string>;
}

export function parseJudgements(text: string): Asked[] {
  return parseLines(text, judgement).map(({ query, relevant }) => ({
    query,
    good: new Set(relevant.filter((one) => one.grade === 2).map((one) => one.id)),
  }));
}

/** Means over the queries that have an entry of grade 2; AUC of duplicates against all else. */
export function evaluate(sources: Sources): Measured {
  const { entries } = sources;
  const listed = (ids: Iterable<string>) => [...ids].flatMap((id) => entries.get(id) ?? []);
  const ids = corpus.parse(JSON.parse(sources.corpus)).ids;
  const asked = parseJudgements(sources.judgements);
  const parsed = parseLines(sources.pairs, pair);
  const pairs = parsed.flatMap(({ a, b, label }) => {
    const [first, second] = [entries.get(a), entries.get(b)];
    return first && second ? [{ a: first, b: second, same: label === 'duplicate' }] : [];
  });
  const corpora = {
    find: listed(ids),
    pair: listed(new Set([...ids, ...parsed.flatMap(({ a, b }) => [a, b])])),
  };
  const rankers = (make: Make) => ({ find: make(corpora.find), pair: make(corpora.pair) });
  const ours = rankers(our);
  const queries = asked.filter(({ good }) => good.size > 0);
  const unanswerable = asked.filter(({ good }) => good.size === 0);
  const labelled: Labelled = { queries, pairs };
  return {
    ours: measure(ours, labelled),
    bm25: measure(rankers(bm25), labelled),
    tfidf: measure(rankers(tfidf), labelled),
    missing: parsed.length - pairs.length,
    unanswerable: {
      queries: unanswerable.length,
      answered: unanswerable.filter(({ query }) => ours.find.find(query).length > 0).length,
    },
    folds: [0, 1].map((fold) => measure(ours, part(labelled, fold))),
    fit: fitLikeness(corpora.pair, pairs),
  };
}

function our(entries: readonly SearchEntry[]): Ranker {
  const index = buildIndex(entries);
  return {
    find: (query) => index.find(query, { limit: 10 }).map((match) => match.id),
    pair: index.pair,
  };
}

function part({ queries, pairs }: Labelled, fold: number): Labelled {
  return {
    queries: queries.filter(({ query }) => half(query) === fold),
    pairs: pairs.filter((pair) => halfOfPair(pair) === fold),
  };
}

function measure(
  rankers: { readonly find: Ranker; readonly pair: Ranker },
  labelled: Labelled,
): Measures {
  const found = labelled.queries.map(({ query, good }) => ({
    good,
    ids: rankers.find.find(query),
  }));
  const alike = rankers.pair.pair;
  return {
    ndcg10: mean(found.map(({ ids, good }) => ndcg(ids, good))),
    hit3: mean(found.map(({ ids, good }) => hit(ids.slice(0, 3), good))),
    ...(alike && {
      auc: auc(labelled.pairs.map(({ a, b, same }) => ({ positive: same, score: alike(a, b) }))),
    }),
  };
}
