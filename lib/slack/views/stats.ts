import type { KnownBlock } from '@slack/types';
import type { ApprovalStats } from '../../core/approval-figures.ts';
import { approvalLine, approvalLines } from '../../core/approval-figures-text.ts';
import type { Figures, Stats } from '../../core/stats.ts';
import { FIRST_USE, figureLine, figureLines } from '../../core/stats-text.ts';
import { context, fallback, type Message, section, upTo } from './parts.ts';
import { safe } from './text.ts';

const MOST_TEAMS = 10;

export interface StatsShown extends Stats {
  readonly scope: 'all' | readonly string[];
  readonly approvals: ApprovalStats;
}

/** `stats`: how long asking takes and where people give up, in plain words. */
export function statsMessage(shown: StatsShown, command: string): Message {
  const { scope, total, approvals } = shown;
  const name = safe(command, 40);
  if (scope !== 'all' && scope.length === 0) {
    const text = 'You are in no team yet, so there is nothing to show. Ask your lead to add you.';
    return { text, blocks: [section(text)] };
  }
  const head = scope === 'all' ? 'All teams, the last three months' : ownHead(scope);
  if (total.opened + approvals.total.ended === 0) return nothingYet(head, name);
  const lines = total.opened === 0 ? approvalLines(approvals.total) : figureLines(total);
  return {
    text: fallback(`${head}. ${lines.join(' ')}`),
    blocks: [
      section(`*${safe(head, 400)}*`),
      ...(total.opened === 0 ? [] : requestBlocks(shown)),
      ...(approvals.total.ended === 0 ? [] : approvalBlocks(approvals)),
    ],
  };
}

function requestBlocks({ total, months, teams }: StatsShown): KnownBlock[] {
  return [
    section(figureLines(total).join('\n')),
    section(months.map((one) => `*${monthText(one.month)}*: ${figureLine(one)}`).join('\n')),
    ...(teams.length > 1 ? upTo(teams, MOST_TEAMS, (one) => [teamLine(one)]) : []),
    context(FIRST_USE),
  ];
}

function approvalBlocks({ total, teams }: ApprovalStats): KnownBlock[] {
  const line = (one: ApprovalStats['teams'][number]) =>
    section(`*${safe(one.team, 80)}*: ${approvalLine(one)}`);
  return [
    section(['*Approvals*', ...approvalLines(total)].join('\n')),
    ...(teams.length > 1 ? upTo(teams, MOST_TEAMS, (one) => [line(one)]) : []),
  ];
}

function ownHead(teams: readonly string[]): string {
  const named = teams.slice(0, 5).join(', ');
  const more = teams.length > 5 ? ` and ${teams.length - 5} more` : '';
  return `${named}${more}, the last three months`;
}

function nothingYet(head: string, command: string): Message {
  const text = `${safe(head, 400)}: nobody has asked for an AI workflow yet.`;
  return { text, blocks: [section(text), context(`Ask for one with \`${command} new\`.`)] };
}

function teamLine(one: Figures & { readonly team: string }) {
  return section(`*${safe(one.team, 80)}*: ${figureLine(one)}`);
}

const MONTHS =
  'January February March April May June July August September October November December';

/** "2026-11" → "November 2026". */
function monthText(month: string): string {
  const [year = '', number = '1'] = month.split('-');
  return `${MONTHS.split(' ')[Number(number) - 1] ?? number} ${year}`;
}
