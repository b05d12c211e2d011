import type { Command } from 'commander';
import * as z from 'zod';
import type { LogAnswer, PartOfLog } from '../../lib/contract/log.ts';
import type { ServerOptions } from '../identity.ts';
import { filterOf, withFilter } from '../log-filter.ts';
import { wholeNumber } from '../numbers.ts';
import { asPerson, type Shell } from '../shell.ts';
import { addAppend } from './log-append.ts';

type Options = ServerOptions &
  Omit<PartOfLog, 'subject'> & {
    readonly most: number;
    readonly before?: number;
    readonly after?: string;
  };

/** `yardmaster log workflow/support-reply-drafter`, `yardmaster log append …` */
export function addLog(program: Command, shell: Shell): void {
  const log = withFilter(asPerson(program.command('log')))
    .description(
      'the log of one thing, newest first: a workflow (its name), approval/<id>, …; agent/<name>: what its agent wrote; story/<name>: all of it together',
    )
    .argument('<subject>')
    .option('--most <n>', 'at most so many lines (1 to 100)', wholeNumber, 20)
    .option('--before <n>', 'only what came before this number', wholeNumber)
    .option('--after <place>', 'go on where the page before ended, as it says')
    .action((subject: string, options: Options) =>
      shell.person(options, 'owner', async ({ client, print, fail }) => {
        const { most, before, after } = options;
        const place = after === undefined ? {} : { after };
        const page = { most, ...filterOf(options), ...place, ...(before ? { before } : {}) };
        // As in Slack: a bare name is a workflow's.
        const whole = subject.includes('/') ? subject : `workflow/${subject}`;
        const outcome = await client.log(whole, page);
        if (outcome.kind !== 'ok') return fail(outcome);
        print(outcome.value, pageText(outcome.value));
        return 0;
      }),
    );
  addAppend(log, shell);
}

function pageText({ lines, texts = {}, next }: LogAnswer): string {
  const told = lines.map((line) => lineText(line, texts[line.hash]));
  const none = next === undefined ? 'Nothing before that.' : 'Nothing on this page.';
  const more = next === undefined ? [] : [`There is more: --after '${next}'`];
  return [...(told.length > 0 ? told : [none]), ...more].join('\n');
}

const eventSchema = z.looseObject({
  kind: z.string(),
  at: z.string(),
  actor: z.object({ kind: z.string(), id: z.string() }),
  data: z.record(z.string(), z.unknown()),
});

function lineText({ seq, event }: LogAnswer['lines'][number], text?: string): string {
  const { kind, at, actor, data } = eventSchema.parse(JSON.parse(event));
  const facts = Object.entries(data).map(([name, value]) => `${name}=${valueText(value)}`);
  const words = text === undefined ? [] : [JSON.stringify(text)];
  const who = `by ${actor.kind} ${actor.id}`;
  return [`${seq}`.padStart(4), at, kind, who, ...facts, ...words].join('  ');
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.join(',') || 'none';
  const text = String(value);
  return text.length > 40 ? `${text.slice(0, 12)}…` : text;
}
