import type { KnownBlock } from '@slack/types';
import type { SameJob } from '../../core/duplicates.ts';
import { context } from './parts.ts';
import { safe } from './text.ts';

const MOST = 3;

/** What was said to do the same job as this entry, and which to go on with; nothing where nothing was. */
export function sameJobBlock(id: string, said: readonly SameJob[]): KnownBlock[] {
  const lines = said.slice(0, MOST).map(({ others, best, because }) => {
    const keep = best === id ? 'this one' : safe(best, 100);
    const why = because ? ` “${safe(because, 200)}”` : '';
    return `Said to do the same job as ${safe(others.join(', '), 200)}; ${keep} is the one to keep.${why}`;
  });
  return lines.length > 0 ? [context(...lines)] : [];
}
