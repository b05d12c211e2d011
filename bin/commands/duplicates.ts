import type { Command } from 'commander';
import type { Client } from '../../lib/client/client.ts';
import type { ServerOptions } from '../identity.ts';
import { asPerson, type Shell } from '../shell.ts';

type Listed = Extract<Awaited<ReturnType<Client['duplicates']>>, { kind: 'ok' }>['value'];
type Group = NonNullable<Listed['report']>['groups'][number];

interface SayOptions extends ServerOptions {
  readonly why?: string;
  readonly keep?: string;
}

/** `yardmaster duplicates`, and what is said of them. */
export function addDuplicates(program: Command, shell: Shell): void {
  const duplicates = asPerson(program.command('duplicates'))
    .description('entries that look like the same job, as last reported (admins and auditors)')
    .action((options: ServerOptions) =>
      shell.person(options, 'admin', async ({ client, print, fail }) => {
        const outcome = await client.duplicates();
        if (outcome.kind !== 'ok') return fail(outcome);
        print(outcome.value, listedLines(outcome.value).join('\n'));
        return 0;
      }),
    );
  asPerson(duplicates.command('accept'))
    .description('remember that these are different things; nobody is asked about them again')
    .argument('<ids...>', 'two or more, like plugin/a workflow/b')
    .option('--why <text>', 'how they differ, for whoever asks next')
    .action((ids: string[], options: SayOptions) => say(shell, ids, { ...options, say: 'keep' }));
  asPerson(duplicates.command('same'))
    .description('remember that these do the same job, and which one to go on with')
    .argument('<ids...>', 'two or more, like plugin/a workflow/b')
    .requiredOption('--keep <id>', 'the one to go on with')
    .option('--why <text>', 'what should happen with the others')
    .action((ids: string[], options: SayOptions) => say(shell, ids, { ...options, say: 'same' }));
}

function say(
  shell: Shell,
  ids: string[],
  { say: said, keep, why, ...options }: SayOptions & { readonly say: 'keep' | 'same' },
): Promise<void> {
  return shell.person(options, 'admin', async ({ client, print, fail }) => {
    const more = { ...(keep ? { best: keep } : {}), ...(why ? { because: why } : {}) };
    const outcome = await client.judgeDuplicates({ ids, say: said, ...more });
    if (outcome.kind !== 'ok') return fail(outcome);
    const { best } = outcome.value;
    const text =
      best === undefined
        ? 'Remembered: they are different things. Nobody is asked again.'
        : `Remembered: ${best} does the job of the others. Tell their owners.`;
    print(outcome.value, text);
    return 0;
  });
}

function listedLines({ report, verdicts }: Listed): string[] {
  const said = verdicts.map(
    ({ ids, say: one, best, by, because }) =>
      `${ids.join(', ')}: ${one === 'keep' ? 'different things' : `go on with ${best}`}, by ${by}${because ? `: ${because}` : ''}`,
  );
  return [
    ...(report
      ? [
          `Compared ${report.compared} new or changed entries at ${report.at}; ${report.withheld} more groups wait.`,
          ...report.groups.flatMap(groupLines),
        ]
      : ['Nothing was compared yet. That happens on Mondays at nine.']),
    ...(said.length > 0 ? ['', 'What was said:', ...said] : []),
  ];
}

const ANSWERS = { keep: 'they stay', same: 'the same job', later: 'put off' } as const;

function groupLines({ why, entries, answer }: Group, at: number): string[] {
  return [
    '',
    `${at + 1}. ${why}${answer ? ` (${ANSWERS[answer]})` : ''}`,
    ...entries.map(({ id, team, use }) => {
      const facts = [team ?? 'gone meanwhile', ...(use === undefined ? [] : [`used by ${use}`])];
      return `  ${id}  ${facts.join(' · ')}`;
    }),
  ];
}
