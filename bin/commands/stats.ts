import type { Command } from 'commander';
import type { StatsAnswer } from '../../lib/contract/stats.ts';
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

function statsText({ scope, total, months, teams }: StatsAnswer): string {
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
    ...rows,
    '',
    FIRST_USE,
  ].join('\n');
}

function figuresOf(answer: StatsAnswer['total']): Figures {
  const { to_registered, to_first_use, ...counts } = answer;
  return { ...counts, toRegistered: medianOf(to_registered), toFirstUse: medianOf(to_first_use) };
}

function medianOf({ of, minutes }: StatsAnswer['total']['to_registered']) {
  return { of, ...(minutes === undefined ? {} : { minutes }) };
}
