import type { Command } from 'commander';
import type { EraseAnswer } from '../../lib/contract/leaving.ts';
import type { ServerOptions } from '../identity.ts';
import { asPerson, type Session, type Shell } from '../shell.ts';

interface Options extends ServerOptions {
  readonly dryRun?: boolean;
}

/** `yardmaster erase person U…` */
export function addErase(program: Command, shell: Shell): void {
  const erase = program.command('erase').description('erase what is kept of somebody');
  asPerson(erase.command('person'))
    .description('names, reasons, needs and logins of a person who has handed everything over')
    .argument('<id>', 'the Slack id, U…')
    .option('--dry-run', 'say how much there is, and erase nothing')
    .action((id: string, options: Options) =>
      shell.person(options, 'admin', (session) => eraseAll(session, id, options.dryRun ?? false)),
    );
}

/** Calls until the log was gone through; each call goes on from where the last one was. */
async function eraseAll({ io, client, print, fail }: Session, id: string, dryRun: boolean) {
  let things = 0;
  for (;;) {
    const outcome = await client.erasePerson(id, dryRun);
    if (outcome.kind !== 'ok') return fail(outcome);
    things += outcome.value.things;
    if (outcome.value.done || dryRun) {
      const all = { ...outcome.value, things };
      print(all, eraseText(all));
      return 0;
    }
    io.err(`Going through the log: ${things} erased so far.\n`);
  }
}

function eraseText({ person, dry_run, done, things, logins, stays }: EraseAnswer): string {
  const what = `${things} things with words or a name of ${person}, and ${logins} logins`;
  const least = done ? '' : 'at least ';
  const first = dry_run ? `Would erase ${least}${what}.` : `Erased ${what}.`;
  return [first, '', 'What stays:', ...stays.map((one) => `  ${one}`)].join('\n');
}
