/** The mean, rounded to four digits; 0 of nothing. */
export function mean(values: readonly number[]): number {
  const sum = values.reduce((before, value) => before + value, 0);
  return Math.round((values.length === 0 ? 0 : sum / values.length) * 10_000) / 10_000;
}

/** nDCG of the first ten, every good answer worth the same. */
export function ndcg(found: readonly string[], good: ReadonlySet<string>): number {
  const gain = (rank: number) => 1 / Math.log2(rank + 2);
  const got = found
    .slice(0, 10)
    .reduce((sum, id, rank) => sum + (good.has(id) ? gain(rank) : 0), 0);
  const best = Array.from({ length: Math.min(10, good.size) }, (_, rank) => gain(rank));
  return got / best.reduce((sum, value) => sum + value, 0);
}

/** 1 if a good answer is among these, else 0. */
export function hit(found: readonly string[], good: ReadonlySet<string>): number {
  return Number(found.some((id) => good.has(id)));
}

/** The chance that a duplicate scores above another pair; a tie counts half. */
export function auc(scores: readonly { positive: boolean; score: number }[]): number {
  const yes = scores.filter((one) => one.positive);
  const no = scores.filter((one) => !one.positive);
  const win = (a: number, b: number) => (a > b ? 1 : a === b ? 0.5 : 0);
  return mean(yes.flatMap((a) => no.map((b) => win(a.score, b.score))));
}
