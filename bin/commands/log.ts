import type { Command } from 'commander';
import * as z from 'zod';
import type { LogAnswer } from '../../lib/contract/log.ts';
import type { ServerOptions } from '../identity.ts';
import { wholeNumber } from '../numbers.ts';
import { asPerson, type Shell } from '../shell.ts';

interface Options extends ServerOptions {
  readonly most: number;
  readonly before?: number;
}

/** `yardmaster log workflow/support-reply-drafter` */
export function addLog(program: Command, shell: Shell): void {
  asPerson(program.command('log'))
    .description('the log of one thing, newest first: a workflow (its name), approval/<id>, …')
    .argument('<subject>')
    .option('--most <n>', 'at most so many lines (1 to 100)', wholeNumber, 20)
    .option('--before <n>', 'only what came before this number', wholeNumber)
    .action((subject: string, options: Options) =>
      shell.person(options, 'owner', async ({ client, print, fail }) => {
        const { most, before } = options;
        const page = { most, ...(before === undefined ? {} : { before }) };
        // As in Slack: a bare name is a workflow's.
        const whole = subject.includes('/') ? subject : `workflow/${subject}`;
        const outcome = await client.log(whole, page);
        if (outcome.kind !== 'ok') return fail(outcome);
        const { lines } = outcome.value;
        print(
          outcome.value,
          lines.length > 0 ? lines.map(lineText).join('\n') : 'Nothing before that.',
        );
        return 0;
      }),
    );
}

const eventSchema = z.looseObject({
  kind: z.string(),
  at: z.string(),
  actor: z.object({ kind: z.string(), id: z.string() }),
  data: z.record(z.string(), z.unknown()),
});

function lineText({ seq, event }: LogAnswer['lines'][number]): string {
  const { kind, at, actor, data } = eventSchema.parse(JSON.parse(event));
  const facts = Object.entries(data).map(([name, value]) => `${name}=${valueText(value)}`);
  return [`${seq}`.padStart(4), at, kind, `by ${actor.kind} ${actor.id}`, ...facts].join('  ');
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.join(',') || 'none';
  const text = String(value);
  return text.length > 40 ? `${text.slice(0, 12)}…` : text;
}
