import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadEntries } from './search/data.ts';
import type { Fitted } from './search/fit.ts';
import { evaluate, type Measures, parseJudgements } from './search/measure.ts';
import { speed } from './search/speed.ts';

/**
 * Measures search on labelled data, next to two baselines in the same run: nDCG@10 and hit@3 count
 * grade 2 only; AUC sets duplicates against everything else.
 */
const { values } = parseArgs({
  options: {
    judgements: { type: 'string' },
    pairs: { type: 'string' },
    corpus: { type: 'string' },
    data: { type: 'string', default: join(import.meta.dirname, '../../shared/data') },
    json: { type: 'boolean', default: false },
  },
});

const read = (given: string | undefined, usual: string) =>
  readFileSync(given ?? join(values.data, usual), 'utf8');
const entries = loadEntries(values.data);
const judgements = read(values.judgements, 'search-judgements.shared.jsonl');
const measured = evaluate({
  entries,
  corpus: read(values.corpus, 'search-corpus.json'),
  judgements,
  pairs: read(values.pairs, 'dup-pairs.shared.jsonl'),
});
const { ours, bm25, tfidf, missing } = measured;

function row(name: string, { ndcg10, hit3, auc }: Measures): string {
  const cells = [ndcg10, hit3, auc].map((value) => (value?.toFixed(4) ?? '-').padStart(9));
  return `${name.padEnd(9)}${cells.join('')}`;
}

function fitted(on: string, { weights, fitted: own, others }: Fitted): string {
  const [constant, odd, shared, rivals] = weights.map((weight) => weight.toFixed(2));
  return `fitted on ${on}: constant ${constant}, odd ${odd}, shared ${shared}, rivals ${rivals}; AUC ${own}, on the others ${others}`;
}

function report(): string {
  const { unanswerable, folds, fit } = measured;
  const times = speed([...entries.values()], {
    queries: parseJudgements(judgements).map(({ query }) => query),
    size: 10_000,
    nowMs: () => performance.now(),
  });
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  return [
    '           nDCG@10    hit@3      AUC',
    row('ours', ours),
    row('bm25', bm25),
    row('tfidf', tfidf),
    ...folds.map((fold, at) => row(`  half ${at + 1}`, fold)),
    fitted('all pairs', fit.all),
    ...fit.halves.map((one, at) => fitted(`half ${at + 1}`, one)),
    `${unanswerable.answered} of ${unanswerable.queries} unanswerable queries got an answer`,
    `${times.entries} entries: build ${ms(times.build)}`,
    `find: median ${ms(times.findMedian)}, slowest ${ms(times.findSlowest)}`,
    `similar: median ${ms(times.similarMedian)}, slowest ${ms(times.similarSlowest)}`,
  ].join('\n');
}

if (missing > 0) process.stderr.write(`${missing} pairs left out: not in ${values.data}\n`);
process.stdout.write(`${values.json ? JSON.stringify({ ...ours, bm25, tfidf }) : report()}\n`);
