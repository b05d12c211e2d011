import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadEntries } from '../../bench/search/data.ts';
import { evaluate } from '../../bench/search/measure.ts';
import { buildIndex } from '../../lib/search/index.ts';
import { ENTRIES } from './sample.ts';

const DATA = join(import.meta.dirname, '../../../shared/data');

it('keeps the later of two entries with one id', () => {
  const [first] = ENTRIES;
  if (!first) throw new Error('the sample is empty');
  const index = buildIndex([...ENTRIES, { ...first, text: 'Waters the office plants.' }]);
  expect(index.find('plants', { limit: 5 }).map((match) => match.id)).toEqual([first.id]);
});

if (existsSync(DATA)) {
  it('finds what people judged to do the job, and tells duplicates from the rest', () => {
    const read = (name: string) => readFileSync(join(DATA, name), 'utf8');
    const measured = evaluate({
      entries: loadEntries(DATA),
      corpus: read('search-corpus.json'),
      judgements: read('search-judgements.shared.jsonl'),
      pairs: read('dup-pairs.shared.jsonl'),
    });
    expect(measured.ours.ndcg10).toBeGreaterThanOrEqual(0.6);
    expect(measured.ours.auc).toBeGreaterThanOrEqual(0.9);
  });
} else {
  it('is not measured: the labelled data is looked for in ../shared/data', () => {
    expect(existsSync(DATA)).toBe(false);
  });
}
