import type { Command } from 'commander';
import type { ServerOptions } from '../identity.ts';
import { wholeNumber } from '../numbers.ts';
import { asPerson, type Shell } from '../shell.ts';

interface Options extends ServerOptions {
  readonly most: number;
  readonly before?: number;
}

/** `yardmaster revisions support-reply-drafter` */
export function addRevisions(program: Command, shell: Shell): void {
  asPerson(program.command('revisions'))
    .description('the accepted manifests of a workflow, the newest first, and what waits for it')
    .argument('<workflow>')
    .option('--most <n>', 'at most so many (1 to 50)', wholeNumber, 20)
    .option('--before <n>', 'only those before this number', wholeNumber)
    .action((id: string, options: Options) =>
      shell.person(options, 'owner', async ({ client, print, fail }) => {
        const { most, before } = options;
        const page = { most, ...(before === undefined ? {} : { before }) };
        const outcome = await client.revisions(id, page);
        if (outcome.kind !== 'ok') return fail(outcome);
        const proposed = await client.proposed(id);
        const waiting = proposed.kind === 'ok' ? [proposed.value] : [];
        const { revisions } = outcome.value;
        const lines = [
          ...waiting.map(
            ({ by, at, waits_for }) =>
              `Proposed by ${by} at ${at}: waits for the ${waits_for.join(' and the ')}.`,
          ),
          ...waiting.flatMap((one) => one.reasons.map(({ say }) => `  ${say}`)),
          ...revisions.map(
            ({ revision, by, at }) => `${String(revision).padStart(4)}  ${at}  by ${by}`,
          ),
        ];
        print({ revisions, proposed: waiting[0] }, lines.join('\n') || 'Nothing before that.');
        return 0;
      }),
    );
}
