/** What search knows of a catalog entry or a workflow. */
export interface SearchEntry {
  readonly id: string;
  readonly kind: 'plugin' | 'connector' | 'skill' | 'block' | 'workflow';
  readonly title: string;
  /** Description or purpose. */
  readonly text: string;
  readonly keywords: readonly string[];
  /** Connector names or ids (`crm-readonly` or `connector/crm-readonly`). */
  readonly connectors: readonly string[];
  readonly team: string;
}

export interface Match {
  readonly id: string;
  /** Higher is better; comparable within one answer only. */
  readonly score: number;
  /** The reason shown to people, one plain sentence. */
  readonly why: string;
}

type Ranked = Pick<Match, 'id' | 'score'>;

export function connectorNames(entry: SearchEntry): string[] {
  return entry.connectors.map((one) => one.replace(/^connector\//, ''));
}

/** Best first, and always in the same order: equals by id. */
export function bestFirst<T extends Ranked>(matches: readonly T[], limit: number): T[] {
  const order = (a: Ranked, b: Ranked) => b.score - a.score || (a.id < b.id ? -1 : 1);
  return [...matches].sort(order).slice(0, Math.max(0, limit));
}

export function quoted(words: readonly string[]): string {
  return words.map((word) => `"${word}"`).join(', ');
}
