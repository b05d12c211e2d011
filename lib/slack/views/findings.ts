import type { KnownBlock } from '@slack/types';
import { MODE_WORDS } from '../../core/baseline-words.ts';
import { count } from '../../core/count.ts';
import type { PersonKey } from '../../core/people.ts';
import { section } from './parts.ts';
import { mention, safe } from './text.ts';

interface Shown {
  readonly mode: 'observe' | 'enforce';
  readonly say: string;
  readonly fix: string;
  readonly field: string;
  readonly from?: string;
}

export interface FoundShown {
  readonly workflow: string;
  readonly team: string;
  readonly owner: PersonKey;
  readonly findings: readonly Shown[];
}

/** How many workflows there are to change and to look at, by team, with the first of them. */
export interface FoundCounts {
  readonly enforced: number;
  readonly observed: number;
  readonly teams: readonly { readonly team: string; readonly workflows: number }[];
  readonly items: readonly FoundShown[];
}

/** One workflow: whose it is, and what to write. The stricter findings come first. */
export function foundBlock(one: FoundShown, most: number): KnownBlock {
  const order = [...one.findings].sort((a, b) => rank(a) - rank(b));
  const lines = order.slice(0, most).map(findingLine);
  const more = order.length - lines.length;
  const head = `*${safe(one.workflow, 80)}* · ${safe(one.team, 60)} · ${mention(one.owner)}`;
  return section([head, ...lines, ...(more > 0 ? [`and ${more} more`] : [])].join('\n'));
}

function rank({ mode }: Shown): number {
  return mode === 'enforce' ? 0 : 1;
}

function findingLine({ mode, say, fix, field, from }: Shown): string {
  const since = from ? ` from ${from} on` : '';
  return `• _${MODE_WORDS[mode]}${since}_ \`${safe(field, 80)}\` ${safe(`${say} ${fix}`, 500)}`;
}

/** "2 in Support, 1 in Sales", five teams at most. */
export function teamCounts(teams: FoundCounts['teams']): string {
  const named = teams.slice(0, 5).map((one) => `${one.workflows} in ${safe(one.team, 60)}`);
  const more = teams.length - named.length;
  return [...named, ...(more > 0 ? [`and ${count(more, 'more team')}`] : [])].join(', ');
}
