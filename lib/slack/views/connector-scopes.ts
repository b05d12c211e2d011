import type { KnownBlock } from '@slack/types';
import type { ScopeRow } from '../../core/connector-scopes.ts';
import { count } from '../../core/count.ts';
import { actions, button, fallback, type Message, section } from './parts.ts';
import { SHOW } from './show-ids.ts';
import { safe } from './text.ts';

export interface ScopesShown {
  readonly component: string;
  readonly standard: readonly string[];
  readonly standardBy: 'baseline' | 'most';
  readonly rows: readonly ScopeRow[];
  readonly total: number;
  readonly wider: number;
  /** Where the next page begins; undefined on the last one. */
  readonly next: string | undefined;
}

/** "The scopes of all its workflows side by side, wider than standard marked": one line each. */
export function scopesBlocks(shown: ScopesShown): KnownBlock[] {
  const { component, rows, total, wider, next } = shown;
  if (total === 0) return [section('*Scopes side by side*\nNo AI workflow pins it.')];
  const head = `${count(total, 'AI workflow')}, ${wider === 0 ? 'none' : wider} with more than the standard`;
  return [
    section(`*Scopes side by side*\n${head}\n${standardLine(shown)}`),
    ...rows.map((row) => section(scopeLine(row))),
    ...(next === undefined
      ? []
      : [actions(`scopes|${next}`, button('Next Page', SHOW.scopes, `${component}|${next}`))]),
  ];
}

/** What "standard" means here, so that nobody takes it for a judgement. */
function standardLine({ standard, standardBy }: ScopesShown): string {
  const list = safe(standard.join(', '), 400);
  if (standardBy === 'baseline') return `Standard is what the baseline gives to everybody: ${list}`;
  if (standard.length === 0)
    return 'No scope is standard: the baseline gives none, and no scope is held by more than half.';
  return `Standard is what more than half of them have, as the baseline gives none: ${list}`;
}

/** Marked in words, and bold besides. */
function scopeLine({ workflow, version, scopes, waiting, wider }: ScopeRow): string {
  const words = scopes.map((scope) =>
    wider.includes(scope) ? `*${safe(scope, 50)} (wider)*` : safe(scope, 50),
  );
  const shown = words.slice(0, MOST_SCOPES);
  const more = words.length - shown.length;
  const asked =
    waiting.length > 0 ? `\nAsked for, not given: ${safe(waiting.join(', '), 100)}` : '';
  const list = shown.length > 0 ? shown.join(', ') : 'no scopes';
  return `*${safe(workflow.id, 80)}* · ${safe(workflow.team, 60)} · ${safe(version, 40)}\n${list}${more > 0 ? ` and ${more} more` : ''}${asked}`;
}

/** Of one workflow; the command line has all of them. */
const MOST_SCOPES = 6;

export function scopesMessage(shown: ScopesShown): Message {
  return {
    text: fallback(`Scopes of the AI workflows that pin ${shown.component}, side by side.`),
    blocks: [section(`*${safe(shown.component, 100)}*`), ...scopesBlocks(shown)],
  };
}
