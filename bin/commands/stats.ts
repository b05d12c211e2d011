import type { Command } from 'commander';
import type { StatsAnswer } from '../../lib/contract/stats.ts';
import type { ApprovalFigures } from '../../lib/core/approval-figures.ts';
import { approvalLine, approvalLines } from '../../lib/core/approval-figures-text.ts';
import type { Figures } from '../../lib/core/stats.ts';
import { FIRST_USE, figureLine, figureLines } from '../../lib/core/stats-text.ts';
import type { ServerOptions } from '../identity.ts';
import { asPerson, type Shell } from '../shell.ts';

/** `yardmaster stats` */
export function addStats(program: Command, shell: Shell): void {
  asPerson(program.command('stats'))
    .description('how long asking takes, and where people give up')
    .action((options: ServerOptions) =>
      shell.person(options, 'owner', async ({ client, print, fail }) => {
        const outcome = await client.stats();
        if (outcome.kind !== 'ok') return fail(outcome);
        print(outcome.value, statsText(outcome.value));
        return 0;
      }),
    );
}

function statsText({ scope, total, months, teams, approvals }: StatsAnswer): string {
  const whose = scope === 'all' ? 'All teams' : scope.length > 0 ? scope.join(', ') : 'No team yet';
  const rows = [
    ...months.map((one) => `${one.month}  ${figureLine(figuresOf(one))}`),
    ...(teams.length > 1 ? teams.map((one) => `${one.team}  ${figureLine(figuresOf(one))}`) : []),
  ];
  const since = months.at(-1)?.month ?? '';
  return [
    `${whose}, since ${since}`,
    ...figureLines(figuresOf(total)),
    '',
    ...approvalLines(approvalsOf(approvals.total)),
    ...(approvals.teams.length > 1
      ? approvals.teams.map((one) => `${one.team}  ${approvalLine(approvalsOf(one))}`)
      : []),
    '',
    ...rows,
    '',
    FIRST_USE,
  ].join('\n');
}

function figuresOf(answer: StatsAnswer['total']): Figures {
  const { to_registered, to_first_use, ...counts } = answer;
  return { ...counts, toRegistered: medianOf(to_registered), toFirstUse: medianOf(to_first_use) };
}

function approvalsOf(answer: StatsAnswer['approvals']['total']): ApprovalFigures {
  const { break_glass: breakGlass, outcome_unknown: unknown, to_decide, ...counts } = answer;
  const { p90 } = to_decide;
  const toDecide = { ...medianOf(to_decide), ...(p90 === undefined ? {} : { p90 }) };
  return { ...counts, breakGlass, unknown, toDecide };
}

function medianOf({ of, minutes }: StatsAnswer['total']['to_registered']) {
  return { of, ...(minutes === undefined ? {} : { minutes }) };
}
