import type { Command } from 'commander';
import type { ServerOptions } from '../identity.ts';
import { UsageProblem } from '../io.ts';
import { readJsonOrFile } from '../json-file.ts';
import { asWorkflow, type Shell } from '../shell.ts';

interface Options extends ServerOptions {
  readonly id: string;
  readonly fact?: readonly string[];
  readonly payload?: string;
  readonly text?: string;
}

/** `yardmaster log append mail.sent --id run-4711 --fact ticket=4711`: what an agent does, by hand. */
export function addAppend(log: Command, shell: Shell): void {
  asWorkflow(log.command('append'))
    .description("append an event to the workflow's own log, as its agent would")
    .argument('<kind>', 'as in mail.sent')
    .requiredOption('--id <text>', 'your id of it: the same one again is appended once')
    .option('--fact <name=value...>', 'an id, a number, true or false')
    .option('--payload <json>', 'JSON, or a file with it: only its digest is kept')
    .option('--text <words>', 'in your own words: kept beside the log, and erased in time')
    .action((kind: string, options: Options) =>
      shell.workflow(options, async ({ io, client, print, fail }) => {
        const { id, fact = [], payload, text } = options;
        const appended = await client.appendEvent({
          idempotency_key: id,
          kind,
          facts: Object.fromEntries(fact.map(readFact)),
          ...(payload === undefined ? {} : { payload: readJsonOrFile(io, payload) }),
          ...(text === undefined ? {} : { text }),
        });
        if (appended.kind !== 'ok') return fail(appended);
        const { subject, seq, again } = appended.value;
        const where = `${subject} number ${seq}`;
        print(appended.value, again ? `It stands there already: ${where}.` : `Appended: ${where}.`);
        return 0;
      }),
    );
}

function readFact(text: string): readonly [string, string | number | boolean] {
  const [, name, value] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw new UsageProblem(`Write a fact like ticket=4711, not "${text}".`);
  }
  if (value === 'true' || value === 'false') return [name, value === 'true'];
  return [name, /^-?\d{1,15}$/.test(value) ? Number(value) : value];
}
