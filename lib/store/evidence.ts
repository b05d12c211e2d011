import { DRIFT_DAYS, type Evidence, evidenceSchema } from '../core/evidence.ts';
import { minutesAfter, unixSeconds } from '../core/time.ts';
import { shardOf } from './due.ts';
import { partKey } from './keys.ts';
import { readAll, readNewest } from './read.ts';
import type { Item, Store } from './store.ts';

const SEEN = 'EVIDENCE#SEEN#';
const FAILED = 'EVIDENCE#FAILED#';
/** What is asked for by names of its own choice overwrites itself in so many places. */
const PLACES = 16;
const MOST_FAILURES = 50;
const DAY_MINUTES = 24 * 60;

/**
 * A workflow's evidence, which leaves by itself. Of each sort there is the newest for each thing it
 * pins and a few for the rest, so that no agent can fill a table; failures are kept for two days.
 */
export function evidenceItem(
  workflow: string,
  evidence: Evidence,
  pinned: readonly string[],
): Item {
  const days = evidence.sort === 'failed' ? 2 : DRIFT_DAYS;
  return {
    ...partKey(`workflow/${workflow}`, placeOf(evidence, pinned)),
    kind: 'evidence',
    ttl: unixSeconds(minutesAfter(evidence.at, days * DAY_MINUTES)),
    data: evidence,
  };
}

function placeOf(evidence: Evidence, pinned: readonly string[]): string {
  switch (evidence.sort) {
    case 'failed':
      return `${FAILED}${evidence.at}#${evidence.id}`;
    case 'runs': {
      const { component } = evidence;
      const known = pinned.includes(component);
      return `${SEEN}runs#${known ? component : shardOf(component, PLACES)}`;
    }
    case 'asked': {
      const { connector, scopes } = evidence;
      return `${SEEN}asked#${shardOf(`${connector} ${scopes.join(' ')}`, PLACES)}`;
    }
  }
}

/** All that is kept of a workflow: two queries, and never more than fits into one answer of each. */
export async function readEvidence(store: Store, workflow: string): Promise<Evidence[]> {
  const partition = `workflow/${workflow}`;
  const [seen, failed] = await Promise.all([
    readAll(store, { partition, prefix: SEEN, schema: evidenceSchema }),
    readNewest(store, { partition, prefix: FAILED, schema: evidenceSchema }, MOST_FAILURES),
  ]);
  return [...seen.map((head) => head.state), ...failed];
}
