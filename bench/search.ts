import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadEntries } from './search/data.ts';
import { evaluate } from './search/measure.ts';

/**
 * Measures search on labelled data: nDCG@10 and hit@3 count grade 2 only; AUC sets duplicates
 * against everything else.
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

const data = values.data;
const result = evaluate({
  entries: loadEntries(data),
  corpus: readFileSync(values.corpus ?? join(data, 'search-corpus.json'), 'utf8'),
  judgements: readFileSync(
    values.judgements ?? join(data, 'search-judgements.shared.jsonl'),
    'utf8',
  ),
  pairs: readFileSync(values.pairs ?? join(data, 'dup-pairs.shared.jsonl'), 'utf8'),
});
const { ndcg10, hit3, auc } = result;
process.stdout.write(
  values.json
    ? `${JSON.stringify({ ndcg10, hit3, auc })}\n`
    : `nDCG@10 ${ndcg10}   hit@3 ${hit3}   AUC ${auc}\n`,
);
